import { info } from './card.ts';
import { type Content, html } from './html.ts';
import type { Speech } from './page.ts';
import { sparkline } from './sparkline.ts';

export interface Kpi {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly value: string;
  /** against the period before, and a year before */
  readonly changes: readonly { readonly pill: Content; readonly label: string }[];
  readonly history: readonly number[];
}

/** A key figure: value, changes, the shape of its history, its definition behind a click. */
export const kpi = (speech: Speech, k: Kpi): HTMLElement =>
  html`<section class="card kpi" data-metric=${k.id}><header><h2>${k.name}</h2>${info(speech.terms.definition(k.name), k.definition)}</header><p class="v">${k.value}</p><div class="d">${k.changes.map(({ pill, label }) => html`<p>${pill}<span>${label}</span></p>`)}</div>${sparkline(k.history)}</section>`;
