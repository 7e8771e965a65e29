// One message with its reactions and, below it, its thread.

import { act } from './act.js';
import { drawBlock } from './blocks.js';
import { h, showList } from './dom.js';
import { emoji } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';
import { face } from './people.js';
import { actor, nameOf, state } from './state.js';
import { timeOf } from './time.js';
import { told } from './notice.js';

const offered = ['white_check_mark', 'x', '+1'];
const spoken = { white_check_mark: 'check mark', x: 'cross', '+1': 'thumbs up' };

export const at = message => Number(message.ts) * 1000;

// What a screen reader is told when it comes: the first words.
export const gist = message => `${nameOf(message.user)}: ${(message.text || message.blocks?.[0]?.text?.text || '').slice(0, 160)}`;

export const drawMessage = (message, channel) => h('article', { class: message.is_ephemeral ? 'message ephemeral' : 'message', 'aria-label': `${nameOf(message.user)}, ${timeOf(at(message))}`, tabindex: '-1' },
  face(message.user),
  h('div', { class: 'message-body' },
    h('p', { class: 'byline' }, h('strong', {}, nameOf(message.user)), message.bot_id ? h('span', { class: 'app' }, 'App') : null, h('span', { class: 'at' }, timeOf(at(message))),
      message.edited ? h('span', { class: 'at' }, '(edited)') : null),
    message.is_ephemeral ? h('p', { class: 'only-you' }, 'Only visible to you') : null,
    h('div', { class: message.blocks?.length ? 'blocks' : 'plain' }, content(message, channel)),
    message.is_ephemeral ? null : reactions(message, channel)));

const content = (message, channel) => message.blocks?.length
  ? message.blocks.map(block => drawBlock(block, (action, option) => touch(message, channel, action, option)))
  : mrkdwn(message.text);

async function touch(message, channel, action, option) {
  told(await act('click', { channel, ts: message.ts, action, option }), 'JitBot');
}

function reactions(message, channel) {
  const given = message.reactions ?? [];
  const names = [...new Set([...given.map(reaction => reaction.name), ...(message.bot_id && !isReply(message) ? offered : [])])];
  return names.length === 0 ? null : h('div', { class: 'reactions' }, names.map(name => reaction(name, given.find(each => each.name === name), message, channel)));
}

function reaction(name, given, message, channel) {
  const isMine = given?.users.includes(actor()?.id) ?? false;
  const who = given ? `, given by ${given.users.map(nameOf).join(', ')}` : '';
  return h('button', {
    type: 'button',
    class: given ? 'reaction' : 'reaction offered',
    'aria-pressed': String(isMine),
    'aria-label': `React with ${spoken[name] ?? name}${who}`,
    title: given ? given.users.map(nameOf).join(', ') : null,
    'data-name': `reaction ${name}`,
    onclick: async () => told(await act('react', { channel, ts: message.ts, emoji: name }), 'JitBot'),
  }, emoji(name), given ? ` ${given.count}` : '');
}

export const isReply = message => message.thread_ts !== undefined && message.thread_ts !== message.ts;

// A message and its replies; the replies are a list of their own, so that a new one leaves the others alone.
export function drawThread(root, replies, channel, old) {
  const box = h('div', { class: 'thread-of' }, drawMessage(root, channel));
  if (replies.length === 0) return box;
  const list = old?.querySelector('.thread') ?? h('div', { class: 'thread' });
  list.setAttribute('aria-label', `Thread, ${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`);
  list.setAttribute('role', 'group');
  showList(list, replies, { key: message => message.ts, mark: message => JSON.stringify(message) + state.as, make: message => drawMessage(message, channel) });
  box.append(list);
  return box;
}
