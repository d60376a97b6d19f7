import { type ChosenRecommender, chooseRecommender } from '../../models/index.ts';
import { dayNumber } from '../days.ts';
import { say } from '../say.ts';
import type { FreshFit, StepContext } from '../step.ts';
import { listed, type RecommendParameters } from './parameters.ts';
import { knownProducts } from './products.ts';
import { asHistories, numberPurchases, type Purchases, readItems, readPurchases } from './purchases.ts';
import { recommendReasons } from './reasons.ts';

/** customers on whom settings are chosen, at most */
const chosenOn = 20_000;

/** All purchases as they were numbered for the fit. */
export interface Numbered {
  readonly purchases: Purchases;
  /** by item number */
  readonly skus: readonly string[];
}

/**
 * Chooses between item similarity and the plain rules on the next baskets after a cut-off day, in words and figures, and records what
 * all customers say of the products: with that, what a customer buys later changes their own list and nobody else's.
 */
export async function fitRecommender({
  connection,
  asOf,
}: StepContext): Promise<FreshFit<RecommendParameters> & { readonly carry: Numbered }> {
  await numberPurchases(connection, []);
  const items = await readItems(connection);
  const histories = asHistories(await readPurchases(connection, chosenOn));
  const chosen = chooseRecommender(histories, { items: items.length, listed });
  const purchases = await readPurchases(connection);
  const rules = {
    all: chosen.all,
    fresh: chosen.fresh,
    settings: chosen.settings ?? null,
    popularHalfLifeDays: chosen.popularHalfLifeDays,
  };
  return {
    parameters: {
      ...rules,
      chances: chosen.chances ?? null,
      products: knownProducts(purchases, items, rules, dayNumber(asOf)),
    },
    rows: histories.length,
    chosen: items.length === 0 ? 'none' : chosen.all,
    reason: reasonOf(chosen, items.length),
    figures: Object.fromEntries(
      Object.entries(chosen.figures).map(([rule, { recall, ndcg, recallNewItems }]) => [
        rule,
        { recall, ndcg, recall_new: recallNewItems, places: chosen.places },
      ]),
    ),
    carry: { purchases, skus: items.map(({ sku }) => sku) },
  };
}

const shown = (value: number) => value.toFixed(3);
const names = {
  item_similarity: recommendReasons.itemSimilarity,
  own_most_bought: recommendReasons.ownMostBought,
  popular: recommendReasons.whatIsPopular,
};

function reasonOf(
  { all, fresh, asked, places, chances, figures, gain, freshGain }: ChosenRecommender,
  items: number,
): string {
  if (items === 0) return recommendReasons.nothing;
  if (!chances) return say(recommendReasons.tooFew, { asked, rule: names[all] });
  const recall = (rule: keyof typeof names) => shown(figures[rule]?.recall ?? 0);
  const difference = ({ mean, standardError }: typeof freshGain) =>
    `${mean < 0 ? '' : '+'}${shown(mean)} ± ${shown(standardError)}`;
  return [
    say(recommendReasons.all, {
      asked,
      places,
      recall: recall('item_similarity'),
      rule: names[gain.over],
      other: recall(gain.over),
      gain: difference(gain),
    }),
    ...(all === 'item_similarity' ? [] : [recommendReasons.plain]),
    say(recommendReasons.fresh, {
      recall: shown(figures.item_similarity?.recallNewItems ?? 0),
      other: shown(figures.popular?.recallNewItems ?? 0),
      gain: difference(freshGain),
    }),
    ...(fresh === 'item_similarity' ? [] : [recommendReasons.popular]),
  ].join(' ');
}
