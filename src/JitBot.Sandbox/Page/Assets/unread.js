// What JitBot wrote to somebody alone and they have not read yet, with the way there: wherever one is in a chat, its own client shows that too.

import { h } from './dom.js';
import { goTo, onChange } from './state.js';
import { unreadFor } from './talk.js';
import { look } from './view.js';

const GIST = 90;

export function startUnread(chat) {
  onChange([chat.parts.places, `place:${chat.name}`, 'as', chat.parts.messages, 'names'], () => draw(chat));
}

function draw(chat) {
  const { id, unread } = unreadFor(chat);
  const bar = document.querySelector(`#${chat.name} .unread`);
  const words = unread.length === 0 ? '' : say(unread);
  for (const button of document.querySelectorAll(`button[data-view=${chat.name}]`)) mark(button, words);
  if (bar.dataset.words === words) return; // what stands there keeps the focus, and is not read out again
  bar.dataset.words = words;
  bar.hidden = words === '';
  bar.replaceChildren(...(words === '' ? [] : [h('button', {
    type: 'button',
    onclick: () => {
      goTo(chat, id);
      look(chat.name);
    },
  }, h('strong', {}, words), ` ${shorten(unread.at(-1).gist)} `, h('span', { class: 'link' }, 'Read it'))]));
}

const say = unread => unread.length === 1 ? 'JitBot wrote to you alone.' : `JitBot wrote to you alone, ${unread.length} times.`;

const shorten = text => text.length > GIST ? `${text.slice(0, GIST).trimEnd()}…` : text;

function mark(button, words) {
  button.toggleAttribute('data-news', words !== '');
  if (words) button.setAttribute('aria-description', words);
  else button.removeAttribute('aria-description');
}
