// Switches for what can go wrong: the host's process and each provider.

import { actAside } from './act.js';
import { byId, h, showList } from './dom.js';
import { onChange, state } from './state.js';

const providers = { graph: 'Entra ID', okta: 'Okta', slack: 'Slack API', teams: 'Teams' };
const behaviours = { Fine: 'works', Down: 'is down', Slow: 'is slow', LosesAnswers: 'loses answers' };
const conditions = { Starting: 'is starting', Running: 'is running', Killed: 'was killed', Stopped: 'is stopped' };

export function startTrouble() {
  onChange(['host'], drawHost);
  onChange(['trouble'], drawTrouble);
}

function drawHost() {
  const { condition, health } = state.parts.host;
  const isUp = condition === 'Running';
  showList(byId('host'), [{ condition, health }], {
    key: () => 'host',
    mark: host => JSON.stringify(host),
    make: () => h('div', {},
      h('p', { class: 'state', 'data-is': condition }, h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', { id: 'host-state' }, `The host ${conditions[condition]}`)),
      h('p', { class: 'hint', id: 'host-health' }, describe(isUp, health)),
      h('div', { class: 'actions' }, isUp
        ? [button('kill -9', 'host-kill', 'danger'), button('Stop', 'host-stop', 'quiet')]
        : [button('Start again', 'host-start', 'primary', condition === 'Starting')])),
  });
}

function describe(isUp, health) {
  if (!isUp) return 'Nobody answers at /health/ready.';
  if (!health) return 'No answer at /health/ready yet.';
  const problems = (health.problems ?? []).map(problem => `${problem.what}: ${problem.why}`).join(' ');
  return `/health/ready: ${health.ready ? 'ready' : 'not ready'}${problems ? `. ${problems}` : ''}`;
}

const button = (words, action, style, isBusy) => h('button', {
  type: 'button', class: style, 'data-name': 'host', disabled: isBusy, onclick: () => actAside(action),
}, words);

function drawTrouble() {
  showList(byId('trouble'), Object.entries(state.parts.trouble), {
    key: ([who]) => who,
    mark: ([, how]) => how,
    make: ([who, how]) => h('div', { class: how === 'Fine' ? 'switch' : 'switch troubled' },
      h('label', { for: `trouble-${who}` }, providers[who]),
      h('select', { id: `trouble-${who}`, 'data-name': who, onchange: event => actAside('trouble', { who, how: event.target.value }) },
        Object.entries(behaviours).map(([value, words]) => h('option', { value, selected: value === how }, words)))),
  });
}
