// The conversation in the middle: where one is, what was said there, and the line to write in.

import { act } from './act.js';
import { announce, byId, h, setText, showList } from './dom.js';
import { drawThread, gist, isReply } from './message.js';
import { drawHome } from './home.js';
import { forget, told } from './notice.js';
import { goTo, onChange, state } from './state.js';

const quick = ['/jit request', '/jit list', '/jit mine', '/jit help'];

const hints = {
  approvals: 'Approvers are asked here.',
  general: 'Commands can be typed anywhere.',
  JitBot: 'What JitBot tells you alone.',
  'JitBot Home': 'The Home tab of the app.',
};

const seen = new Map();
let shown = null;

const isHome = here => here.kind === 'home';

export const place = () => state.parts.places?.find(each => each.id === state.place) ?? state.parts.places?.[0];

export const messagesIn = id => state.parts[`messages:${id}`] ?? [];

const seenKey = id => `${state.as} ${id}`;

export const hasNews = id => messagesIn(id).some(message => message.ts > (seen.get(seenKey(id)) ?? '')) && id !== place()?.id;

export function startTalk() {
  onChange(['places', 'place', 'as', 'messages:', 'names', 'home'], draw);
  onChange(['place', 'as'], () => {
    forget();
    byId('composer').replaceChildren();
    if (place() && isHome(place())) act('home-open');
    draw();
  });
}

function draw() {
  const here = place();
  if (!here) return;
  setText(byId('talk-title'), here.kind === 'channel' ? `# ${here.name}` : here.name);
  setText(byId('talk-hint'), hints[here.name] ?? '');
  if (!byId('composer').hasChildNodes()) drawComposer(); // not before there is somewhere to write
  byId('composer').hidden = isHome(here);
  byId('composer').querySelector('input').setAttribute('aria-label', `Message ${here.name}`);
  if (isHome(here)) drawHome(byId('messages'), shown !== seenKey(here.id));
  else drawMessages(here, messagesIn(here.id));
  shown = seenKey(here.id);
}

function drawMessages(here, all) {
  const list = byId('messages');
  const isNewPlace = shown !== seenKey(here.id);
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (isNewPlace) list.replaceChildren();
  const replies = Map.groupBy(all.filter(isReply), message => message.thread_ts);
  const roots = all.filter(message => !isReply(message) || !all.some(root => root.ts === message.thread_ts));
  showList(list, roots, {
    key: message => message.ts,
    mark: message => JSON.stringify([message, replies.get(message.ts) ?? []]),
    make: (message, old) => drawThread(message, replies.get(message.ts) ?? [], here.id, old),
  });
  list.classList.toggle('empty', roots.length === 0);
  tell(here, all, isNewPlace);
  if (isNewPlace || isAtEnd) list.scrollTop = list.scrollHeight;
}

function tell(here, all, isNewPlace) {
  const last = seen.get(seenKey(here.id)) ?? '';
  const fresh = all.filter(message => message.ts > last);
  if (!isNewPlace && fresh.length > 0) announce(fresh.map(gist).join('. '));
  if (fresh.length > 0) seen.set(seenKey(here.id), fresh.reduce((newest, message) => message.ts > newest ? message.ts : newest, last));
}

function drawComposer() {
  const input = h('input', { type: 'text', name: 'text', placeholder: 'Write, or type /jit help', 'aria-label': 'Message', autocomplete: 'off', spellcheck: 'false' });
  byId('composer').replaceChildren(
    h('div', { class: 'quick' }, quick.map(command => h('button', { type: 'button', class: 'quiet', onclick: () => send(command) }, command))),
    h('div', { class: 'line' }, input, h('button', { type: 'submit', class: 'primary' }, 'Send')));
  byId('composer').onsubmit = async event => {
    event.preventDefault();
    const text = input.value.trim();
    if (text && await send(text)) input.value = '';
  };
}

async function send(text) {
  const channel = place().id;
  return text.startsWith('/')
    ? told(await act('command', { channel, text }), text.split(' ')[0])
    : told(await act('say', { channel, text }), 'The message');
}

export function goToNamed(name) {
  const found = state.parts.places?.find(each => each.name === name);
  if (found) goTo(found.id);
}

