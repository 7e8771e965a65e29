// The frame of a form in front of a person: a title, what is asked, what went wrong, and the buttons.

import { h } from './dom.js';

export const firstField = ':is(input, select, textarea)';

export function openSheet(dialog, { title, onsubmit, onclose, close, submit }) {
  const id = `${dialog.id}-title`;
  dialog.setAttribute('aria-labelledby', id);
  dialog.replaceChildren(h('form', { class: 'modal-form', novalidate: true, onsubmit },
    h('div', { class: 'modal-head' }, h('h2', { id }, title)),
    h('div', { class: 'modal-blocks' }),
    h('p', { class: 'modal-trouble', role: 'alert' }),
    h('div', { class: 'modal-foot' },
      h('button', { type: 'button', class: 'quiet', onclick: onclose }, close),
      submit ? h('button', { type: 'submit', class: 'primary' }, submit) : null)));
}

// Says what went wrong on the way, or nothing.
export const say = (dialog, words) => dialog.querySelector('.modal-trouble')?.replaceChildren(...words);

export const goToWrong = dialog => dialog.querySelector(`.wrong ${firstField}`)?.focus();

// While it waits for the answer, the button says so.
export async function waiting(form, act) {
  const button = form.querySelector('[type=submit]');
  button.setAttribute('aria-busy', 'true');
  await act();
  button.removeAttribute('aria-busy');
}
