// Who is truly in which group, read from the directories themselves.

import { byId, h, showList } from './dom.js';
import { onChange, state } from './state.js';
import { timeOf } from './time.js';

export function startDirectories() {
  onChange(['directories'], draw);
}

function draw() {
  showList(byId('directories'), state.parts.directories, {
    key: group => group.id,
    mark: group => JSON.stringify(group),
    make: (group, old) => {
      const before = new Set([...(old?.querySelectorAll('[data-member]') ?? [])].map(member => member.dataset.member));
      return h('div', { class: 'group' },
        h('h3', {}, group.name, h('span', { class: 'of' }, group.directory)),
        h('ul', {},
          group.members.map(member => h('li', { class: old && !before.has(member.member) ? 'member fresh' : 'member', 'data-member': member.member },
            h('strong', {}, member.name), h('small', {}, `since ${timeOf(member.at)}, by ${member.by}`))),
          group.gone.map(member => h('li', { class: 'gone' }, h('strong', {}, member.name), h('small', {}, `removed ${timeOf(member.at)} by ${member.by}`))),
          group.members.length + group.gone.length === 0 ? h('li', { class: 'nobody' }, group.rule ? `Filled by a rule: ${group.rule}` : 'Nobody') : null));
    },
  });
}
