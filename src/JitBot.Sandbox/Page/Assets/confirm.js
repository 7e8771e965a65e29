// The question before an action that asks for one (https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object).

import { byId, h } from './dom.js';

const words = (text, otherwise) => text?.text ?? otherwise;

export function askFirst(confirm, act) {
  const dialog = byId('confirm');
  const yes = h('button', {
    type: 'button',
    class: confirm.style === 'danger' ? 'danger' : 'primary',
    onclick: () => {
      dialog.close();
      act();
    },
  }, words(confirm.confirm, 'Yes'));
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.replaceChildren(
    h('h2', { id: 'confirm-title' }, words(confirm.title, 'Are you sure?')),
    h('p', {}, words(confirm.text, '')),
    h('div', { class: 'modal-foot' }, h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, words(confirm.deny, 'Cancel')), yes));
  dialog.showModal();
}
