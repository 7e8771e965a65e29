// The log, line by line as it grows, and the program's own auditor.

import { actAside } from './act.js';
import { byId, h, setText, showList } from './dom.js';
import { onChange, state } from './state.js';
import { timeWithSeconds } from './time.js';

const SHORT = 8;

export function startChain() {
  const verify = h('button', { type: 'button', class: 'quiet', id: 'verify', onclick: run }, 'Run audit verify');
  byId('chain').replaceChildren(
    h('div', { class: 'chain-head' }, h('p', { id: 'chain-length' }), verify),
    h('pre', { id: 'verdict', role: 'status', hidden: true }),
    h('p', { id: 'store', class: 'hint' }),
    h('ol', { id: 'lines', class: 'lines', tabindex: '0', 'aria-label': 'Lines of the log, the newest first' }));
  onChange(['chain'], draw);
  onChange(['host'], drawStore);
}

function draw() {
  const { length, lines } = state.parts.chain;
  setText(byId('chain-length'), length === 1 ? '1 line' : `${length} lines`);
  const list = byId('lines');
  const isFirst = list.children.length === 0;
  showList(list, lines.toReversed(), {
    key: line => String(line.seq),
    mark: line => line.hash,
    make: line => h('li', { class: isFirst ? '' : 'fresh' },
      h('span', { class: 'seq' }, String(line.seq)),
      h('span', { class: 'type' }, line.type),
      h('span', { class: 'stream', title: line.stream }, shortStream(line.stream)),
      h('time', { class: 'at' }, timeWithSeconds(line.at)),
      h('code', { title: line.hash }, line.hash.slice(0, SHORT))),
  });
}

function drawStore() {
  const { database, kept } = state.parts.host;
  setText(byId('store'), `In ${database}, with its checkpoints beside it; ${kept ? 'it stays when the sandbox ends' : 'it goes when the sandbox ends'}.`);
}

function shortStream(stream) {
  const [kind, ...id] = stream.split(/[/-]/);
  return id.length ? `${kind} ${id.join('').slice(0, 4)}` : stream.slice(0, 14);
}

async function run() {
  const button = byId('verify');
  const verdict = byId('verdict');
  button.setAttribute('aria-busy', 'true');
  verdict.hidden = false;
  setText(verdict, 'Reading the whole log…');
  const answer = await actAside('verify');
  verdict.dataset.good = String(answer.code === 0);
  setText(verdict, answer.output ?? answer.problem);
  button.removeAttribute('aria-busy');
}
