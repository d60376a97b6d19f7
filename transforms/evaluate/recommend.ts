import {
  type Basket,
  byPopularity,
  compareRules,
  type Gain,
  type HeldOutBaskets,
  type Histories,
  isGain,
  lastHeldOut,
  nextHeldOut,
  ownMostBought,
  popularItems,
  rankingFigures,
  type Trial,
  trialsOf,
} from '../../models/index.ts';
import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { type CustomerRows, readCustomerRows } from './customerRows.ts';
import type { ColumnMap } from './inputFile.ts';
import { refuseRows } from './refuseRows.ts';
import { secondsSince } from './timing.ts';
import { readValues } from './values.ts';

export interface RecommendEvaluationOptions {
  readonly file: string;
  /**
   * headers of `customer`, `date`, `item` and, if wanted, `basket`; without one, a basket is what was bought at one
   * time
   */
  readonly columns: ColumnMap;
  /** length of the lists */
  readonly k: number;
  readonly holdout?: Holdout;
}

/**
 * Which basket is to be foretold: the first one of each customer after a cut-off day, by what was known before it, as in
 * a build; or each customer's last one, as in the literature, which knows what others bought later.
 */
export type Holdout = 'next-basket' | 'last-basket';

const heldOutBy = { 'next-basket': nextHeldOut, 'last-basket': lastHeldOut } as const;

export interface RecallPair {
  readonly recall: number;
  /** over items that the customer did not have before */
  readonly recallNewItems: number;
}

/** What plain lists find: what is popular, and what the customer bought most. */
export interface PlainFigures {
  readonly popular: RecallPair;
  readonly ownMostBought: { readonly recall: number };
}

/** Recall, ndcg and coverage are of what a build would offer: the chosen list, and the chosen one of new items. */
export interface RecommendEvaluation extends RecallPair, Omit<CustomerRows, 'rowsWithoutAmount'> {
  readonly rows: number;
  readonly holdout: Holdout;
  /** with a basket that is known and one that is held out: those who are scored */
  readonly customers: number;
  readonly items: number;
  readonly ndcg: number;
  /** share of all items that are in somebody's lists */
  readonly coverage: number;
  /** found on the baskets that are known */
  readonly settings: Readonly<Record<string, number | boolean | null>>;
  /** of all time: the same popular list for everybody, and equally often bought items by it */
  readonly baselines: PlainFigures;
  /**
   * as a build makes them: what is popular is told by the baskets that are known, counting half after
   * `settings.popularHalfLifeDays` (null: alike), and without what the customer has where `settings.offersOwn` is false
   */
  readonly plainLists: PlainFigures;
  /** what the lists by likeness of items find */
  readonly itemSimilarity: RecallPair;
  /** recall of item similarity less that of the better of the plain lists, customer by customer */
  readonly gain: Gain & { readonly over: keyof PlainFigures };
  /** its recall of new items less that of the popular ones of the plain lists */
  readonly gainNewItems: Gain;
  /** whether each of them is above 0 by more than one standard error */
  readonly beatsPlain: { readonly recall: boolean; readonly recallNewItems: boolean };
  /**
   * what a build of lists of `k` would offer: item similarity where it beats the plain list of 30 customers or more,
   * else that; and what it finds. All customers are asked, where a build asks up to 1,500, and compares by the five
   * products that it offers, or by a third of all where that is fewer.
   */
  readonly chosen: RecallPair & {
    readonly list: 'itemSimilarity' | keyof PlainFigures;
    readonly newItems: 'itemSimilarity' | 'popular';
  };
  readonly seconds: number;
}

/**
 * Holds recommendations to one basket of each customer.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateRecommend({
  file,
  columns,
  k,
  holdout = 'next-basket',
}: RecommendEvaluationOptions): Promise<RecommendEvaluation> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const { rowsWithoutAmount, ...people } = await readCustomerRows(connection, file, columns);
    await refuseRows(connection, file, columns, 'input', [
      { bad: 'item is null', name: 'item', value: 'item', want: 'every row needs an item' },
      ...(columns.basket
        ? [{ bad: 'basket is null', name: 'basket', value: 'basket', want: 'every row needs a basket' }]
        : []),
    ]);
    await readValues(connection, file, columns, { date: 'moment' });
    await connection.run(`create temp view bought as select customer, item, date_value as bought_at,
      ${columns.basket ? 'basket' : 'date'} as basket from input`);
    const [counted] = await rows<{ n: bigint }>(connection, 'select count(*) as n from bought');
    const reader = await connection.runAndReadAll(`
      with numbered as (
        select dense_rank() over (order by customer) - 1 as customer, dense_rank() over (order by item) - 1 as item, basket, bought_at from bought
      ), baskets as (
        select customer, basket, min(bought_at) as at from numbered group by customer, basket
      )
      select distinct cast(n.customer as integer), cast(dense_rank() over (order by b.customer, b.at, b.basket) as integer) as nth,
        epoch(date_trunc('day', b.at)) / 86400, cast(n.item as integer)
      from numbered n join baskets b on b.customer = n.customer and b.basket = n.basket order by nth, 4`);
    const [customer = [], nth = [], day = [], item = []] = reader.getColumns() as number[][];
    if (customer.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
    const histories: Basket[][] = [];
    let items = 0;
    for (let from = 0; from < customer.length; ) {
      let to = from;
      while (to < nth.length && nth[to] === nth[from]) items = Math.max(items, (item[to++] as number) + 1);
      const basket = { day: day[from] as number, items: Uint32Array.from(item.slice(from, to)) };
      const list = histories[customer[from] as number];
      if (list) list.push(basket);
      else histories[customer[from] as number] = [basket];
      from = to;
    }
    const read = { rows: Number(counted?.n ?? 0) + people.rowsLeftOut, holdout, ...people };
    const held = heldOutBy[holdout](histories);
    if (!held)
      throw new ClienteleError(
        'too-few-data',
        `${file}: no customer has a second basket${holdout === 'next-basket' ? ' on a later day' : ''} to hold a recommendation to`,
      );
    return evaluateHeldOut(held, items, k, read);
  } finally {
    engine.close();
  }
}

function evaluateHeldOut(
  held: HeldOutBaskets,
  items: number,
  k: number,
  read: Pick<RecommendEvaluation, 'rows' | 'holdout' | 'rowsLeftOut' | 'crowdedId'>,
): RecommendEvaluation {
  const begun = performance.now();
  const { trials, settings, popularHalfLifeDays } = trialsOf(held, { items, k });
  const { all, fresh, figures, gain, freshGain } = compareRules(trials);
  const pairOf = (rule: 'item_similarity' | 'popular'): RecallPair => ({
    recall: figures[rule].recall,
    recallNewItems: figures[rule].recallNewItems ?? 0,
  });
  const shown = new Set(trials.flatMap((one) => [...one.all[all], ...one.fresh[fresh]]));
  const found = { recall: figures[all].recall, recallNewItems: pairOf(fresh).recallNewItems };
  return {
    ...read,
    customers: trials.length,
    items,
    ...found,
    ndcg: figures[all].ndcg,
    coverage: shown.size / items,
    settings: { ...settings, popularHalfLifeDays },
    baselines: baselinesOf(held.known, items, k, trials),
    plainLists: {
      popular: pairOf('popular'),
      ownMostBought: { recall: figures.own_most_bought.recall },
    },
    itemSimilarity: pairOf('item_similarity'),
    gain: { ...gain, over: listNames[gain.over] },
    gainNewItems: freshGain,
    beatsPlain: { recall: isGain(gain), recallNewItems: isGain(freshGain) },
    chosen: { list: listNames[all], newItems: listNames[fresh], ...found },
    seconds: secondsSince(begun),
  };
}

/** The rules of a build by their names here. */
const listNames = {
  item_similarity: 'itemSimilarity',
  own_most_bought: 'ownMostBought',
  popular: 'popular',
} as const;

/** The baselines of the literature, which count all baskets that are known alike. */
function baselinesOf(known: Histories, items: number, k: number, trials: readonly Trial[]): PlainFigures {
  const baskets = new Float64Array(items);
  for (const { items: all } of known.flat())
    for (const item of all) baskets[item] = (baskets[item] as number) + 1;
  const ranked = byPopularity(baskets);
  const recallOf = (listOf: (trial: Trial) => Uint32Array, wanted: 'bought' | 'news') =>
    rankingFigures(
      trials.map(listOf),
      trials.map((trial) => trial[wanted]),
    ).recall;
  return {
    popular: {
      recall: recallOf(() => popularItems(ranked, k), 'bought'),
      recallNewItems: recallOf(({ had }) => popularItems(ranked, k, had), 'news'),
    },
    ownMostBought: { recall: recallOf(({ had }) => ownMostBought(had, baskets, ranked, k), 'bought') },
  };
}
