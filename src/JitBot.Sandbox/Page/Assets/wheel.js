// What is due and when, as it stands in the host's own database.

import { byId, h, setText, showList } from './dom.js';
import { onChange, state } from './state.js';
import { fromNow, timeWithSeconds } from './time.js';

export function startWheel() {
  onChange(['wheel'], draw);
}

function draw() {
  const due = state.parts.wheel;
  const list = byId('wheel');
  showList(list, due.length ? due : [null], {
    key: entry => entry?.key ?? 'nothing',
    mark: entry => JSON.stringify(entry),
    make: entry => entry ? item(entry) : h('li', { class: 'nobody' }, 'Nothing'),
  });
  tickWheel();
}

const item = entry => h('li', { 'data-lane': entry.lane },
  h('span', { class: 'what' }, entry.what),
  h('span', { class: 'when', 'data-due': entry.due, title: entry.due > 0 ? timeWithSeconds(entry.due) : null }),
  entry.aside ? h('small', {}, 'set aside') : null,
  entry.attempts > 1 ? h('small', { title: entry.error }, `tried ${entry.attempts} times`) : null); // the first attempt may be under way

export function tickWheel() {
  for (const when of byId('wheel').querySelectorAll('[data-due]')) {
    const due = Number(when.dataset.due);
    setText(when, due === 0 ? 'now' : fromNow(due));
  }
}
