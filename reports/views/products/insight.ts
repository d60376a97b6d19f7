import { html } from '../../components/html.ts';
import type { ProductsData } from '../../loaders/products.ts';
import type { Context } from './context.ts';

/** What offers may bring, and how good they were on baskets held out. */
export function insight(data: ProductsData, context: Context): HTMLElement | null {
  if (data.customers === 0) return null;
  return html`<p class="insight"><b>${headline(data, context)}</b> ${basis(data, context)}</p>`;
}

/** What new products may bring, and within what time; a potential of nothing is one that nobody knows. */
export function headline(
  { potential, customers, horizonDays }: Pick<ProductsData, 'potential' | 'customers' | 'horizonDays'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  if (potential === 0) return t.insightUnknown;
  const [money, people] = [format.compactMoney(potential), format.count(customers)];
  return horizonDays === null
    ? t.insightIfAgain(money, people)
    : t.insight(money, people, format.count(horizonDays));
}

/**
 * How much of baskets held out the lists caught, where they leave enough of the catalogue out for that to say
 * anything.
 */
export function basis(
  { catalogue, fit }: Pick<ProductsData, 'catalogue' | 'fit'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  const { recall = null, popular = null, fresh = null, freshPopular = null, places = null } = fit ?? {};
  if (recall === null || popular === null || places === null) return t.unknown;
  if (catalogue < 3 * places) return t.noTest(format.count(catalogue));
  const news =
    fresh === null || freshPopular === null
      ? ''
      : ` ${t.freshBasis(format.percent(fresh), format.percent(freshPopular))}`;
  return `${t.basis(format.count(places), format.percent(recall), format.percent(popular))}${news}`;
}
