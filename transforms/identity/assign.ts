import type { Edges } from './edges.ts';
import { weightOf } from './weighing.ts';

export interface Assignment {
  /** places of the pairs that were taken, those of the highest weight first */
  readonly taken: readonly number[];
  /** log2 odds that the two of each pair are one person, given all others that either might be */
  readonly weight: readonly number[];
}

const rounds = 30;

/**
 * One partner at most for each record of two files without duplicates. That a record has few rivals is
 * evidence: a record's probabilities of each partner and of none sum to one, and a pair has the geometric mean
 * of what its two records give it, the share of records with a partner being estimated along the way. Pairs
 * are taken greedily, those of the highest weight first (by the probability itself two linked tables of four came
 * out .0003 and .0004 lower). The rule is ours: it stands in for sampling matchings as a whole.
 * Source: Sadinle (2017), Bayesian estimation of bipartite matchings, for the prior of a matching; Jaro (1989)
 * for one-to-one assignment.
 *
 * @param lambda prior probability of a match that the weights of the edges contain
 */
export function assignOneToOne(
  edges: Edges,
  lambda: number,
  sizes: readonly [number, number],
  threshold: number,
): Assignment {
  const [first, second] = sizes;
  const smaller = Math.min(first, second);
  const prior = lambda / (1 - lambda);
  const ratios = edges.weight.map((weight) => 2 ** Math.min(weight, 200) / prior);
  let share = Math.min(0.99, (lambda * first * second) / smaller);
  const posteriorsAt = (expected: number): number[] => {
    const of = (records: Uint32Array, count: number, others: number) => {
      const mine = expected * (smaller / count);
      const sums = new Map<number, number>();
      records.forEach((record, i) => {
        sums.set(record, (sums.get(record) ?? 0) + (mine / others) * (ratios[i] ?? 0));
      });
      return Array.from(
        records,
        (record, i) => ((mine / others) * (ratios[i] ?? 0)) / (1 - mine + (sums.get(record) ?? 0)),
      );
    };
    const left = of(edges.left, first, second);
    const right = of(edges.right, second, first);
    return left.map((value, i) => Math.sqrt(value * (right[i] ?? 0)));
  };
  let posteriors = posteriorsAt(share);
  for (let round = 0; round < rounds; round++) {
    const sum = posteriors.reduce((a, b) => a + b, 0);
    share = Math.min(1 - 0.5 / smaller, Math.max(0.5, sum) / smaller);
    posteriors = posteriorsAt(share);
  }
  const order = posteriors
    .map((_, i) => i)
    .sort((a, b) => (edges.weight[b] ?? 0) - (edges.weight[a] ?? 0) || a - b);
  const partnered = new Set<number>();
  const taken = order.filter((i) => {
    const [l, r] = [edges.left[i] ?? -1, edges.right[i] ?? -1];
    if (partnered.has(l) || partnered.has(r) || (posteriors[i] ?? 0) < threshold) return false;
    partnered.add(l).add(r);
    return true;
  });
  const clamp = (p: number) => Math.min(1 - 1e-12, Math.max(1e-12, p));
  return { taken, weight: posteriors.map((posterior) => weightOf(clamp(posterior))) };
}

/** Sure pairs beyond one a record, as a share of all sure pairs: above this the files hold duplicates. */
const mostRivals = 0.03;

/**
 * Whether one partner a record leaves hardly any sure pair out, as it must where neither file holds a person twice.
 * Where records tell so little that few pairs are sure, the surer half of those that are likelier than not is asked;
 * where none is, nothing says so.
 */
export function looksOneToOne(edges: Edges, sure: number): boolean {
  const likely = Float64Array.from(edges.weight.filter((weight) => weight > 0)).sort();
  const least = Math.min(weightOf(sure), likely[likely.length >> 1] ?? Number.POSITIVE_INFINITY);
  const [left, right] = [new Set<number>(), new Set<number>()];
  let pairs = 0;
  edges.weight.forEach((weight, i) => {
    if (weight < least) return;
    pairs++;
    left.add(edges.left[i] as number);
    right.add(edges.right[i] as number);
  });
  return pairs > 0 && pairs - Math.min(left.size, right.size) <= mostRivals * pairs;
}
