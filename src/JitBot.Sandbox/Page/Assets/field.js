// What stands around an input of either chat: its label, its hint, and what is wrong with it.

import { h } from './dom.js';

// mark: what stands behind the label; control is called with what the input needs to be known by.
export function field({ id, label, mark, error, hint }, control) {
  const notes = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(note => note).join(' ') || null;
  return h('div', { class: error ? 'input wrong' : 'input' },
    h('label', { for: id }, label, mark),
    control({ id, 'aria-describedby': notes, 'aria-invalid': error ? 'true' : null }),
    error ? h('p', { class: 'error', id: `${id}-error` }, error) : null,
    hint ? h('p', { class: 'hint', id: `${id}-hint` }, hint) : null);
}

// A menu of words and values; without a choice it says what it wants.
export const menu = (known, { options, chosen, placeholder, onpick }) => h('select', {
  ...known,
  onchange: event => { if (event.target.value) onpick(event.target.value); },
}, h('option', { value: '', selected: !chosen }, placeholder ?? 'Choose'),
options.map(option => h('option', { value: option.value, selected: option.value === chosen }, option.text)));
