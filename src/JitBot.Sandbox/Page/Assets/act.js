// Everything that is done on the page goes out here, one thing after the other as it was done.

import { state } from './state.js';

let last = Promise.resolve();

export function act(name, fields = {}) {
  const mine = last.then(() => post(name, { as: state.as, ...fields }));
  last = mine.catch(() => {});
  return mine;
}

// Not in the queue: what takes long and disturbs nobody, and what is typed ahead.
export const actAside = (name, fields = {}) => post(name, { as: state.as, ...fields });

async function post(name, fields) {
  const answer = await fetch(`/act/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return { problem: text || `The sandbox answered ${answer.status}.` };
  }
}
