// Who one is, and where one can go in each chat.

import { byId, h, showList } from './dom.js';
import { face } from './people.js';
import { slack } from './slack.js';
import { actor, become, changed, goTo, onChange, state } from './state.js';
import { listen } from './stream.js';
import { hasNews, place } from './talk.js';
import { teams } from './teams.js';
import { look } from './view.js';

const chats = [slack, teams];

export function startPlaces() {
  onChange(['cast', 'as'], drawCast);
  for (const chat of chats) onChange([chat.parts.places, `place:${chat.name}`, 'as', chat.parts.messages], () => drawPlaces(chat));
}

export function actAs(handle) {
  if (handle === state.as) return;
  for (const chat of chats) state.placeNames[chat.name] = place(chat)?.name; // the same channel, if this person is in it, and their own direct messages for another's
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
      face(each.ids[0]), h('span', {}, h('strong', {}, each.name), h('small', {}, each.part)))),
  });
  const who = actor();
  byId('acting').replaceChildren(...(who ? [face(who.ids[0]), h('span', {}, 'You are ', h('strong', {}, who.name))] : []));
  document.title = who ? `${who.name} – JitBot sandbox` : 'JitBot sandbox';
}

function drawPlaces(chat) {
  const places = state.parts[chat.parts.places] ?? [];
  if (state.placeNames[chat.name] && places.length > 0) {
    state.places[chat.name] = places.find(each => each.name === state.placeNames[chat.name])?.id ?? null;
    state.placeNames[chat.name] = null;
  }

  const here = place(chat)?.id;
  showList(byId(`${chat.name}-places`), places, {
    key: each => each.id,
    mark: each => JSON.stringify([each, each.id === here, hasNews(chat, each.id)]),
    make: each => h('li', {}, h('button', {
      type: 'button',
      'aria-current': each.id === here ? 'page' : null,
      'data-name': each.id,
      onclick: () => {
        goTo(chat, each.id);
        look(chat.name);
      },
    }, sign(each), h('span', {}, each.name), hasNews(chat, each.id) ? h('span', { class: 'news' }, h('span', { class: 'for-readers' }, ', something new')) : null)),
  });
}

const sign = each => each.kind === 'channel' ? h('span', { class: 'sign', 'aria-hidden': 'true' }, '#') : h('img', { class: 'sign', src: 'icon.svg', alt: '' });
