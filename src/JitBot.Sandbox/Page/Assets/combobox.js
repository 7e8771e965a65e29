// A menu whose options the app supplies while one types (external_select), as
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ wants it: arrows walk, Enter takes, Escape closes the list and not the form.

import { actAside } from './act.js';
import { h } from './dom.js';

const PAUSE = 120; // milliseconds without a key before the app is asked

export function combobox({ id, action, element, chosen, onpick, describedBy }) {
  const list = h('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': 'Offered', hidden: true });
  const input = h('input', {
    id,
    type: 'text',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list',
    'aria-describedby': describedBy,
    'data-name': action,
    placeholder: element.placeholder?.text ?? '',
    autocomplete: 'off',
  });
  input.value = chosen ? chosen.text.text : '';
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
    onpick(option.value);
  };

  const ask = async typed => {
    const mine = ++asked;
    const answer = await actAside('modal-type', { action, typed });
    if (mine !== asked || document.activeElement !== input) return;
    options = answer.options ?? [];
    list.replaceChildren(...(options.length
      ? options.map((option, i) => h('li', { id: `${id}-${i}`, role: 'option', 'aria-selected': 'false', onmousedown: event => { event.preventDefault(); pick(i); } }, option.text))
      : [h('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'none' }, 'Nothing found')]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(options.length && typed ? 0 : -1);
  };

  input.addEventListener('focus', () => { if ((element.min_query_length ?? 3) === 0) ask(''); });
  input.addEventListener('click', () => { if (list.hidden) ask(''); });
  input.addEventListener('blur', close);
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (input.value.length >= (element.min_query_length ?? 3)) ask(input.value); }, PAUSE);
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) ask(input.value === chosen?.text.text ? '' : input.value);
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

