// The inputs of Adaptive Cards that our cards have (https://adaptivecards.io/explorer/Input.Text.html, https://adaptivecards.io/explorer/Input.ChoiceSet.html).

import { combobox } from './combobox.js';
import { h } from './dom.js';
import { field, menu } from './field.js';

export const valueOf = (input, typed) => typed.get(input.id) ?? input.value ?? '';

// What the client asks for itself before it sends anything: by input, what to say.
export const missing = (inputs, typed) => Object.fromEntries(inputs
  .filter(input => input.isRequired && !valueOf(input, typed).trim())
  .map(input => [input.id, input.errorMessage ?? 'This is required.']));

export function cardInput(input, context) {
  const mark = input.isRequired ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : null;
  const frame = { id: `${context.name}-${input.id}`, label: input.label, mark, error: context.errors?.[input.id], hint: null };
  const draw = input.type === 'Input.Text' ? text : input.style === 'filtered' || input['choices.data'] ? search : select;
  return field(frame, known => draw({ ...known, 'data-name': frame.id, 'aria-required': input.isRequired ? 'true' : null }, input, context));
}

function text(known, input, { typed }) {
  const line = h(input.isMultiline ? 'textarea' : 'input', {
    ...known,
    type: input.isMultiline ? null : 'text',
    rows: input.isMultiline ? 3 : null,
    maxlength: input.maxLength,
    placeholder: input.placeholder,
    oninput: event => typed.set(input.id, event.target.value),
  });
  line.value = valueOf(input, typed);
  return line;
}

const optionsOf = input => (input.choices ?? []).map(choice => ({ text: choice.title, value: choice.value }));

// Before anything is typed it offers the choices of the card; then the app is asked (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).
function search(known, input, { typed, titles, offer, picked }) {
  const own = optionsOf(input);
  const chosen = valueOf(input, typed);
  return combobox(known, {
    placeholder: input.placeholder,
    least: 0,
    chosen: titles.get(chosen) ?? own.find(option => option.value === chosen)?.text,
    offer: words => words && input['choices.data'] ? offer(input.id, words) : own,
    onpick: option => {
      titles.set(option.value, option.text);
      picked(input.id, option.value);
    },
  });
}

const select = (known, input, { typed, picked }) => menu(known, {
  options: optionsOf(input),
  chosen: valueOf(input, typed),
  placeholder: input.placeholder,
  onpick: value => picked(input.id, value),
});
