import { html } from '../../components/html.ts';
import type { ProductsData } from '../../loaders/products.ts';
import type { Context } from './context.ts';

/** What offers may bring, and how good they were on baskets held out. */
export function insight(
  { potential, customers, fit }: ProductsData,
  { t, format }: Context,
): HTMLElement | null {
  if (customers === 0) return null;
  const { recall = null, popular = null, fresh = null, freshPopular = null } = fit ?? {};
  const basis =
    recall === null || popular === null
      ? t.unknown
      : t.basis(format.percent(recall), format.percent(popular));
  const news =
    fresh === null || freshPopular === null
      ? ''
      : ` ${t.freshBasis(format.percent(fresh), format.percent(freshPopular))}`;
  return html`<p class="insight"><b>${t.insight(format.compactMoney(potential), format.count(customers))}</b> ${basis}${news}</p>`;
}
