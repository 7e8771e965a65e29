// The sandbox's clock, which can only be wound forward.

import { actAside } from './act.js';
import { byId, h, setText } from './dom.js';
import { now, onChange, state } from './state.js';
import { span, wholeTime } from './time.js';

const steps = [[10, '+10 min'], [60, '+1 h'], [240, '+4 h']];
const choices = [1, 5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 10080];
const minute = 60_000;

export function startClock() {
  const slider = h('input', { id: 'wind', type: 'range', min: '0', max: String(choices.length - 1), value: '11', 'aria-label': 'Wind the clock forward by' });
  const go = h('button', { type: 'button', class: 'primary', id: 'wind-go', onclick: () => wind(choices[slider.value]) });
  const say = () => {
    const words = span(choices[slider.value] * minute);
    slider.setAttribute('aria-valuetext', words);
    setText(go, `Wind ${words}`);
  };
  slider.addEventListener('input', say);
  say();
  byId('clock').replaceChildren(
    h('p', { id: 'time', class: 'time' }),
    h('p', { id: 'wound', class: 'hint' }),
    h('div', { class: 'wind' }, slider, go),
    h('div', { class: 'wind-by' }, steps.map(([minutes, words]) => h('button', { type: 'button', class: 'quiet', onclick: () => wind(minutes) }, words))));
  onChange(['clock'], tick);
}

const wind = minutes => actAside('wind', { minutes });

export function tick() {
  setText(byId('time'), wholeTime(now()));
  setText(byId('now'), wholeTime(now()));
  const wound = state.parts.clock?.wound ?? 0;
  setText(byId('wound'), wound ? `Wound forward by ${span(wound)}.` : 'It shows your time until you wind it forward.');
}
