// Block Kit (https://docs.slack.dev/reference/block-kit), drawn from the JSON that the app sent. What a person touches is told to touch.

import { askFirst } from './confirm.js';
import { h } from './dom.js';
import { withEmoji, withPictures } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';
import { richText } from './richtext.js';

export const textOf = text => !text ? '' : text.type === 'mrkdwn' ? mrkdwn(text.text) : text.emoji === false ? withPictures(text.text) : withEmoji(text.text);

const drawings = {
  header: block => h('h3', {}, textOf(block.text)),
  divider: () => h('hr'),
  rich_text: block => richText(block),
  context: (block, touch) => h('div', { class: 'context' }, block.elements.map(element => element.type === 'image' ? picture(element) : h('div', {}, textOf(element)))),
  image: block => picture(block),
  markdown: block => h('p', {}, block.text),
  actions: (block, touch) => h('div', { class: 'actions' }, block.elements.map(element => control(block, element, touch))),
  section: (block, touch) => h('div', { class: 'section' },
    h('div', { class: 'section-text' }, block.text ? h('div', {}, textOf(block.text)) : null,
      block.fields ? h('div', { class: 'fields' }, block.fields.map(field => h('div', {}, textOf(field)))) : null),
    block.accessory ? control(block, block.accessory, touch) : null),
};

export const canDraw = block => block.type in drawings;

export const drawBlock = (block, touch) => drawings[block.type]?.(block, touch) ?? h('p', { class: 'context' }, `[a block of type ${block.type}]`);

// Nothing is loaded from elsewhere: a picture is shown by its description.
const picture = element => h('span', { class: 'picture' }, `🖼 ${element.alt_text ?? ''}`);

export const idOf = (block, element) => `${block.block_id}/${element.action_id}`;

export function control(block, element, touch) {
  switch (element.type) {
    case 'button': return button(block, element, touch);
    case 'static_select': return select(block, element, touch);
    case 'overflow': return overflow(block, element, touch);
    case 'image': return picture(element);
    default: return h('span', { class: 'context' }, `[${element.type}]`);
  }
}

const go = (element, act) => element.confirm ? askFirst(element.confirm, act) : act();

const button = (block, element, touch) => h('button', {
  type: 'button',
  class: element.style ?? '',
  'data-name': idOf(block, element),
  'aria-label': element.accessibility_label,
  onclick: () => go(element, () => touch(idOf(block, element))),
}, textOf(element.text));

export const optionsOf = element => element.options ?? element.option_groups?.flatMap(group => group.options) ?? [];

function select(block, element, touch) {
  const initial = element.initial_option?.value;
  return h('select', {
    'aria-label': element.placeholder?.text ?? 'Choose',
    'data-name': idOf(block, element),
    onchange: event => go(element, () => touch(idOf(block, element), event.target.value)),
  }, initial ? null : h('option', { value: '' }, element.placeholder?.text ?? 'Choose'),
  optionsOf(element).map(option => h('option', { value: option.value, selected: option.value === initial }, option.text.text)));
}

function overflow(block, element, touch) {
  const menu = h('details', { class: 'overflow' }, h('summary', { 'aria-label': 'More actions', 'data-name': idOf(block, element) }, '⋯'),
    h('div', { class: 'overflow-menu' }, element.options.map(option => h('button', {
      type: 'button',
      onclick: () => {
        menu.open = false;
        go(element, () => touch(idOf(block, element), option.value));
      },
    }, textOf(option.text)))));
  return menu;
}
