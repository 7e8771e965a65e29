// Server-sent events: every part at first, then those that changed. A browser comes back by itself when the line breaks.

import { byId } from './dom.js';
import { changed, state } from './state.js';

let source = null;

export function listen() {
  source?.close();
  for (const part of Object.keys(state.parts)) {
    if (part.startsWith('messages:') || part === 'places' || part === 'modal') delete state.parts[part];
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
