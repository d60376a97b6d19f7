import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import type { SegmentData } from '../loaders/segment.ts';
import { exchange, membersByMonth, movementByMonth } from './segment/history.ts';
import { makeUp } from './segment/makeUp.ts';
import { movers } from './segment/movers.ts';
import { insight, others, tiles } from './segment/tiles.ts';
import { words } from './segment/words.ts';
import { named } from './segments/context.ts';
import { parts } from './segments/parts.ts';
import { snake } from './segments/snake.ts';

export const view = definePage(words, (data: SegmentData, context) => {
  const own = named([data.segment], context);
  const [segment] = own;
  return [
    others(data, context),
    insight(data, context),
    tiles(data, context),
    html`<div class="cols c55">${snake(own, data.traits, context)}${makeUp('rfm', data, context)}</div>`,
    html`<div class="cols c55">${membersByMonth(data, context)}${movementByMonth(data, context)}</div>`,
    exchange(data, context),
    html`<div class="cols c55">${movers('entered', data, context)}${movers('left', data, context)}</div>`,
    html`<div class="cols c55">${parts('product', segment, data.parts, context)}${parts('category', segment, data.parts, context)}</div>`,
    html`<div class="cols c55">${parts('channel', segment, data.parts, context)}${makeUp('tier', data, context)}</div>`,
    makeUp('lifecycle', data, context),
  ];
});
