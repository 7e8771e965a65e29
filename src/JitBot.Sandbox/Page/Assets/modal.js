// The form in front of a person. The browser's own dialog keeps the focus inside and gives it back afterwards.

import { act } from './act.js';
import { drawBlock, idOf, textOf } from './blocks.js';
import { byId, h, showList } from './dom.js';
import { drawInput } from './inputs.js';
import { trouble } from './notice.js';
import { firstField, goToWrong, openSheet, say, waiting } from './sheet.js';
import { onChange, state } from './state.js';

const dialog = byId('modal');
let shown = null; // the id of the view that is drawn
let typed = new Map();
let picked = new Map(); // what was chosen and is not yet held by Slack's side
let missing = {};

export function startModal() {
  onChange(['modal', 'as'], draw);
  dialog.addEventListener('cancel', event => {
    event.preventDefault(); // the form closes when Slack's side has closed it
    act('modal-close');
  });
}

function draw() {
  const view = state.parts.modal;
  if (!view) {
    if (dialog.open) dialog.close();
    shown = null;
    return;
  }

  if (shown !== view.id) open(view);
  for (const [action, value] of picked) if (isHeld(view, action, value)) picked.delete(action);
  showList(dialog.querySelector('.modal-blocks'), view.blocks, {
    key: block => block.block_id,
    mark: block => JSON.stringify([block, error(view, block), block.element && block.element.type !== 'plain_text_input' ? view.state.values[block.block_id] : null]), // nobody is interrupted while typing
    make: block => drawOne(view, block),
  });
  if (!dialog.open) {
    dialog.showModal();
    dialog.querySelector(`.modal-blocks ${firstField}`)?.focus();
  } else if (Object.keys(view.errors).length > 0) {
    goToWrong(dialog);
  }
}

const error = (view, block) => missing[block.block_id] ?? view.errors[block.block_id];

function open(view) {
  shown = view.id;
  typed = new Map();
  picked = new Map();
  missing = {};
  openSheet(dialog, {
    title: textOf(view.title),
    onsubmit: submit,
    onclose: () => act('modal-close'),
    close: view.close ? textOf(view.close) : 'Close',
    submit: view.submit ? textOf(view.submit) : null,
  });
}

function drawOne(view, block) {
  if (block.type !== 'input') return h('div', {}, drawBlock(block, action => act('modal-click', { action }).then(tell)));
  const action = idOf(block, block.element);
  return drawInput(block, {
    values: view.state.values,
    picked: picked.get(action),
    typed,
    error: error(view, block),
    onpick: value => {
      delete missing[block.block_id];
      picked.set(action, value);
      act('modal-fill', { values: { ...Object.fromEntries(typed), [action]: value } }).then(tell);
    },
  });
}

const tell = answer => say(dialog, answer.problem ? ['We had some trouble connecting. Try again? ', ...trouble(answer.problem, 'The form')] : []);

async function submit(event) {
  event.preventDefault();
  const view = state.parts.modal;
  if (!view) return;
  missing = whatIsMissing(view);
  draw();
  if (Object.keys(missing).length > 0) {
    goToWrong(dialog);
    return;
  }

  await waiting(event.target, async () => tell(await act('modal-submit', { values: Object.fromEntries([...picked, ...typed]) })));
}

// What Slack's client asks for itself before it sends anything.
function whatIsMissing(view) {
  const found = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || block.optional) continue;
    const held = view.state.values[block.block_id]?.[block.element.action_id];
    const action = idOf(block, block.element);
    const value = typed.get(action) ?? picked.get(action) ?? held?.value ?? held?.selected_option;
    const least = block.element.min_length ?? 0;
    if (!value) found[block.block_id] = 'Please complete this required field.';
    else if (block.element.type === 'plain_text_input' && value.length < least) found[block.block_id] = `Please enter at least ${least} characters.`;
  }

  return found;
}

function isHeld(view, action, value) {
  const block = view.blocks.find(one => one.type === 'input' && idOf(one, one.element) === action);
  return !block || view.state.values[block.block_id]?.[block.element.action_id]?.selected_option?.value === value;
}
