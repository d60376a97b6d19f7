import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import type { ProductsData } from '../loaders/products.ts';
import { matrix, pairs } from './products/affinity.ts';
import { insight } from './products/insight.ts';
import { next, potential } from './products/offers.ts';
import { words } from './products/words.ts';

export const view = definePage(words, (data: ProductsData, context) => [
  insight(data, context),
  html`<div class="cols c55">${next(data, context)}${potential(data, context)}</div>`,
  matrix(data, context),
  pairs(data, context),
]);
