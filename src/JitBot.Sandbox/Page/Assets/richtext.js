// rich_text blocks (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block): text that is shown as it is, in runs.

import { h } from './dom.js';
import { emoji, withPictures } from './emoji.js';
import { nameOf, state } from './state.js';
import { slackDate } from './time.js';

export const richText = block => h('div', { class: 'rich' }, block.elements.map(part));

function part(element) {
  switch (element.type) {
    case 'rich_text_quote': return h('blockquote', {}, runs(element));
    case 'rich_text_preformatted': return h('pre', {}, runs(element));
    case 'rich_text_list': return h(element.style === 'ordered' ? 'ol' : 'ul', {}, element.elements.map(item => h('li', {}, runs(item))));
    default: return h('p', {}, runs(element));
  }
}

const runs = element => element.elements.map(run);

function run(element) {
  switch (element.type) {
    case 'text': return styled(withPictures(element.text), element.style);
    case 'link': return styled(h('span', { class: 'link', title: element.url }, element.text ?? element.url), element.style);
    case 'emoji': return emoji(element.name);
    case 'user': return h('span', { class: 'mention' }, `@${nameOf(element.user_id)}`);
    case 'channel': return h('span', { class: 'mention' }, `#${placeName(element.channel_id)}`);
    case 'usergroup': return h('span', { class: 'mention' }, `@${element.usergroup_id}`);
    case 'broadcast': return h('span', { class: 'mention' }, `@${element.range}`);
    case 'date': return date(element.timestamp, element.format, element.fallback);
    default: return `[${element.type}]`;
  }
}

// What is no moment, or does not say how to write it, is shown as its fallback, as Slack does.
export function date(timestamp, format, fallback) {
  const at = new Date(timestamp * 1000);
  if (!Number.isFinite(at.getTime()) || !format) return h('span', {}, fallback ?? '');
  return h('time', { datetime: at.toISOString(), title: fallback ?? '' }, slackDate(timestamp, format));
}

export const placeName = id => state.parts.places?.find(place => place.id === id)?.name ?? id;

function styled(content, style = {}) {
  let node = [content].flat();
  if (style.code) node = h('code', {}, node);
  if (style.bold) node = h('strong', {}, node);
  if (style.italic) node = h('em', {}, node);
  if (style.strike) node = h('s', {}, node);
  return node;
}
