// Slack: how its messages are read, and what is done there. The blocks are drawn from the JSON that the app sent.

import { act } from './act.js';
import { drawBlock } from './blocks.js';
import { h } from './dom.js';
import { mrkdwn } from './mrkdwn.js';
import { told } from './notice.js';

const offered = ['white_check_mark', 'x', '+1'];

const send = async (place, text) => text.startsWith('/')
  ? told(slack, await act('command', { channel: place.id, text }), text.split(' ')[0])
  : told(slack, await act('say', { channel: place.id, text }), 'The message');

// What of Slack's menu of shortcuts stands at hand (https://docs.slack.dev/interactivity/implementing-shortcuts).
const shortcuts = [{ words: 'Emergency access', act: async () => told(slack, await act('shortcut', { callback: 'jit_escalate' }), 'Emergency access') }];

export const slack = {
  name: 'slack',
  title: 'Slack',
  parts: { places: 'places', messages: 'messages:' },
  placeholder: () => 'Write, or type /jit help',
  quick: place => {
    const typed = words => ({ words, isTyped: true, act: () => send(place, words) });
    return [typed('/jit request'), ...shortcuts, ...['/jit list', '/jit mine', '/jit help'].map(typed)];
  },
  hints: {
    approvals: 'Approvers decide.',
    general: 'Commands can be typed anywhere.',
    JitBot: 'What JitBot tells you alone.',
    'JitBot Home': 'The Home tab of the app.',
  },
  send,
  react: async (read, name) => told(slack, await act('react', { channel: read.place, ts: read.key, emoji: name }), 'JitBot'),
  read,
};

const isReply = message => message.thread_ts !== undefined && message.thread_ts !== message.ts;

function read(message, place) {
  const touch = async (action, option) => told(slack, await act('click', { channel: place, ts: message.ts, action, option }), 'JitBot');
  return {
    place,
    key: message.ts,
    root: isReply(message) ? message.thread_ts : null,
    mark: JSON.stringify(message),
    who: message.user,
    at: Number(message.ts) * 1000,
    isApp: Boolean(message.bot_id),
    isEdited: Boolean(message.edited),
    isAside: Boolean(message.is_ephemeral),
    note: message.is_ephemeral ? 'Only visible to you' : null,
    gist: message.text || message.blocks?.[0]?.text?.text || '',
    content: () => h('div', { class: message.blocks?.length ? 'blocks' : 'plain' },
      message.blocks?.length ? message.blocks.map(block => drawBlock(block, touch)) : mrkdwn(message.text)),
    reactions: message.is_ephemeral ? [] : message.reactions ?? [],
    offered: message.bot_id && !message.is_ephemeral && !isReply(message) ? offered : [],
  };
}
