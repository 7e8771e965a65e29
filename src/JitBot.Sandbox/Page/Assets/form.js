// The form in front of a person in Teams, a card in a dialog
// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).

import { act, actAside } from './act.js';
import { drawElement } from './card.js';
import { missing, valueOf } from './cardinputs.js';
import { announce, byId, showList } from './dom.js';
import { told, trouble } from './notice.js';
import { firstField, goToWrong, openSheet, say, waiting } from './sheet.js';
import { onChange, state } from './state.js';
import { teams } from './teams.js';

const dialog = byId('form');
let shown = null; // the card that is drawn, as text
let context = null;

export function startForm() {
  onChange(['teams-form', 'as'], draw);
  dialog.addEventListener('cancel', event => {
    event.preventDefault(); // the form closes when Teams' side has closed it
    close();
  });
}

const close = () => act('teams-form-close');

const inputsOf = card => card.body.filter(element => element.type.startsWith('Input.'));

const submitOf = card => card.actions?.find(action => action.type === 'Action.Submit');

function draw() {
  const form = state.parts['teams-form'];
  if (!form) {
    if (dialog.open) dialog.close();
    shown = null;
    return;
  }

  const mark = JSON.stringify(form);
  if (shown === mark) return;
  shown = mark;
  open(form);
  if (dialog.open) announce(dialog.querySelector('.modal-blocks').firstElementChild.textContent); // what the app says of what was filled in
  else dialog.showModal();
  dialog.querySelector(`.modal-blocks ${firstField}`)?.focus();
}

// A card that comes in place of another holds what was filled in, as far as the app gave it back.
function open(form) {
  context = {
    name: 'form',
    typed: new Map(),
    titles: new Map(),
    unfolded: new Set(),
    errors: {},
    offer: async (input, typed) => (await actAside('teams-form-type', { input, typed })).options ?? [],
    picked: (id, value) => {
      context.typed.set(id, value);
      if (context.errors[id]) check(form.card);
    },
    press: action => send(action.title, dialog),
  };
  openSheet(dialog, { title: form.title, onsubmit: submit, onclose: close, close: 'Cancel', submit: submitOf(form.card)?.title });
  drawBody(form.card);
}

const drawBody = card => showList(dialog.querySelector('.modal-blocks'), card.body.map((element, index) => ({ element, index })), {
  key: each => String(each.index),
  mark: each => JSON.stringify([each.element, context.errors[each.element.id]]),
  make: each => drawElement(each.element, context),
});

// What the client asks for itself before it sends anything; whether nothing is missing.
function check(card) {
  context.errors = missing(inputsOf(card), context.typed);
  drawBody(card);
  return Object.keys(context.errors).length === 0;
}

function submit(event) {
  event.preventDefault();
  return send(submitOf(state.parts['teams-form']?.card ?? {})?.title, event.target);
}

async function send(title, from) {
  const form = state.parts['teams-form'];
  if (!form) return;
  if (!check(form.card)) {
    goToWrong(dialog);
    return;
  }

  const values = Object.fromEntries(inputsOf(form.card).map(input => [input.id, valueOf(input, context.typed)]));
  await waiting(from, async () => {
    const answer = await act('teams-form-submit', { title, values });
    say(dialog, answer.problem ? trouble(answer.problem, 'The form') : []);
    told(teams, answer, 'The form');
  });
}
