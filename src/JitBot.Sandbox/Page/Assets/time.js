// Times as people read them, by the sandbox's clock and in the reader's own time zone.

import { now } from './state.js';

const DAY = 86_400_000;

const format = options => new Intl.DateTimeFormat('en-GB', options);
const clock = format({ hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
const shortDay = format({ day: 'numeric', month: 'short' });
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const whole = format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const timeOf = at => clock.format(at);
export const timeWithSeconds = at => clockWithSeconds.format(at);
export const wholeTime = at => whole.format(at);

const midnight = at => new Date(at).setHours(0, 0, 0, 0);

function pretty(at, otherwise) {
  const days = Math.round((midnight(at) - midnight(now())) / DAY);
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : otherwise.format(at);
}

// The tokens of https://docs.slack.dev/messaging/formatting-message-text, the longer names first.
const tokens = {
  '{date_num}': at => new Date(at).toISOString().slice(0, 10),
  '{date_slash}': at => day.format(at),
  '{date_short_pretty}': at => pretty(at, shortDay),
  '{date_long_pretty}': at => pretty(at, longDay),
  '{date_pretty}': at => pretty(at, day),
  '{date_short}': at => shortDay.format(at),
  '{date_long}': at => longDay.format(at),
  '{date}': at => day.format(at),
  '{time_secs}': at => clockWithSeconds.format(at),
  '{time}': at => clock.format(at),
  '{ago}': at => fromNow(at),
};

export const slackDate = (seconds, words) =>
  Object.entries(tokens).reduce((text, [token, write]) => text.replaceAll(token, () => write(seconds * 1000)), words);

// The lengths of https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features; COMPACT where none is given.
const compactDay = format({ day: '2-digit', month: '2-digit', year: 'numeric' });
const weekDay = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

export const cardDate = (at, length) => (length === 'SHORT' ? weekDay : length === 'LONG' ? longDay : compactDay).format(at);

// 3 h 59 min, 12 s
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 && minutes < 10 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`;
}

export function fromNow(at) {
  const left = at - now();
  return at <= 0 ? 'now' : left > 0 ? `in ${span(left)}` : `${span(-left)} ago`;
}
