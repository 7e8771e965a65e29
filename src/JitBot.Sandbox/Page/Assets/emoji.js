// Emoji are drawn by the page, as Slack does, so that they look the same on a machine without a font for them. These are the names that cards,
// reactions and people here use; Slack knows thousands.

const names = {
  white_check_mark: '✅', heavy_check_mark: '✅', x: '❌', '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', lock: '🔒',
  warning: '⚠', like: '👍', checkmark: '✅', hourglass: '⌛', hourglass_flowing_sand: '⏳', no_entry: '⛔',
};

const pictures = { '✅': 'check', '❌': 'cross', '👍': 'up', '👎': 'down', '⌛': 'hourglass', '⏳': 'hourglass', '⛔': 'stop', '🔒': 'lock', '⚠': 'warning' };

// A name that somebody wrote may be one that every object has, such as constructor.
const look = (table, name) => Object.hasOwn(table, name) ? table[name] : undefined;

const drawn = new RegExp(`(${Object.keys(pictures).join('|')})\ufe0f?`, 'u');

const SVG = 'http://www.w3.org/2000/svg';

function picture(character) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'emoji');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', character);
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `emoji.svg#${pictures[character]}`);
  svg.append(use);
  return svg;
}

// Text with its emoji drawn.
export const withPictures = text => text.split(drawn).map(piece => Object.hasOwn(pictures, piece) ? picture(piece) : piece);

const withoutTone = name => name.replace(/::skin-tone-\d$/, '');

export const emoji = name => withPictures(look(names, withoutTone(name)) ?? `:${name}:`);

export const withEmoji = text => withPictures(text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => look(names, name) ?? whole));
