// Teams: how its messages are read, and what is done there. The cards are drawn from the JSON that the app sent to this person.

import { act, actAside } from './act.js';
import { drawCard } from './card.js';
import { missing } from './cardinputs.js';
import { byId, h } from './dom.js';
import { withPictures } from './emoji.js';
import { told } from './notice.js';
import { goToWrong } from './sheet.js';
import { changed, state } from './state.js';

const offered = ['like', 'checkmark'];

const send = async (place, text) => told(teams, await act('teams-say', { place: place.id, text }), 'The message');

const openForm = async place => told(teams, await act('teams-form-open', { place: place.id }), 'Ask for access');

export const teams = {
  name: 'teams',
  title: 'Teams',
  parts: { places: 'teams-places', messages: 'teams-messages:' },
  placeholder: place => place.kind === 'direct' ? 'Write, or type help' : 'Write, or ask @JitBot help',
  quick: place => [
    { words: 'Ask for access', act: () => openForm(place) },
    ...(place.kind === 'direct' ? ['list', 'mine', 'escalate', 'help'] : ['@JitBot help']).map(words => ({ words, isTyped: true, act: () => send(place, words) })),
  ],
  hints: {
    approvals: 'Approvers decide.',
    General: 'JitBot hears what begins with @JitBot.',
    JitBot: 'Your chat with JitBot.',
  },
  send,
  react: async (read, name) => told(teams, await act('teams-react', { place: read.place, id: read.key, emoji: name }), 'JitBot'),
  read,
  look,
};

// What a person has typed into a card and unfolded in it stays while the card is drawn anew.
const drafts = new Map();

function draftOf(message) {
  const key = `${state.as} ${message.id}`;
  if (!drafts.has(key)) {
    const typed = new Map();
    drafts.set(key, { typed, unfolded: new Set(), titles: new Map(), errors: {}, picked: (id, value) => typed.set(id, value), offer: () => [] });
  }

  return drafts.get(key);
}

// What is not filled in as it must be is said beside it, and nothing is sent (https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation).
async function press(message, place, action, inputs) {
  const draft = draftOf(message);
  draft.errors = missing(inputs, draft.typed);
  changed(teams.parts.messages + place);
  if (Object.keys(draft.errors).length > 0) {
    goToWrong(byId('teams'));
    return;
  }

  const answer = await act('teams-press', { place, id: message.id, action: action.place, title: action.title, values: Object.fromEntries(draft.typed) });
  if (told(teams, answer, 'JitBot')) drafts.delete(`${state.as} ${message.id}`);
}

const text = message => h('div', { class: 'plain' }, message.text.split('\n').map(line => h('p', {}, withPictures(line))));

function read(message, place) {
  return {
    place,
    key: message.id,
    root: message.root,
    mark: JSON.stringify([message, drafts.get(`${state.as} ${message.id}`)?.errors]),
    who: message.from,
    at: Number(message.id),
    isApp: message.bot,
    isEdited: message.version > 1,
    isAside: false,
    note: message.own ? 'The card as you alone see it' : null,
    gist: message.text || message.summary || '',
    content: () => message.card
      ? h('div', { class: 'blocks adaptive' }, drawCard(message.card, { name: `card-${message.id}`, ...draftOf(message), press: (action, inputs) => press(message, place, action, inputs) }))
      : text(message),
    reactions: message.reactions,
    offered: message.heard ? offered : [],
  };
}

const fetched = new Set();

// A client that shows a card fetches the one that is meant for this person, if the card says so: once for each version of it.
function look(place, messages, isNewPlace) {
  for (const message of messages) {
    const once = `${state.as} ${message.id} ${message.version}`;
    if (!message.fetches || (fetched.has(once) && !isNewPlace)) continue;
    fetched.add(once);
    actAside('teams-look', { place: place.id, id: message.id });
  }
}
