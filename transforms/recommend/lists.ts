import {
  basketGroup,
  type Chances,
  listMaker,
  type OfferKind,
  offersOf,
  popularItems,
  soldItems,
} from '../../models/index.ts';
import { listed, type RecommendParameters } from './parameters.ts';
import type { Products } from './products.ts';
import { eachCustomer, type Purchases } from './purchases.ts';

/** One row per customer and rank, as columns. */
export interface Lists {
  readonly customer: Int32Array;
  readonly rank: Int32Array;
  readonly item: Int32Array;
  /** 1 where the customer had it */
  readonly isRepeat: Int32Array;
  /** the customer's own item that speaks most for it; −1 where none does */
  readonly because: Int32Array;
  /** 0 to 1 */
  readonly chance: Float64Array;
}

/** The new product to offer next, one row per customer. */
export interface NextItems {
  readonly customer: Int32Array;
  /** −1 where the customer had everything */
  readonly item: Int32Array;
  readonly because: Int32Array;
  readonly chance: Float64Array;
  /** expected amount of the best new products in the next basket */
  readonly potential: Float64Array;
}

export interface CustomerLists {
  readonly lists: Lists;
  readonly next: NextItems;
  /** for customers who bought nothing yet */
  readonly popular: { readonly items: Uint32Array; readonly chances: readonly number[] };
}

/**
 * The list of every customer with purchases, and their next new product.
 * @param asOf days since 1970
 */
export function listCustomers(
  purchases: Purchases,
  { amounts, popularity, trend, similarity }: Products,
  parameters: RecommendParameters,
  asOf: number,
): CustomerLists {
  // as it was when the products were looked at
  const sold = soldItems(popularity);
  const { settings, chances } = parameters;
  const options = { k: listed, offersOwn: settings?.offersOwn ?? true };
  const maker = similarity && settings ? listMaker(similarity, amounts.length, settings) : undefined;
  const customers = customersOf(purchases);
  const lists = emptyLists(customers * listed);
  const next = emptyNext(customers);
  const chanceOf = (of: Chances | undefined, kind: OfferKind, group: number, place: number, item: number) =>
    of ? (of[kind][group]?.[place] ?? 0) : (popularity[item] as number);
  let [row, nth] = [0, 0];
  eachCustomer(purchases, (customer, from, to) => {
    const counts = new Map<number, number>();
    let baskets = 0;
    for (let i = from; i < to; i++) {
      const item = purchases.item[i] as number;
      counts.set(item, (counts.get(item) ?? 0) + 1);
      if (i === from || purchases.basket[i] !== purchases.basket[i - 1]) baskets++;
      maker?.buy(item, asOf - (purchases.day[i] as number));
    }
    const likeness = maker?.offer(trend, listed);
    const offers = offersOf(sold, counts, likeness, options);
    const [all, fresh] = [offers.all(parameters.all), offers.fresh(parameters.fresh)];
    // what is offered as popular or as their own is so because of no item
    const because = {
      all: parameters.all === 'item_similarity' ? likeness?.because.all : undefined,
      fresh: parameters.fresh === 'item_similarity' ? likeness?.because.fresh : undefined,
    };
    const group = basketGroup(baskets);
    all.forEach((item, place) => {
      const kind = counts.has(item) ? 'repeat' : 'new';
      lists.customer[row] = customer;
      lists.rank[row] = place + 1;
      lists.item[row] = item;
      lists.isRepeat[row] = Number(kind === 'repeat');
      lists.because[row] = because.all?.[place] ?? -1;
      lists.chance[row] = chanceOf(chances?.all, kind, group, place, item);
      row++;
    });
    next.customer[nth] = customer;
    next.item[nth] = fresh[0] ?? -1;
    next.because[nth] = because.fresh?.[0] ?? -1;
    fresh.forEach((item, place) => {
      const chance = chanceOf(chances?.fresh, 'new', group, place, item);
      if (place === 0) next.chance[nth] = chance;
      next.potential[nth] = (next.potential[nth] as number) + chance * (amounts[item] as number);
    });
    nth++;
  });
  const best = popularItems(sold.ranked, listed);
  return {
    lists: cut(lists, row),
    next,
    popular: { items: best, chances: Array.from(best, (item) => popularity[item] as number) },
  };
}

function customersOf(purchases: Purchases): number {
  let customers = 0;
  eachCustomer(purchases, () => customers++);
  return customers;
}

const emptyLists = (n: number): Lists => ({
  customer: new Int32Array(n),
  rank: new Int32Array(n),
  item: new Int32Array(n),
  isRepeat: new Int32Array(n),
  because: new Int32Array(n),
  chance: new Float64Array(n),
});

const emptyNext = (n: number): NextItems => ({
  customer: new Int32Array(n),
  item: new Int32Array(n),
  because: new Int32Array(n),
  chance: new Float64Array(n),
  potential: new Float64Array(n),
});

const cut = (lists: Lists, rows: number): Lists => ({
  customer: lists.customer.subarray(0, rows),
  rank: lists.rank.subarray(0, rows),
  item: lists.item.subarray(0, rows),
  isRepeat: lists.isRepeat.subarray(0, rows),
  because: lists.because.subarray(0, rows),
  chance: lists.chance.subarray(0, rows),
});
