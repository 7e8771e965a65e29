// The names that cards, reactions and people here use; Slack knows thousands.

const known = {
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', lock: '🔒', unlock: '🔓',
  warning: '⚠️', hourglass: '⌛', hourglass_flowing_sand: '⏳', no_entry: '⛔', tada: '🎉', eyes: '👀', alarm_clock: '⏰', key: '🔑', wave: '👋',
};

const withoutTone = name => name.replace(/::skin-tone-\d$/, '');

export const emoji = name => known[withoutTone(name)] ?? `:${name}:`;

export const withEmoji = text => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => known[name] ?? whole);
