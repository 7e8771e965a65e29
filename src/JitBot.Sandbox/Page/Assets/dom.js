// Building and updating elements. Text always goes in as text; nothing here ever reads HTML.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

// Shows a list of items in a parent: an item whose key and mark are as before keeps its element, so that focus, selection and
// scrolling stay. An element that is replaced while something in it has the focus gives the focus to its successor.
export function showList(parent, items, { key, mark, make }) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const itemKey = key(item);
    const itemMark = mark(item);
    let element = before.get(itemKey);
    before.delete(itemKey);
    if (!element || element.mark !== itemMark) {
      const fresh = make(item, element);
      fresh.dataset.key = itemKey;
      fresh.mark = itemMark;
      if (element) {
        if (place === element) place = fresh;
        swap(element, fresh);
      }
      element = fresh;
    }
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
  before.forEach(element => element.remove());
}

function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const name = focused?.dataset.name;
  old.replaceWith(fresh);
  if (!focused) return;
  const heir = name ? fresh.querySelector(`[data-name="${CSS.escape(name)}"]`) : null;
  (heir ?? fresh.querySelector('button, input, select, textarea') ?? fresh).focus({ preventScroll: true });
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function announce(text) {
  byId('announcer').textContent = text;
}
