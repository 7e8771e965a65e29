// A phone beside the desk: the same page in a frame of 390 pixels, with somebody else in it.

import { byId, h } from './dom.js';
import { state } from './state.js';

const SOMEBODY_ELSE = { riley: 'avery' };

export function startPhone() {
  const button = byId('phone-toggle');
  if (state.isPhone) document.documentElement.classList.add('in-phone');
  button.addEventListener('click', () => {
    const isOn = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isOn));
    document.body.classList.toggle('with-phone', isOn);
    const phone = byId('phone');
    phone.hidden = !isOn;
    phone.replaceChildren(...(isOn
      ? [h('iframe', { title: 'JitBot on a phone', src: `/?phone&as=${SOMEBODY_ELSE[state.as] ?? 'riley'}`, width: '390', height: '760' })]
      : []));
  });
}
