// What Slack itself tells a person when the app does not answer.

import { byId, h } from './dom.js';

const meanings = {
  operation_timeout: 'The app did not answer within three seconds.',
  dispatch_failed: 'Slack could not reach the app.',
};

// Shows what went wrong with a gesture, or nothing if it went well; whether it went well.
export function told(answer, what) {
  const notice = byId('notice');
  notice.hidden = !answer.problem;
  if (answer.problem) notice.replaceChildren(...trouble(answer.problem, what));
  return !answer.problem;
}

export const trouble = (problem, what) => problem in meanings
  ? [h('strong', {}, `${what} failed with the error “${problem}”. `), meanings[problem]]
  : [problem];

export function forget() {
  byId('notice').hidden = true;
}
