import {
  byPopularity,
  type HalfLife,
  type Histories,
  type ItemSimilarity,
  itemSimilarity,
  recentPopularity,
} from '../../models/index.ts';
import {
  type KnownProducts,
  mostPairs,
  mostProducts,
  nearest,
  type RecommendParameters,
} from './parameters.ts';
import { eachCustomer, type Purchases } from './purchases.ts';

/**
 * What is known of the products, by item number; items that the fit did not know have no part in what others are
 * offered.
 */
export interface Products {
  readonly amounts: Float64Array;
  readonly popularity: Float64Array;
  readonly trend: Float64Array;
  /** none where no list goes by it */
  readonly similarity: ItemSimilarity | undefined;
}

/** Digits of the numbers that the ledger keeps. */
const rounded = (values: ArrayLike<number>): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(6)));

/**
 * What all customers say of the products, small enough to be recorded.
 * @param purchases of all customers, up to the as-of date
 * @param items sku and mean amount by item number
 * @param asOf days since 1970
 */
export function knownProducts(
  purchases: Purchases,
  items: readonly { readonly sku: string; readonly amount: number }[],
  {
    all,
    fresh,
    settings,
    popularHalfLifeDays,
  }: Pick<RecommendParameters, 'all' | 'fresh' | 'settings' | 'popularHalfLifeDays'>,
  asOf: number,
): KnownProducts {
  const popularityBy = (halfLife: HalfLife) =>
    recentPopularity(basketsOf(purchases), items.length, asOf + 1, halfLife);
  const popularity = popularityBy(popularHalfLifeDays);
  const kept = Uint32Array.from(byPopularity(popularity).slice(0, mostProducts)).sort();
  const of = (values: Float64Array) => rounded(Array.from(kept, (item) => values[item] as number));
  const known = {
    skus: Array.from(kept, (item) => (items[item] as { sku: string }).sku),
    amounts: of(Float64Array.from(items, ({ amount }) => amount)),
    popularity: of(popularity),
  };
  if (!settings || (all !== 'item_similarity' && fresh !== 'item_similarity'))
    return { ...known, trend: known.popularity, neighbours: [], weights: [] };
  const { neighbours, weights } = itemSimilarity(ownedBy(purchases, kept, items.length), {
    items: kept.length,
    shrinkage: settings.shrinkage,
    damping: settings.damping,
    nearest: Math.max(1, Math.min(nearest, Math.floor(mostPairs / Math.max(1, kept.length)))),
  });
  return {
    ...known,
    trend: of(popularityBy(settings.trendHalfLifeDays)),
    neighbours: neighbours.map((near) => Array.from(near)),
    weights: weights.map(rounded),
  };
}

/** What each customer ever bought of the kept items, by their place among those. */
function ownedBy(purchases: Purchases, kept: Uint32Array, items: number): Histories {
  const place = new Int32Array(items).fill(-1);
  kept.forEach((item, at) => {
    place[item] = at;
  });
  const histories: Histories[number][] = [];
  eachCustomer(purchases, (_, from, to) => {
    const owned = purchases.item.subarray(from, to).map((item) => place[item] as number);
    histories.push([{ day: 0, items: Uint32Array.from(owned.filter((at) => at >= 0)) }]);
  });
  return histories;
}

/** Each basket, as a list of one: all purchases would be too large as histories. */
function* basketsOf({ day, item, basket }: Purchases) {
  for (let from = 0, to = 1; from < item.length; to++)
    if (to === item.length || basket[to] !== basket[from]) {
      yield [{ day: day[from] as number, items: item.subarray(from, to) }];
      from = to;
    }
}

/** By item number: the items of the fit come first, in its order. */
export function productsOf({ products, settings }: RecommendParameters, items: number): Products {
  const column = (values: readonly number[]) => {
    const all = new Float64Array(items);
    all.set(values);
    return all;
  };
  const none = Array.from({ length: Math.max(0, items - products.skus.length) }, () => []);
  return {
    amounts: column(products.amounts),
    popularity: column(products.popularity),
    trend: column(products.trend),
    similarity:
      settings && products.neighbours.length > 0
        ? {
            neighbours: [...products.neighbours, ...none].map((near) => Uint32Array.from(near)),
            weights: [...products.weights, ...none].map((all) => Float64Array.from(all)),
          }
        : undefined,
  };
}
