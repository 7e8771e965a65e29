// What the page knows: the parts the sandbox sent, who acts, and where they are in each chat. Whoever draws a part is told when it changes.

const address = new URLSearchParams(location.search);

export const state = {
  as: address.get('as') ?? 'riley',
  isPhone: address.has('phone'),
  places: {}, // by chat: the id of the place one is in
  placeNames: {}, // by chat: the name of the place to be in as soon as it is known
  parts: {},
};

const drawers = [];

// Calls draw when one of these parts changed; a part that ends in ':' stands for all that begin with it.
export function onChange(parts, draw) {
  drawers.push({ parts, draw });
}

export function changed(...names) {
  for (const { parts, draw } of drawers) {
    if (names.some(name => parts.some(part => part === name || (part.endsWith(':') && name.startsWith(part))))) draw();
  }
}

export const nameOf = id => state.parts.names?.[id] ?? id;

export const actor = () => state.parts.cast?.find(each => each.handle === state.as);

// The sandbox's clock: the machine's, wound forward.
export const now = () => Date.now() + (state.parts.clock?.wound ?? 0);

export function become(handle) {
  state.as = handle;
  const url = new URL(location.href);
  url.searchParams.set('as', handle);
  history.replaceState(null, '', url);
}

export function goTo(chat, place) {
  state.places[chat.name] = place;
  changed(`place:${chat.name}`);
}
