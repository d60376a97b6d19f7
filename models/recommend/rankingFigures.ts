/** How well lists meet what was bought. */
export interface RankingFigures {
  /** mean share of the items bought that are in the list */
  readonly recall: number;
  /** discounted by place, 1 where the list begins with what was bought */
  readonly ndcg: number;
  /** customers who bought something */
  readonly customers: number;
}

/** Source: Järvelin & Kekäläinen (2002) for the discounted gain. Customers who bought nothing do not count. */
export function rankingFigures(
  lists: readonly ArrayLike<number>[],
  bought: readonly ReadonlySet<number>[],
): RankingFigures {
  let [recall, ndcg, customers] = [0, 0, 0];
  lists.forEach((list, i) => {
    const wanted = bought[i];
    if (!wanted || wanted.size === 0) return;
    customers++;
    let [hits, gain, ideal] = [0, 0, 0];
    for (let place = 0; place < list.length; place++) {
      if (place < wanted.size) ideal += 1 / Math.log2(place + 2);
      if (!wanted.has(list[place] as number)) continue;
      hits++;
      gain += 1 / Math.log2(place + 2);
    }
    recall += hits / wanted.size;
    ndcg += ideal > 0 ? gain / ideal : 0;
  });
  return {
    recall: customers > 0 ? recall / customers : 0,
    ndcg: customers > 0 ? ndcg / customers : 0,
    customers,
  };
}
