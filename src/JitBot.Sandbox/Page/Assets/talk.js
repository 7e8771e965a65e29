// A conversation: where one is in a chat, what was said there, and the line to write in.

import { act } from './act.js';
import { announce, byId, h, setText, showList } from './dom.js';
import { drawHome } from './home.js';
import { drawThread, gist } from './message.js';
import { forget } from './notice.js';
import { goTo, onChange, state } from './state.js';

const seen = new Map();
const shown = {};

const isHome = here => here.kind === 'home';

const placesOf = chat => state.parts[chat.parts.places];

export const place = chat => placesOf(chat)?.find(each => each.id === state.places[chat.name]) ?? placesOf(chat)?.[0];

const messagesIn = (chat, id) => (state.parts[chat.parts.messages + id] ?? []).map(message => chat.read(message, id));

const seenKey = (chat, id) => `${chat.name} ${state.as} ${id}`;

export const hasNews = (chat, id) => id !== place(chat)?.id && unseenIn(chat, id).length > 0;

const unseenIn = (chat, id) => messagesIn(chat, id).filter(read => read.key > (seen.get(seenKey(chat, id)) ?? ''));

// What the app wrote to this person alone while they were elsewhere in the chat.
export function unreadFor(chat) {
  const own = placesOf(chat)?.find(each => each.kind === 'direct');
  return own && own.id !== place(chat)?.id ? { id: own.id, unread: unseenIn(chat, own.id).filter(read => read.isApp) } : { unread: [] };
}

export function goToNamed(chat, name) {
  const found = placesOf(chat)?.find(each => each.name === name);
  if (found) goTo(chat, found.id);
}

export function startTalk(chat) {
  build(chat);
  const here = `place:${chat.name}`;
  onChange([chat.parts.places, here, 'as', chat.parts.messages, 'names', 'home'], () => draw(chat));
  onChange([here, 'as'], () => {
    forget(chat);
    inside(chat, '.composer').replaceChildren();
    if (place(chat) && isHome(place(chat))) act('home-open');
    draw(chat);
  });
}

const inside = (chat, part) => byId(chat.name).querySelector(part);

function build(chat) {
  byId(chat.name).replaceChildren(
    h('div', { class: 'talk-head' }, h('span', { class: 'chat-name', id: `${chat.name}-name` }, chat.title), h('h2', { id: `${chat.name}-title` }), h('p', {})),
    h('div', { class: 'messages', role: 'region', 'aria-label': `Messages in ${chat.title}`, tabindex: '0' }),
    h('div', { class: 'unread', role: 'status', hidden: true }),
    h('div', { class: 'notice', role: 'alert', hidden: true }),
    h('form', { class: 'composer', autocomplete: 'off' }));
}

function draw(chat) {
  const here = place(chat);
  if (!here) return;
  setText(inside(chat, 'h2'), here.kind === 'channel' ? `# ${here.name}` : here.name);
  setText(inside(chat, '.talk-head p'), chat.hints[here.name] ?? '');
  const composer = inside(chat, '.composer');
  if (!composer.hasChildNodes()) drawComposer(chat, composer, here); // not before there is somewhere to write
  composer.hidden = isHome(here);
  const isNewPlace = shown[chat.name] !== seenKey(chat, here.id);
  if (isHome(here)) drawHome(inside(chat, '.messages'), isNewPlace);
  else drawMessages(chat, here, isNewPlace);
  shown[chat.name] = seenKey(chat, here.id);
}

function drawMessages(chat, here, isNewPlace) {
  const list = inside(chat, '.messages');
  const all = messagesIn(chat, here.id);
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (isNewPlace) list.replaceChildren();
  const replies = Map.groupBy(all.filter(read => read.root), read => read.root);
  const roots = all.filter(read => !read.root || !all.some(root => root.key === read.root));
  showList(list, roots, {
    key: read => read.key,
    mark: read => [read, ...replies.get(read.key) ?? []].map(each => each.mark).join(),
    make: (read, old) => drawThread(chat, read, replies.get(read.key) ?? [], old),
  });
  list.classList.toggle('empty', roots.length === 0);
  tell(chat, here, all, isNewPlace);
  chat.look?.(here, state.parts[chat.parts.messages + here.id] ?? [], isNewPlace);
  if (isNewPlace || isAtEnd) list.scrollTop = list.scrollHeight;
}

function tell(chat, here, all, isNewPlace) {
  const last = seen.get(seenKey(chat, here.id)) ?? '';
  const fresh = all.filter(read => read.key > last);
  if (!isNewPlace && fresh.length > 0) announce(`${chat.title}: ${fresh.map(gist).join('. ')}`);
  if (fresh.length > 0) seen.set(seenKey(chat, here.id), fresh.reduce((newest, read) => read.key > newest ? read.key : newest, last));
}

function drawComposer(chat, composer, here) {
  const input = h('input', {
    type: 'text', name: 'text', placeholder: chat.placeholder(here), 'aria-label': `Message ${here.name} in ${chat.title}`, autocomplete: 'off', spellcheck: 'false',
  });
  composer.replaceChildren(
    h('div', { class: 'quick' }, chat.quick(here).map(each => h('button', { type: 'button', class: each.isTyped ? 'quiet typed' : 'quiet', onclick: each.act }, each.words))),
    h('div', { class: 'line' }, input, h('button', { type: 'submit', class: 'primary' }, 'Send')));
  composer.onsubmit = async event => {
    event.preventDefault();
    const text = input.value.trim();
    if (text && await chat.send(here, text)) input.value = '';
  };
}
