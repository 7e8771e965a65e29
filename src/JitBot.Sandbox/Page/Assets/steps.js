// The first steps. The sandbox ticks them off by what has really happened.

import { byId, h, showList } from './dom.js';
import { withPictures } from './emoji.js';
import { actAs } from './places.js';
import { slack } from './slack.js';
import { onChange, state } from './state.js';
import { goToNamed } from './talk.js';
import { look } from './view.js';

const inChannel = handle => {
  actAs(handle);
  state.placeNames.slack = 'approvals';
  goToNamed(slack, 'approvals');
  look('slack');
  byId('slack').focus();
};

const inTruth = id => {
  look('truth');
  const target = byId(id);
  target.scrollIntoView({ block: 'nearest' });
  target.closest('section').classList.remove('flash');
  void target.offsetWidth; // the flash begins again
  target.closest('section').classList.add('flash');
};

const ways = {
  ask: () => inChannel('riley'),
  approve: () => inChannel('avery'),
  see: () => inTruth('directories'),
  wind: () => {
    inTruth('clock');
    byId('wind').focus();
  },
  gone: () => inTruth('directories'),
};

const hints = {
  ask: '“/jit request” in Slack, “Ask for access” in Teams.',
  approve: 'Press Approve on the card, or react with ✅.',
  see: 'Nobody says “granted” before the directory does.',
  wind: 'Hours go by in a moment.',
  gone: 'Removed, read back, and told.',
};

export function startSteps() {
  onChange(['steps', 'as'], draw);
}

function draw() {
  const steps = state.parts.steps;
  if (!steps) return;
  const next = steps.find(step => !step.done);
  showList(byId('steps'), [...steps, ...(next ? [] : [{ id: 'all', words: 'You have seen the whole life of a request. Now ask for what is decided in both chats, or make trouble.', done: true }])], {
    key: step => step.id,
    mark: step => JSON.stringify([step, step === next]),
    make: step => h('li', { class: step.done ? 'done' : step === next ? 'next' : 'later', 'aria-current': step === next ? 'step' : null },
      h('span', { class: 'tick', 'aria-hidden': 'true' }, step.done ? '✓' : String(steps.indexOf(step) + 1)),
      h('span', { class: 'words' }, step.words, step.done ? h('span', { class: 'for-readers' }, ', done') : null, step === next ? h('small', {}, withPictures(hints[step.id])) : null),
      step === next ? h('button', { type: 'button', class: 'quiet', 'data-name': 'next', onclick: ways[step.id] }, 'Show me') : null),
  });
}
