import { html } from '../../components/html.ts';
import { kpi } from '../../components/kpi.ts';
import type { IdentityData } from '../../loaders/identity.ts';
import type { Context } from './context.ts';

export function tiles(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  const likeness = data.joined.find(({ rule }) => rule === 'similarity')?.records ?? 0;
  const tile = (id: string, name: string, definition: string, value: number) =>
    kpi(context, { id, name, definition, value: format.count(value), changes: [], history: [] });
  return html`<div class="kpis">${[
    tile('records', t.records, t.recordsWhat, data.records),
    tile('customers', t.customers, t.customersWhat, data.customers),
    tile('likeness', t.likeness, t.likenessWhat, likeness),
    tile('reviews', t.reviews, t.reviewsWhat, data.reviewsInAll),
  ]}</div>`;
}
