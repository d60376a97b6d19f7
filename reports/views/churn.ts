import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import type { ChurnData } from '../loaders/churn.ts';
import { bands, reasons, segments, warnings } from './churn/groups.ts';
import { gains, reliability } from './churn/heldOut.ts';
import { list } from './churn/list.ts';
import { offers } from './churn/offers.ts';
import { insight, tiles } from './churn/tiles.ts';
import { words } from './churn/words.ts';

export const view = definePage(words, (data: ChurnData, context) => [
  insight(data, context),
  tiles(data, context),
  html`<div class="cols c55">${bands(data, context)}${reasons(data, context)}</div>`,
  html`<div class="cols c55">${warnings(data, context)}${segments(data, context)}</div>`,
  list(data, context),
  ...offers(data, context),
  html`<div class="cols c55">${reliability(data, context)}${gains(data, context)}</div>`,
]);
