import { leastEdge } from './cutOffs.ts';
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

/** What the features of two records or groups say, added up. */
export type SumOfFields = Pick<PairWeight, 'add' | 'total' | 'household' | 'strangers' | 'forAlone'>;

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
  /** whether it is known how many records are alone */
  readonly isAloneKnown?: boolean;
  /** what the features say together is added up from here, for one pair of groups after another */
  readonly sum: () => SumOfFields;
}

/** Groups of records, each known by its first one, as they are joined: at first each record is one. */
export class Groups {
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

  /** The groups that were found. */
  static of(evidence: Evidence, groups: readonly number[]): Groups {
    const all = new Groups(evidence);
    groups.forEach((group, record) => {
      if (group < record) all.merge(group, record);
    });
    return all;
  }

  size(group: number): number {
    return (this.#members[group] as number[]).length;
  }

  /**
   * log2 odds that two groups are one person, over all their pairs. That a single record is hardly alone counts no more
   * than others of a group may make up for, since what else it may be of is not ruled out as yet.
   */
  weight(a: number, b: number): number {
    const { total, forAlone } = this.compared(a, b);
    return this.size(a) === 1 || this.size(b) === 1 ? total + Math.min(-leastEdge, forAlone) : total;
  }

  /** What the features of two groups say together, over all their pairs; until it is asked for others. */
  compared(a: number, b: number): SumOfFields {
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
    return total;
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
