// Faces: a letter on a colour of its own.

import { h } from './dom.js';
import { nameOf, state } from './state.js';

export function face(id) {
  const person = state.parts.cast?.find(each => each.ids.includes(id));
  return person
    ? h('span', { class: 'face', 'data-who': person.handle, 'aria-hidden': 'true' }, nameOf(id)[0])
    : h('img', { class: 'face', src: 'icon.svg', alt: '' });
}
