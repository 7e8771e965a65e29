// Server-sent events: every part at first, then those that changed. A browser comes back by itself when the line breaks.

import { byId } from './dom.js';
import { changed, state } from './state.js';

let source = null;

// What is another for each person.
const own = /^(teams-)?(messages:|places$|form$)|^modal$/;

export function listen() {
  source?.close();
  for (const part of Object.keys(state.parts)) {
    if (own.test(part)) delete state.parts[part];
  }
  source = new EventSource(`/stream?as=${encodeURIComponent(state.as)}`);
  source.onopen = () => { byId('lost').hidden = true; };
  source.onerror = () => { byId('lost').hidden = false; };
  source.onmessage = event => {
    const parts = JSON.parse(event.data);
    Object.assign(state.parts, parts);
    changed(...Object.keys(parts));
  };
}
