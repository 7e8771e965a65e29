// Slack's markup (https://docs.slack.dev/messaging/formatting-message-text). What stands between angle brackets is a reference; the rest is text,
// in which three characters come escaped.

import { h } from './dom.js';
import { withEmoji } from './emoji.js';
import { date, placeName } from './richtext.js';
import { nameOf } from './state.js';

const unescaped = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const mrkdwn = text => text.split('\n').map(line =>
  line.startsWith('&gt;') ? h('blockquote', {}, inline(line.slice(4).trimStart())) : h('p', {}, inline(line)));

const inline = text => text.split(/(<[^>]*>|`[^`]+`|\*[^*\s][^*]*\*|(?<![\w])_[^_\s][^_]*_(?![\w])|~[^~\s][^~]*~)/).filter(piece => piece).map(piece);

function piece(text) {
  const inner = text.slice(1, -1);
  switch (text.length > 2 ? text[0] + text.at(-1) : '') {
    case '<>': return reference(inner);
    case '``': return h('code', {}, unescaped(inner));
    case '**': return h('strong', {}, inline(inner));
    case '__': return h('em', {}, inline(inner));
    case '~~': return h('s', {}, inline(inner));
    default: return withEmoji(unescaped(text));
  }
}

function reference(inner) {
  const [target, label] = inner.split('|');
  if (target.startsWith('@')) return h('span', { class: 'mention' }, `@${nameOf(target.slice(1))}`);
  if (target.startsWith('#')) return h('span', { class: 'mention' }, `#${label ?? placeName(target.slice(1))}`);
  if (target.startsWith('!date^')) {
    const [, timestamp, format] = target.split('^');
    return date(Number(timestamp), format, label);
  }
  if (target.startsWith('!')) return h('span', { class: 'mention' }, label ?? `@${target.slice(1)}`);
  return h('span', { class: 'link', title: target }, unescaped(label ?? target));
}
