// The app's Home tab: the blocks that the app published for this person.

import { act } from './act.js';
import { drawBlock } from './blocks.js';
import { h, showList } from './dom.js';
import { told } from './notice.js';
import { slack } from './slack.js';
import { state } from './state.js';

const click = async action => told(slack, await act('home-click', { action }), 'JitBot');

export function drawHome(list, isNewPlace) {
  if (isNewPlace) list.replaceChildren();
  list.classList.remove('empty');
  const blocks = state.parts.home?.blocks ?? [];
  showList(list, blocks.length ? blocks : [null], {
    key: block => block?.block_id ?? 'nothing',
    mark: block => JSON.stringify(block),
    make: block => block
      ? h('div', { class: 'home-block blocks' }, drawBlock(block, click))
      : h('p', { class: 'nothing' }, 'The app has published nothing here yet.'),
  });
}
