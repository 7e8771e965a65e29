// Who one is, and where one can go.

import { byId, h, showList } from './dom.js';
import { face } from './people.js';
import { actor, become, changed, goTo, onChange, state } from './state.js';
import { listen } from './stream.js';
import { hasNews, place } from './talk.js';
import { look } from './view.js';

export function startPlaces() {
  onChange(['cast', 'as'], drawCast);
  onChange(['places', 'place', 'as', 'messages:'], drawPlaces);
}

export function actAs(handle) {
  if (handle === state.as) return;
  state.placeName = place()?.name; // the same channel, if this person is in it, and their own direct messages for another's
  become(handle);
  listen();
  changed('as');
}

function drawCast() {
  if (!state.parts.cast) return;
  showList(byId('cast'), state.parts.cast, {
    key: each => each.handle,
    mark: each => JSON.stringify([each, each.handle === state.as]),
    make: each => h('li', {}, h('button', { type: 'button', 'aria-pressed': String(each.handle === state.as), 'data-name': each.handle, onclick: () => actAs(each.handle) },
      face(each.id), h('span', {}, h('strong', {}, each.name), h('small', {}, each.part)))),
  });
  const who = actor();
  byId('acting').replaceChildren(...(who ? [face(who.id), h('span', {}, 'You are ', h('strong', {}, who.name))] : []));
  document.title = who ? `${who.name} – JitBot sandbox` : 'JitBot sandbox';
}

function drawPlaces() {
  const places = state.parts.places ?? [];
  if (state.placeName) {
    const same = places.find(each => each.name === state.placeName);
    state.placeName = null;
    if (same?.id !== state.place) state.place = same?.id ?? null;
  }

  const here = place()?.id;
  showList(byId('places'), places, {
    key: each => each.id,
    mark: each => JSON.stringify([each, each.id === here, hasNews(each.id)]),
    make: each => h('li', {}, h('button', {
      type: 'button',
      'aria-current': each.id === here ? 'page' : null,
      'data-name': each.id,
      onclick: () => {
        goTo(each.id);
        look('talk');
      },
    }, each.kind !== 'channel' ? h('img', { class: 'sign', src: 'icon.svg', alt: '' }) : h('span', { class: 'sign', 'aria-hidden': 'true' }, '#'), h('span', {}, each.name),
    hasNews(each.id) ? h('span', { class: 'news' }, h('span', { class: 'for-readers' }, ', something new')) : null)),
  });
}
