import type { PairWeight } from './weighing.ts';

/**
 * How far two groups are compared by their best pair in a field, the rest being the mean of all pairs: people
 * who conflict with themselves agree somewhere, and strangers agree somewhere too if there are enough of
 * them. Chosen on synthetic people and fake_1000 (docs/identity/figures.md), where a quarter was best or next to it
 * on each kind.
 */
const bestShare = 0.25;

/** What is known of the pairs inside a group of records that may be one person or several. */
export interface Evidence {
  readonly size: number;
  readonly features: number;
  /**
   * log2 of m/u, with what rarity adds, of feature f for records i < j at `(i * size + j) * features + f`; NaN where
   * a value is missing, and in the half of the square where i ≥ j
   */
  readonly weights: Float32Array;
  /**
   * a number for each record: those of equal numbers are one person whatever they say; without it nothing is
   * settled
   */
  readonly settled?: readonly number[];
  /** what the features say together is added up from here */
  readonly sum: () => Pick<PairWeight, 'add' | 'total'>;
}

export interface Grouping {
  /** the group of each record, numbered by its first record */
  readonly groups: readonly number[];
  /** the best of the merges that were not made, and the worst that was: groups, and log2 odds */
  readonly refused?: { readonly a: number; readonly b: number; readonly weight: number };
  readonly weakest?: { readonly a: number; readonly b: number; readonly weight: number };
}

/**
 * Joins the two groups that are most likely one person, again and again, while that is likelier than `least`
 * (log2 odds). Two groups are compared field by field over all their pairs: mostly the mean weight of the
 * pairs in which both have a value, and partly the best. So a record with few values is helped by what the
 * others of its group know, one lucky pair does not chain two groups, and contradictions inside count. What
 * different pairs say in different fields does not add up to a pair that is not there: some two records of the
 * groups must be one person more likely than `least` themselves. The prior odds are paid once a merge, not once a
 * pair.
 *
 * O(n³) in the records of the group at worst.
 * Source: Sokal and Michener (1958), average linkage, here by field; Bilenko and Mooney (2003) on chaining.
 */
export function agglomerate(evidence: Evidence, least: number): Grouping {
  const { size, features } = evidence;
  const sums = new Float64Array(size * size * features);
  const counts = new Uint32Array(size * size * features);
  const highest = new Float64Array(size * size * features).fill(Number.NEGATIVE_INFINITY);
  evidence.weights.forEach((weight, at) => {
    if (Number.isNaN(weight)) return;
    sums[at] = weight;
    highest[at] = weight;
    counts[at] = 1;
  });
  const score = (a: number, b: number): number => {
    const from = (Math.min(a, b) * size + Math.max(a, b)) * features;
    const sum = evidence.sum();
    for (let f = 0; f < features; f++) {
      const count = counts[from + f] ?? 0;
      if (count === 0) continue;
      sum.add(f, bestShare * (highest[from + f] ?? 0) + ((1 - bestShare) * (sums[from + f] ?? 0)) / count);
    }
    return sum.total;
  };
  const groups = Array.from({ length: size }, (_, i) => i);
  const alive = [...groups];
  const scores = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY);
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) scores[a * size + b] = score(a, b);
  const nearest = scores.slice();
  const merge = (left: number, right: number) => {
    alive.splice(alive.indexOf(right), 1);
    for (let i = 0; i < size; i++) if (groups[i] === right) groups[i] = left;
    for (const other of alive) {
      if (other === left) continue;
      const into = (Math.min(left, other) * size + Math.max(left, other)) * features;
      const from = (Math.min(right, other) * size + Math.max(right, other)) * features;
      for (let f = 0; f < features; f++) {
        highest[into + f] = Math.max(highest[into + f] ?? 0, highest[from + f] ?? 0);
        sums[into + f] = (sums[into + f] ?? 0) + (sums[from + f] ?? 0);
        counts[into + f] = (counts[into + f] ?? 0) + (counts[from + f] ?? 0);
      }
      const at = into / features;
      const closest = Math.max(nearest[at] as number, nearest[from / features] as number);
      nearest[at] = closest;
      const together = score(left, other);
      scores[at] = closest < least ? Math.min(closest, together) : together;
    }
  };
  evidence.settled?.forEach((number, i, all) => {
    const first = all.indexOf(number);
    if (first < i) merge(first, i);
  });
  let weakest: Grouping['weakest'];
  for (;;) {
    let best = Number.NEGATIVE_INFINITY;
    let left = -1;
    let right = -1;
    for (const [i, a] of alive.entries())
      for (let j = i + 1; j < alive.length; j++) {
        const b = alive[j] ?? 0;
        const value = scores[a * size + b] ?? best;
        if (value > best) [best, left, right] = [value, a, b];
      }
    if (left < 0 || best < least)
      return {
        groups,
        ...(left >= 0 ? { refused: { a: left, b: right, weight: best } } : {}),
        ...(weakest ? { weakest } : {}),
      };
    if (!weakest || best < weakest.weight) weakest = { a: left, b: right, weight: best };
    merge(left, right);
  }
}
