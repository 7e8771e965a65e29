// One message with its reactions and, below it, its thread, as either chat reads it.

import { h, showList } from './dom.js';
import { emoji } from './emoji.js';
import { face } from './people.js';
import { actor, nameOf, state } from './state.js';
import { timeOf } from './time.js';

const spoken = { white_check_mark: 'check mark', checkmark: 'check mark', x: 'cross', '+1': 'thumbs up' };

// What a screen reader is told when it comes: the first words.
export const gist = read => `${nameOf(read.who)}: ${read.gist.slice(0, 160)}`;

const drawMessage = (chat, read) => h('article', { class: read.isAside ? 'message ephemeral' : 'message', 'aria-label': `${nameOf(read.who)}, ${timeOf(read.at)}`, tabindex: '-1' },
  face(read.who),
  h('div', { class: 'message-body' },
    h('p', { class: 'byline' }, h('strong', {}, nameOf(read.who)), read.isApp ? h('span', { class: 'app' }, 'App') : null, h('span', { class: 'at' }, timeOf(read.at)),
      read.isEdited ? h('span', { class: 'at' }, '(edited)') : null),
    read.note ? h('p', { class: 'only-you' }, read.note) : null,
    read.content(),
    reactions(chat, read)));

function reactions(chat, read) {
  const names = [...new Set([...read.reactions.map(reaction => reaction.name), ...read.offered])];
  return names.length === 0 ? null : h('div', { class: 'reactions' }, names.map(name => reaction(name, read.reactions.find(each => each.name === name), chat, read)));
}

function reaction(name, given, chat, read) {
  const isMine = given?.users.some(user => actor()?.ids.includes(user)) ?? false;
  const who = given ? `, ${given.users.length} given by ${given.users.map(nameOf).join(', ')}` : '';
  return h('button', {
    type: 'button',
    class: given ? 'reaction' : 'reaction offered',
    'aria-pressed': String(isMine),
    'aria-label': `React with ${spoken[name] ?? name}${who}`,
    title: given ? given.users.map(nameOf).join(', ') : null,
    'data-name': `reaction ${name}`,
    onclick: () => chat.react(read, name),
  }, emoji(name), given ? ` ${given.users.length}` : '');
}

// A message and its replies; the replies are a list of their own, so that a new one leaves the others alone.
export function drawThread(chat, root, replies, old) {
  const box = h('div', { class: 'thread-of' }, drawMessage(chat, root));
  if (replies.length === 0) return box;
  const list = old?.querySelector('.thread') ?? h('div', { class: 'thread' });
  list.setAttribute('aria-label', `Thread, ${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`);
  list.setAttribute('role', 'group');
  showList(list, replies, { key: read => read.key, mark: read => read.mark + state.as, make: read => drawMessage(chat, read) });
  box.append(list);
  return box;
}
