// Faces: a letter on a colour of its own.

import { h } from './dom.js';
import { nameOf, state } from './state.js';

export function face(id) {
  const handle = state.parts.cast?.find(each => each.id === id)?.handle ?? 'jitbot';
  return h('span', { class: 'face', 'data-who': handle, 'aria-hidden': 'true' }, handle === 'jitbot' ? '⏱' : nameOf(id)[0]);
}
