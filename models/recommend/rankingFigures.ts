/** How well lists meet what was bought. */
export interface RankingFigures {
  /** mean share of the items bought that are in the list */
  readonly recall: number;
  /** discounted by place, 1 where the list begins with what was bought */
  readonly ndcg: number;
  /** customers who bought something */
  readonly customers: number;
}

/** Customers who bought nothing do not count. */
export function rankingFigures(
  lists: readonly ArrayLike<number>[],
  bought: readonly ReadonlySet<number>[],
): RankingFigures {
  let [recall, ndcg, customers] = [0, 0, 0];
  lists.forEach((list, i) => {
    const wanted = bought[i];
    if (!wanted || wanted.size === 0) return;
    customers++;
    recall += recallOf(list, wanted);
    ndcg += ndcgOf(list, wanted);
  });
  return {
    recall: customers > 0 ? recall / customers : 0,
    ndcg: customers > 0 ? ndcg / customers : 0,
    customers,
  };
}

/** Share of the items wanted, one or more, that are in the list. */
export function recallOf(list: ArrayLike<number>, wanted: ReadonlySet<number>): number {
  let hits = 0;
  for (let place = 0; place < list.length; place++) if (wanted.has(list[place] as number)) hits++;
  return hits / wanted.size;
}

/** Source: Järvelin & Kekäläinen (2002). */
function ndcgOf(list: ArrayLike<number>, wanted: ReadonlySet<number>): number {
  let [gain, ideal] = [0, 0];
  for (let place = 0; place < list.length; place++) {
    const discounted = 1 / Math.log2(place + 2);
    if (place < wanted.size) ideal += discounted;
    if (wanted.has(list[place] as number)) gain += discounted;
  }
  return ideal > 0 ? gain / ideal : 0;
}
