import { html } from '../../components/html.ts';
import type { ProductsData } from '../../loaders/products.ts';
import type { Context } from './context.ts';

/** Products of a list that is held to baskets held out. */
const listed = 10;

/** What offers may bring, and how good they were on baskets held out. */
export function insight(data: ProductsData, context: Context): HTMLElement | null {
  const { potential, customers, horizonDays } = data;
  if (customers === 0) return null;
  const { t, format } = context;
  const [money, people] = [format.compactMoney(potential), format.count(customers)];
  const said =
    horizonDays === null
      ? t.insightIfAgain(money, people)
      : t.insight(money, people, format.count(horizonDays));
  return html`<p class="insight"><b>${said}</b> ${basis(data, context)}</p>`;
}

/** How much of baskets held out the lists caught, where they leave enough of the catalogue out for that to say anything. */
export function basis(
  { catalogue, fit }: Pick<ProductsData, 'catalogue' | 'fit'>,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  const { recall = null, popular = null, fresh = null, freshPopular = null } = fit ?? {};
  if (recall === null || popular === null) return t.unknown;
  if (catalogue <= 2 * listed) return t.noTest(format.count(catalogue));
  const news =
    fresh === null || freshPopular === null
      ? ''
      : ` ${t.freshBasis(format.percent(fresh), format.percent(freshPopular))}`;
  return `${t.basis(format.percent(recall), format.percent(popular))}${news}`;
}
