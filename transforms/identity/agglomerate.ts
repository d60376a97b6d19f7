import { BestOfRows } from './bestOfRows.ts';
import { FieldSums } from './fieldSums.ts';
import { priorMatches } from './levelShares.ts';
import type { PairWeight } from './weighing.ts';

/**
 * How far two groups are compared by their mean likelihood ratio in a field, which the pairs that agree decide, the rest
 * being the mean of the weights of all pairs: people who conflict with themselves agree somewhere, and strangers
 * agree somewhere too if there are enough of them (docs/decisions/0113-groups-that-agree-with-themselves.md).
 */
const agreeingShare = 0.5;

/** What the pairs of some records say, by the places of the records, the first one first. */
export interface PairsOfRecords {
  /** log2 odds that two records are one person, by themselves */
  readonly weight: (a: number, b: number) => number;
  /** adds what two records say of each feature that both have */
  readonly addTo: (sums: FieldSums, a: number, b: number) => void;
}

/** What is known of the pairs inside a group of records that may be one person or several. */
export interface Evidence {
  readonly size: number;
  readonly features: number;
  readonly pairs: PairsOfRecords;
  /** by feature, the share of the pairs of one person that agree no more than those of two do */
  readonly differing: readonly number[];
  /**
   * a number for each record: those of equal numbers are one person whatever they say; without it nothing is
   * settled
   */
  readonly settled?: readonly number[];
  /** what the features say together is added up from here, for one pair of groups after another */
  readonly sum: () => Pick<PairWeight, 'add' | 'total'>;
}

/** Two groups that were compared. */
export interface Comparison {
  /** the records of their most likely pair, one of each, and the log2 odds of that pair alone */
  readonly a: number;
  readonly b: number;
  readonly closest: number;
  /** log2 odds that the groups are one person */
  readonly weight: number;
}

export interface Grouping {
  /** the group of each record, numbered by its first record */
  readonly groups: readonly number[];
  /** the best of the merges that were not made, and the worst that was */
  readonly refused?: Comparison;
  readonly weakest?: Comparison;
}

/**
 * Joins the two groups that are most likely one person, again and again, while that is likelier than `least`
 * (log2 odds). Two groups are compared field by field over all their pairs: by the mean weight of the pairs in which
 * both have a value, partly by their mean likelihood ratio, which pairs that agree decide, and by how far either
 * group agrees with itself: where the records of both hardly ever differ in a field and those of one differ from
 * those of the other, that is no slip. So a record with few values is helped by what the others of its group know,
 * one lucky pair does not chain two groups, and contradictions inside count. What different pairs say in different
 * fields does not add up to a pair that is not there: groups are no likelier one person than their nearest two records
 * are. The prior odds are paid once a merge, not once a pair.
 *
 * O(n³) in the records of the group at worst, O(n²) where few rows lose their best pair at a merge, and for each comparison
 * of two groups as long as they have pairs.
 * Source: Sokal and Michener (1958), average linkage, here by field; Bilenko and Mooney (2003) on chaining.
 */
export const agglomerate = (evidence: Evidence, least: number): Grouping =>
  agglomerateAt(evidence, [least])[0] as Grouping;

/** `agglomerate` at each of some bounds: a merge depends on none of them, so the lowest goes through all the others. */
export function agglomerateAt(evidence: Evidence, bounds: readonly number[]): readonly Grouping[] {
  const { size } = evidence;
  const people = new Groups(evidence);
  const groups = Array.from({ length: size }, (_, i) => i);
  const alive = [...groups];
  const between = (a: number, b: number) => Math.min(a, b) * size + Math.max(a, b);
  const scores = scored(size, alive, evidence.pairs);
  // the log2 odds of the nearest pair of records of two groups, and its place
  const nearest = scores.values.slice();
  const nearestAt = Uint32Array.from({ length: size * size }, (_, at) => at);
  // the score of two groups is that of their nearest pair until they are the best there are, and then compared
  const isCompared = new Uint8Array(size * size).fill(1);
  const merge = (left: number, right: number) => {
    alive.splice(alive.indexOf(right), 1);
    for (let i = 0; i < size; i++) if (groups[i] === right) groups[i] = left;
    people.merge(left, right);
    for (const other of alive) {
      if (other === left) continue;
      const into = between(left, other);
      const from = between(right, other);
      if ((nearest[from] as number) > (nearest[into] as number)) {
        nearest[into] = nearest[from] as number;
        nearestAt[into] = nearestAt[from] as number;
      }
      isCompared[into] = 0;
      scores.set(left, other, nearest[into] as number);
    }
    scores.drop(left, right);
  };
  evidence.settled?.forEach((number, i, all) => {
    const first = all.indexOf(number);
    if (first < i) merge(first, i);
  });
  const found = new Map<number, Grouping>();
  const open = [...new Set(bounds)].sort((x, y) => y - x);
  let weakest: Comparison | undefined;
  const close = (refused?: Comparison) =>
    found.set(open.shift() as number, {
      groups: [...groups],
      ...(refused ? { refused } : {}),
      ...(weakest ? { weakest } : {}),
    });
  while (open.length > 0) {
    const best = scores.best();
    if (!best) {
      close();
      continue;
    }
    const { a: left, b: right, value } = best;
    const at = between(left, right);
    const closest = nearest[at] as number;
    if (isCompared[at] === 0) {
      isCompared[at] = 1;
      scores.set(left, right, Math.min(closest, people.weight(left, right)));
      continue;
    }
    const pair = nearestAt[at] as number;
    const compared: Comparison = { a: Math.floor(pair / size), b: pair % size, closest, weight: value };
    while (open.length > 0 && value < (open[0] as number)) close(compared);
    if (open.length === 0) break;
    if (!weakest || value < weakest.weight) weakest = compared;
    merge(left, right);
  }
  return bounds.map((bound) => found.get(bound) as Grouping);
}

/** What all pairs of records weigh alone. */
function scored(size: number, alive: readonly number[], pairs: PairsOfRecords): BestOfRows {
  const scores = new BestOfRows(size, alive);
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) scores.set(a, b, pairs.weight(a, b));
  return scores;
}

/** Groups of records, each known by its first one, as they are joined: at first each record is one. */
class Groups {
  readonly #evidence: Evidence;
  readonly #members: number[][];
  /** by group and feature, its pairs that have a value on either side, and those of them that differ */
  readonly #own: Float64Array;
  readonly #ownDiffering: Float64Array;
  /** over the pairs of the two groups that were looked at last */
  readonly #sums: FieldSums;
  #looked: readonly [number, number] | undefined;

  constructor(evidence: Evidence) {
    const { size, features } = evidence;
    this.#evidence = evidence;
    this.#members = Array.from({ length: size }, (_, record) => [record]);
    this.#own = new Float64Array(size * features);
    this.#ownDiffering = new Float64Array(size * features);
    this.#sums = new FieldSums(features);
  }

  /** log2 odds that two groups are one person, over all their pairs */
  weight(a: number, b: number): number {
    const { features, differing, sum } = this.#evidence;
    const sums = this.#over(a, b);
    const total = sum();
    for (let f = 0; f < features; f++) {
      if (sums.pairs[f] === 0) continue;
      const rarity = sums.meanRarity(f);
      const mean = agreeingShare * sums.ofMeanRatio(f) + (1 - agreeingShare) * sums.meanWeight(f);
      const differs = (sums.differing[f] as number) / (sums.pairs[f] as number);
      const consistent = differs * this.#consistency(a, b, f, differing[f] as number);
      total.add(f, mean + consistent - rarity, rarity);
    }
    return total.total;
  }

  /** Makes one group of two. */
  merge(into: number, from: number): void {
    const { features } = this.#evidence;
    const { pairs, differing } = this.#over(into, from);
    for (let f = 0; f < features; f++) {
      const a = into * features + f;
      const b = from * features + f;
      this.#own[a] = (this.#own[a] as number) + (this.#own[b] as number) + (pairs[f] as number);
      this.#ownDiffering[a] =
        (this.#ownDiffering[a] as number) + (this.#ownDiffering[b] as number) + (differing[f] as number);
    }
    this.#members[into]?.push(...(this.#members[from] ?? []));
    this.#looked = undefined;
  }

  /** What the pairs of a record of one group and one of the other say. */
  #over(a: number, b: number): FieldSums {
    if (this.#looked?.[0] === a && this.#looked[1] === b) return this.#sums;
    this.#sums.restart();
    for (const one of this.#members[a] as number[])
      for (const other of this.#members[b] as number[])
        this.#evidence.pairs.addTo(this.#sums, Math.min(one, other), Math.max(one, other));
    this.#looked = [a, b];
    return this.#sums;
  }

  /**
   * log2 of how much rarer it is than among all people that two records of these differ in a field, being one person:
   * their own share of differing pairs, with `priorMatches` records of what is usual (Dirichlet–multinomial), over the
   * usual share. 0 where neither group has a pair to tell by, or they differ as often as is usual: what
   * was joined wrongly would excuse more of it. As many records count as the group of fewer has.
   */
  #consistency(a: number, b: number, f: number, usual: number): number {
    const { features } = this.#evidence;
    const atA = a * features + f;
    const atB = b * features + f;
    const ofA = this.#own[atA] as number;
    const ofB = this.#own[atB] as number;
    const records = 2 * (recordsOf(Math.min(ofA, ofB)) - 1);
    if (records === 0 || usual === 0) return 0;
    const own = ((this.#ownDiffering[atA] as number) + (this.#ownDiffering[atB] as number)) / (ofA + ofB);
    return Math.min(0, Math.log2((priorMatches * usual + records * own) / (priorMatches + records) / usual));
  }
}

/** How many records so many pairs are made of. */
const recordsOf = (pairs: number): number => (1 + Math.sqrt(1 + 8 * pairs)) / 2;
