// The inputs of a modal (https://docs.slack.dev/reference/block-kit/blocks/input-block): label, element, hint, error.

import { actAside } from './act.js';
import { idOf, optionsOf, textOf } from './blocks.js';
import { combobox } from './combobox.js';
import { h } from './dom.js';
import { field, menu } from './field.js';

const SLACKS_LEAST = 3; // letters before the app is asked, where it does not say

// values: what Slack's side of the form holds; picked: what was chosen here and is on its way there; typed: what stands in text fields and was not sent yet.
export function drawInput(block, { values, picked, typed, error, onpick }) {
  const element = block.element;
  const action = idOf(block, element);
  const held = values[block.block_id]?.[element.action_id];
  const mark = block.optional ? h('span', { class: 'optional' }, ' (optional)') : null;
  const frame = { id: `in-${block.block_id}`, label: textOf(block.label), mark, error, hint: block.hint ? textOf(block.hint) : null };
  return field(frame, known => (drawings[element.type] ?? unknown)({ ...known, 'data-name': action }, { action, element, held, picked, typed, onpick }));
}

const unknown = (known, { element }) => h('p', { class: 'context' }, `[an input of type ${element.type}]`);

function text(known, { action, element, held, typed }) {
  const input = h(element.multiline ? 'textarea' : 'input', {
    ...known,
    rows: element.multiline ? 3 : null,
    maxlength: element.max_length,
    placeholder: element.placeholder?.text,
    oninput: event => typed.set(action, event.target.value),
  });
  input.value = typed.get(action) ?? held?.value ?? element.initial_value ?? '';
  return input;
}

const search = (known, { action, element, held, onpick }) => combobox(known, {
  placeholder: element.placeholder?.text,
  least: element.min_query_length ?? SLACKS_LEAST,
  chosen: held?.selected_option?.text.text,
  offer: async typed => (await actAside('modal-type', { action, typed })).options ?? [],
  onpick: option => onpick(option.value),
});

const select = (known, { element, held, picked, onpick }) => menu(known, {
  options: optionsOf(element).map(option => ({ text: option.text.text, value: option.value })),
  chosen: picked ?? held?.selected_option?.value,
  placeholder: element.placeholder?.text,
  onpick,
});

const drawings = { plain_text_input: text, external_select: search, static_select: select, radio_buttons: select };
