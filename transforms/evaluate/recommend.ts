import {
  type Basket,
  byPopularity,
  dailyPurchases,
  filledUp,
  type Gain,
  leastAsked,
  ownMostBought,
  pairedGain,
  popularItems,
  rankingFigures,
  recentPopularity,
  tuneRecommender,
  withoutLast,
} from '../../models/index.ts';
import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { refuseRows } from './refuseRows.ts';
import { readValues } from './values.ts';

export interface RecommendEvaluationOptions {
  readonly file: string;
  /** headers of `customer`, `date`, `item` and, if wanted, `basket`; without one, a basket is what was bought at one time */
  readonly columns: ColumnMap;
  /** length of the lists */
  readonly k: number;
}

export interface RecallPair {
  readonly recall: number;
  /** over items that the customer did not have before */
  readonly recallNewItems: number;
}

export interface RecommendEvaluation extends RecallPair {
  readonly rows: number;
  /** rows of nobody: without a customer */
  readonly rowsLeftOut: number;
  /** with a basket before the last one: those who are scored */
  readonly customers: number;
  readonly items: number;
  readonly ndcg: number;
  /** share of all items that are in somebody's list */
  readonly coverage: number;
  /** found on the baskets before the last ones */
  readonly settings: Readonly<Record<string, number>>;
  readonly baselines: { readonly popular: RecallPair; readonly ownMostBought: { readonly recall: number } };
  /** recall less that of the better plain list, customer by customer */
  readonly gain: Gain & { readonly over: 'popular' | 'ownMostBought' };
  /** recall of new items less that of popular ones */
  readonly gainNewItems: Gain;
  /** whether each of them is above 0 by more than one standard error */
  readonly beatsPlain: { readonly recall: boolean; readonly recallNewItems: boolean };
  /** what a build would offer: item similarity where it beats the plain list of 30 customers or more, else that; and what it finds */
  readonly chosen: RecallPair & {
    readonly list: 'itemSimilarity' | 'popular' | 'ownMostBought';
    readonly newItems: 'itemSimilarity' | 'popular';
  };
  readonly seconds: number;
}

/**
 * Holds recommendations to the last basket of each customer.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateRecommend({
  file,
  columns,
  k,
}: RecommendEvaluationOptions): Promise<RecommendEvaluation> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const rowsLeftOut = await readInputFile(connection, file, columns, ['customer']);
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
        epoch(b.at) / 86400, cast(n.item as integer)
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
    const read = { rows: Number(counted?.n ?? 0) + rowsLeftOut, rowsLeftOut };
    return evaluateHistories(histories, items, k, read, file);
  } finally {
    engine.close();
  }
}

function evaluateHistories(
  histories: readonly (readonly Basket[])[],
  items: number,
  k: number,
  read: Pick<RecommendEvaluation, 'rows' | 'rowsLeftOut'>,
  file: string,
): RecommendEvaluation {
  const { before, last } = withoutLast(histories);
  const scored = last.flatMap((basket, customer) => (basket ? [{ customer, basket }] : []));
  if (scored.length === 0)
    throw new ClienteleError(
      'too-few-data',
      `${file}: no customer has a second basket to hold a recommendation to`,
    );
  const begun = performance.now();
  const recommender = tuneRecommender(before, items, k);
  const popularity = recentPopularity(
    dailyPurchases(before, items),
    Number.MAX_SAFE_INTEGER,
    Number.POSITIVE_INFINITY,
  );
  const ranked = byPopularity(popularity);
  const lists = { all: [] as Uint32Array[], fresh: [] as Uint32Array[], own: [] as Uint32Array[] };
  const popular = { all: [] as Uint32Array[], fresh: [] as Uint32Array[] };
  const bought: Set<number>[] = [];
  const news: Set<number>[] = [];
  const shown = new Set<number>();
  for (const { customer, basket } of scored) {
    const counts = new Map<number, number>();
    for (const { items: all } of before[customer] ?? [])
      for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
    const had = new Set(counts.keys());
    const likeness = recommender.offer(customer, basket.day, k);
    const all = filledUp(likeness.all, ranked, k);
    const fresh = filledUp(likeness.fresh, ranked, k, had);
    lists.all.push(all);
    lists.fresh.push(fresh);
    lists.own.push(ownMostBought(counts, popularity, ranked, k));
    popular.all.push(popularItems(ranked, k));
    popular.fresh.push(popularItems(ranked, k, had));
    bought.push(new Set(basket.items));
    news.push(new Set(Array.from(basket.items).filter((one) => !had.has(one))));
    for (const one of all) shown.add(one);
    for (const one of fresh) shown.add(one);
  }
  const { recall, ndcg } = rankingFigures(lists.all, bought);
  const ofPopular = rankingFigures(popular.all, bought).recall;
  const ofOwn = rankingFigures(lists.own, bought).recall;
  const over = ofPopular > ofOwn ? 'popular' : 'ownMostBought';
  const gainOf = (
    tried: readonly Uint32Array[],
    plain: readonly Uint32Array[],
    wanted: readonly Set<number>[],
  ) =>
    pairedGain(
      wanted.map((one, i) => ({
        wanted: one,
        tried: tried[i] as Uint32Array,
        plain: plain[i] as Uint32Array,
      })),
    );
  const gain = gainOf(lists.all, over === 'popular' ? popular.all : lists.own, bought);
  const gainNewItems = gainOf(lists.fresh, popular.fresh, news);
  const isEnough = scored.length >= leastAsked;
  const isBetter = ({ mean, standardError }: Gain) => mean > standardError;
  const beatsPlain = { recall: isBetter(gain), recallNewItems: isBetter(gainNewItems) };
  const recallNewItems = rankingFigures(lists.fresh, news).recall;
  const ofPopularNew = rankingFigures(popular.fresh, news).recall;
  const [isListOwn, isNewOwn] = [isEnough && beatsPlain.recall, isEnough && beatsPlain.recallNewItems];
  return {
    ...read,
    customers: scored.length,
    items,
    recall,
    recallNewItems,
    ndcg,
    coverage: shown.size / items,
    settings: { ...recommender.settings },
    baselines: {
      popular: { recall: ofPopular, recallNewItems: ofPopularNew },
      ownMostBought: { recall: ofOwn },
    },
    gain: { ...gain, over },
    gainNewItems,
    beatsPlain,
    chosen: {
      list: isListOwn ? 'itemSimilarity' : over,
      recall: isListOwn ? recall : Math.max(ofPopular, ofOwn),
      newItems: isNewOwn ? 'itemSimilarity' : 'popular',
      recallNewItems: isNewOwn ? recallNewItems : ofPopularNew,
    },
    seconds: Math.round(performance.now() - begun) / 1000,
  };
}
