// Adaptive Cards 1.5 (https://adaptivecards.io/explorer): the elements that our cards are made of, drawn from the JSON that the app sent. Text goes
// in as text. What is not known here is not passed over in silence.

import { cardInput } from './cardinputs.js';
import { cardText } from './cardtext.js';
import { h } from './dom.js';

// name: a name for the card on the page; typed, unfolded: what was typed into it and which parts of it are open; press: called with an action and the inputs that it sends;
// errors, offer: for its inputs, if it is a form.
export function drawCard(card, around) {
  const context = { ...around, inputs: [...around.inputs ?? [], ...inputsIn(card.body)] }; // an action sends what stands on its card and on those around it
  return [...drawAll(card.body, context), card.actions ? actions(card.actions, context) : null];
}

const inputsIn = elements => (elements ?? []).flatMap(element => element.type?.startsWith('Input.') ? [element] : inputsIn(element.items));

export const drawAll = (elements, context) => (elements ?? []).map(element => drawElement(element, context));

export const drawElement = (element, context) => Object.hasOwn(drawings, element.type) ? drawings[element.type](element, context) : unknown(element);

const drawings = {
  RichTextBlock: richText,
  Container: (element, context) => h('div', { class: element.style === 'emphasis' ? 'emphasis' : null }, drawAll(element.items, context)),
  ActionSet: (element, context) => actions(element.actions, context),
  'Input.Text': cardInput,
  'Input.ChoiceSet': cardInput,
};

const unknown = element => h('p', { class: 'unknown' }, `This page cannot draw ${element.type ?? 'an element without a type'}.`);

// A block of large letters is a heading to a screen reader, as in Teams.
function richText(block) {
  return h(block.inlines.every(inline => inline.size === 'large') ? 'h3' : 'p', {}, block.inlines.map(run));
}

// The colours that Teams has for what is good, doubtful or urgent; the others are hardly another than the text's own.
const colours = ['good', 'warning', 'attention'];

function run(inline) {
  if (typeof inline === 'string') return cardText(inline);
  if (inline.type !== 'TextRun') return unknown(inline);
  return colours.includes(inline.color) ? h('span', { class: inline.color }, shaped(inline)) : shaped(inline);
}

function shaped(inline) {
  const text = cardText(inline.text);
  if (inline.fontType === 'monospace') return h('code', {}, text);
  if (inline.weight === 'bolder') return h('strong', {}, text);
  return inline.isSubtle ? h('span', { class: 'context' }, text) : text;
}

function actions(all, context) {
  const panels = [];
  const buttons = all.map(action => action.type === 'Action.ShowCard' ? unfolding(action, context, panels) : pressing(action, context));
  return h('div', { class: 'action-set' }, h('div', { class: 'actions' }, buttons), panels);
}

const styles = { positive: 'primary', destructive: 'danger' };

const pressing = (action, context) => ['Action.Execute', 'Action.Submit'].includes(action.type)
  ? h('button', { type: 'button', class: styles[action.style] ?? '', 'data-name': `${context.name} ${action.place}`, onclick: () => context.press(action, context.inputs ?? []) }, action.title)
  : unknown(action);

function unfolding(action, context, panels) {
  const id = `${context.name}-${action.place}`;
  const panel = h('div', { class: 'unfolded', id }, drawCard(action.card, context));
  const button = h('button', { type: 'button', class: styles[action.style] ?? '', 'data-name': `${context.name} ${action.place}`, 'aria-controls': id, onclick: turn }, action.title);
  panels.push(panel);
  show(context.unfolded.has(action.place));
  return button;

  function turn() {
    const isOpen = !context.unfolded.delete(action.place);
    if (isOpen) context.unfolded.add(action.place);
    show(isOpen);
  }

  function show(isOpen) {
    panel.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  }
}
