// The texts of Adaptive Cards: what stands in them is shown as it is, except for dates and times between double braces, which are written in
// the reader's own time zone (https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features).

import { h } from './dom.js';
import { withPictures } from './emoji.js';
import { cardDate, timeOf } from './time.js';

const moments = /(\{\{(?:DATE|TIME)\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)(?:, ?(?:COMPACT|SHORT|LONG))?\)\}\})/;
const moment = /^\{\{(DATE|TIME)\(([^,)]+)(?:, ?(\w+))?\)\}\}$/;

export const cardText = text => text.split(moments).map(piece => {
  const [, kind, at, length] = piece.match(moment) ?? [];
  const when = kind ? Date.parse(at) : NaN;
  return Number.isNaN(when) ? withPictures(piece) : h('time', { datetime: at }, kind === 'TIME' ? timeOf(when) : cardDate(when, length));
});
