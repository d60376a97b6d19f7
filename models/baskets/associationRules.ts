/** "Who has `given` has `item` too", items by their number. */
export interface AssociationRule {
  /** ascending */
  readonly given: readonly number[];
  readonly item: number;
  /** baskets with all of them */
  readonly count: number;
  /** share of all baskets with all of them */
  readonly support: number;
  /** share of the baskets with `given` that have `item` too */
  readonly confidence: number;
  /** confidence in units of the item's own share of baskets; 1 where they have nothing to do with each other */
  readonly lift: number;
}

export interface RuleLimits {
  /** 0 to 1 */
  readonly support: number;
  /** 0 to 1 */
  readonly confidence: number;
  /** itemsets beyond which the search is given up */
  readonly mostItemsets?: number;
  /** rules beyond which it is: they would not fit into memory */
  readonly mostRules?: number;
}

/** Rounding of a share must not tip a limit over. */
const slack = 1e-12;

/**
 * The rules with one item on the right, by frequent itemsets: depth first over the sorted lists of baskets of each
 * item, most lifted first.
 *
 * Source: Agrawal & Srikant (1994), Fast Algorithms for Mining Association Rules; Zaki (2000), Scalable Algorithms for
 * Association Mining (Eclat), IEEE TKDE 12(3).
 * @throws RangeError where there are more itemsets than `mostItemsets`, or more rules than `mostRules`: the support is
 * too low for these baskets
 */
export function associationRules(
  baskets: readonly (readonly number[])[],
  { support, confidence, mostItemsets = 1_000_000, mostRules = 5_000_000 }: RuleLimits,
): AssociationRule[] {
  const n = baskets.length;
  const lists = new Map<number, number[]>();
  baskets.forEach((items, basket) => {
    for (const item of new Set(items)) {
      const list = lists.get(item);
      if (list) list.push(basket);
      else lists.set(item, [basket]);
    }
  });
  const isFrequent = (count: number) => count / n >= support - slack && count > 0;
  const singles = [...lists]
    .filter(([, list]) => isFrequent(list.length))
    .sort(([a], [b]) => a - b)
    .map(([item, list]) => ({ item, list: Uint32Array.from(list) }));
  const counts = new Map<string, number>();
  const itemsets: (readonly number[])[] = [];
  const extend = (prefix: readonly number[], candidates: readonly { item: number; list: Uint32Array }[]) => {
    candidates.forEach(({ item, list }, at) => {
      const items = [...prefix, item];
      counts.set(items.join(), list.length);
      itemsets.push(items);
      if (itemsets.length > mostItemsets)
        throw new RangeError(`more than ${mostItemsets} itemsets have a support of ${support}; raise it`);
      const next = candidates
        .slice(at + 1)
        .map((other) => ({ item: other.item, list: intersection(list, other.list) }))
        .filter((other) => isFrequent(other.list.length));
      extend(items, next);
    });
  };
  extend([], singles);
  const rules: AssociationRule[] = [];
  for (const items of itemsets) {
    if (items.length < 2) continue;
    const count = counts.get(items.join()) ?? 0;
    for (const item of items) {
      const given = items.filter((other) => other !== item);
      const share = count / (counts.get(given.join()) ?? Number.NaN);
      if (!(share >= confidence - slack)) continue;
      const lift = (share * n) / (counts.get(String(item)) ?? Number.NaN);
      if (rules.length === mostRules)
        throw new RangeError(`more than ${mostRules} rules have a support of ${support}; raise it`);
      rules.push({ given, item, count, support: count / n, confidence: share, lift });
    }
  }
  return rules.sort((a, b) => b.lift - a.lift || b.count - a.count || a.item - b.item);
}

/** Of two ascending lists. */
function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(a.length, b.length));
  let length = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) both[length++] = x;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both.slice(0, length);
}
