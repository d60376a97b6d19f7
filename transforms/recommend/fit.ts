import { type ChosenRecommender, chooseRecommender } from '../../models/index.ts';
import type { FreshFit, StepContext } from '../step.ts';
import { listed, type RecommendParameters } from './parameters.ts';
import { knownProducts } from './products.ts';
import { asHistories, numberPurchases, type Purchases, readItems, readPurchases } from './purchases.ts';

/** length of the lists that are compared */
const compared = 10;

/** customers on whom settings are chosen, at most */
const chosenOn = 20_000;

/** All purchases as they were numbered for the fit. */
export interface Numbered {
  readonly purchases: Purchases;
  /** by item number */
  readonly skus: readonly string[];
}

/**
 * Chooses between item similarity and the plain rules on last baskets held out, in words and figures, and records what all
 * customers say of the products: with that, what a customer buys later changes their own list and nobody else's.
 */
export async function fitRecommender({
  connection,
  asOf,
}: StepContext): Promise<FreshFit<RecommendParameters> & { readonly carry: Numbered }> {
  await numberPurchases(connection, []);
  const items = await readItems(connection);
  const histories = asHistories(await readPurchases(connection, chosenOn));
  const chosen = chooseRecommender(histories, { items: items.length, k: compared, listed });
  const purchases = await readPurchases(connection);
  const rules = { all: chosen.all, fresh: chosen.fresh, settings: chosen.settings ?? null };
  return {
    parameters: {
      ...rules,
      chances: chosen.chances ?? null,
      products: knownProducts(purchases, items, rules, dayOf(asOf)),
    },
    rows: histories.length,
    chosen: items.length === 0 ? 'none' : chosen.all,
    reason: reasonOf(chosen, items.length),
    figures: Object.fromEntries(
      Object.entries(chosen.figures).map(([rule, { recall, ndcg, recallNewItems }]) => [
        rule,
        { recall_at_10: recall, ndcg_at_10: ndcg, recall_new_at_10: recallNewItems },
      ]),
    ),
    carry: { purchases, skus: items.map(({ sku }) => sku) },
  };
}

/** Days since 1970. */
export const dayOf = (date: string): number => Math.round(Date.parse(date) / 86_400_000);

const shown = (value: number) => value.toFixed(3);
const names = {
  item_similarity: 'item similarity',
  own_most_bought: 'what customers bought most',
  popular: 'what is popular',
};

function reasonOf(
  { all, fresh, asked, chances, figures, gain, freshGain }: ChosenRecommender,
  items: number,
): string {
  if (items === 0) return 'No product was sold to a known customer.';
  if (!chances)
    return `Only ${asked} customers have a second basket to be held out: too few to tell item similarity from ${names[all]}, which is offered.`;
  const recall = (rule: keyof typeof names) => shown(figures[rule]?.recall ?? 0);
  const difference = ({ mean, standardError }: typeof freshGain) =>
    `${mean < 0 ? '' : '+'}${shown(mean)} ± ${shown(standardError)}`;
  const whole = `On the last baskets of ${asked} customers item similarity finds ${recall('item_similarity')} of what was bought among ten products, ${names[gain.over]} ${recall(gain.over)} (${difference(gain)})`;
  const kept =
    all === 'item_similarity'
      ? ''
      : ', not better by more than a standard error, so the plain rule is offered';
  const news = `of new products ${shown(figures.item_similarity?.recallNewItems ?? 0)} against ${shown(figures.popular?.recallNewItems ?? 0)} by popularity (${difference(freshGain)})`;
  const keptNew = fresh === 'item_similarity' ? '' : ', so popular ones are offered';
  return `${whole}${kept}; ${news}${keptNew}.`;
}
