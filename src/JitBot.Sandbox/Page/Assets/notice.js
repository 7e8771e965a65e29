// What a chat itself tells a person: that the app does not answer, or words of the app that pass by.

import { h } from './dom.js';

const meanings = {
  operation_timeout: what => [h('strong', {}, `${what} failed with the error “operation_timeout”. `), 'The app did not answer within three seconds.'],
  dispatch_failed: what => [h('strong', {}, `${what} failed with the error “dispatch_failed”. `), 'Slack could not reach the app.'],
  teams_timeout: () => [h('strong', {}, 'Something went wrong. Please try again. '), 'The app did not answer within fifteen seconds.'],
  teams_failed: () => [h('strong', {}, 'Unable to reach app. Please try again. '), 'Teams could not hand it to the app.'],
};

const noticeOf = chat => document.querySelector(`#${chat.name} .notice`);

// Shows what went wrong with a gesture, or what the app said to it, or nothing; whether it went well.
export function told(chat, answer, what) {
  const notice = noticeOf(chat);
  const words = answer.problem ? trouble(answer.problem, what) : answer.told ? [answer.told] : [];
  notice.hidden = words.length === 0;
  notice.classList.toggle('passing', !answer.problem);
  notice.replaceChildren(...words);
  return !answer.problem;
}

export const trouble = (problem, what) => Object.hasOwn(meanings, problem) ? meanings[problem](what) : [problem];

export function forget(chat) {
  noticeOf(chat).hidden = true;
}
