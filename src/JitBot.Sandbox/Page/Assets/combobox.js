// A menu whose options are offered while one types, as https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ wants it: arrows walk, Enter
// takes, Escape closes the list and not the form.

import { h } from './dom.js';

const PAUSE = 120; // milliseconds without a key before it is asked for options

// least: how many letters are needed; offer: gives the options, each a text and a value, for what was typed.
export function combobox(known, { placeholder, least, chosen, offer, onpick }) {
  const list = h('ul', { id: `${known.id}-list`, role: 'listbox', 'aria-label': 'Offered', hidden: true });
  const input = h('input', {
    ...known,
    type: 'text',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': `${known.id}-list`,
    'aria-autocomplete': 'list',
    placeholder: placeholder ?? '',
    autocomplete: 'off',
  });
  input.value = chosen ?? '';
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const mark = index => {
    active = index;
    [...list.children].forEach((child, i) => child.setAttribute('aria-selected', String(i === index)));
    if (index < 0) return;
    input.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  };

  const pick = index => {
    const option = options[index];
    if (!option) return;
    input.value = option.text;
    close();
    onpick(option);
  };

  const ask = async typed => {
    const mine = ++asked;
    const offered = await offer(typed);
    if (mine !== asked || document.activeElement !== input) return;
    options = offered;
    list.replaceChildren(...(options.length
      ? options.map((option, i) => h('li', { id: `${known.id}-${i}`, role: 'option', 'aria-selected': 'false', onmousedown: event => { event.preventDefault(); pick(i); } }, option.text))
      : [h('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'none' }, 'Nothing found')]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(options.length && typed ? 0 : -1);
  };

  input.addEventListener('focus', () => { if (least === 0 && !input.value) ask(''); });
  input.addEventListener('click', () => { if (list.hidden) ask(''); });
  input.addEventListener('blur', close);
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (input.value.length >= least) ask(input.value); }, PAUSE);
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) ask(input.value === chosen ? '' : input.value);
      else if (options.length) mark((active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length);
    } else if (event.key === 'Enter') {
      event.preventDefault(); // Enter in a menu never sends the form
      if (!list.hidden) pick(active);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  return h('div', { class: 'combobox' }, input, list);
}

