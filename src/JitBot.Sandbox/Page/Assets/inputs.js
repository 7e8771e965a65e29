// The inputs of a modal (https://docs.slack.dev/reference/block-kit/blocks/input-block): label, element, hint, error.

import { idOf, optionsOf, textOf } from './blocks.js';
import { combobox } from './combobox.js';
import { h } from './dom.js';

// values: what Slack's side of the form holds; typed: what stands in text fields and was not sent yet.
export function drawInput(block, { values, typed, error, onpick }) {
  const element = block.element;
  const action = idOf(block, element);
  const id = `in-${block.block_id}`;
  const held = values[block.block_id]?.[element.action_id];
  const notes = [error ? `${id}-error` : null, block.hint ? `${id}-hint` : null].filter(note => note).join(' ') || null;
  const field = { id, action, element, held, typed, onpick, describedBy: notes, isWrong: Boolean(error) };
  return h('div', { class: error ? 'input wrong' : 'input' },
    h('label', { for: id }, textOf(block.label), block.optional ? h('span', { class: 'optional' }, ' (optional)') : null),
    (fields[element.type] ?? unknown)(field),
    error ? h('p', { class: 'error', id: `${id}-error` }, error) : null,
    block.hint ? h('p', { class: 'hint', id: `${id}-hint` }, textOf(block.hint)) : null);
}

const unknown = ({ element }) => h('p', { class: 'context' }, `[an input of type ${element.type}]`);

const fields = {
  plain_text_input: text,
  external_select: field => combobox({ ...field, chosen: field.held?.selected_option }),
  static_select: menu,
  radio_buttons: menu,
};

function text({ id, action, element, held, typed, describedBy, isWrong }) {
  const field = h(element.multiline ? 'textarea' : 'input', {
    id,
    'data-name': action,
    rows: element.multiline ? 3 : null,
    maxlength: element.max_length,
    placeholder: element.placeholder?.text,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong ? 'true' : null,
    oninput: event => typed.set(action, event.target.value),
  });
  field.value = typed.get(action) ?? held?.value ?? element.initial_value ?? '';
  return field;
}

function menu({ id, action, element, held, onpick, describedBy, isWrong }) {
  const chosen = held?.selected_option?.value ?? '';
  return h('select', {
    id,
    'data-name': action,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong ? 'true' : null,
    onchange: event => { if (event.target.value) onpick(event.target.value); },
  }, h('option', { value: '', selected: !chosen }, element.placeholder?.text ?? 'Choose'),
  optionsOf(element).map(option => h('option', { value: option.value, selected: option.value === chosen }, option.text.text)));
}
