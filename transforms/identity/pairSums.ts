import { pairPlace, pairPlaces } from './pairTriangle.ts';

/** What is summed up over pairs, by feature: how many there are, and, of these, the sums of the rest. */
const [ofPairs, ofWeights, ofRarities, ofRatios, ofDiffering, sumsKept] = [0, 1, 2, 3, 4, 5] as const;

/** Memory for the sums of one group after another: what was taken before is lost. */
export class Scratch {
  #all = new Float64Array();

  /** So many zeros. */
  take(length: number): Float64Array {
    if (length > this.#all.length) this.#all = new Float64Array(length);
    return this.#all.subarray(0, length).fill(0);
  }
}

/**
 * Sums over the pairs of records of two groups, or of one, by feature: what groups of records are compared by.
 * Groups are numbered by their first record; at first each record is one, and nothing is known of any pair.
 */
export class PairSums {
  readonly #size: number;
  readonly #stride: number;
  readonly #sums: Float64Array;

  constructor(size: number, features: number, scratch = new Scratch()) {
    this.#size = size;
    this.#stride = features * sumsKept;
    this.#sums = scratch.take(pairPlaces(size) * this.#stride);
  }

  #at(a: number, b: number, f: number): number {
    return pairPlace(this.#size, Math.min(a, b), Math.max(a, b)) * this.#stride + f * sumsKept;
  }

  /**
   * Sets what a pair of records says of a feature.
   * @param weight of their levels, and `ratio` 2 to the power of it
   * @param rarity what that of their equal value adds to the weight
   */
  set(a: number, b: number, f: number, weight: number, ratio: number, rarity: number): void {
    const at = this.#at(a, b, f);
    const sums = this.#sums;
    sums[at + ofPairs] = 1;
    sums[at + ofWeights] = weight + rarity;
    sums[at + ofRarities] = rarity;
    sums[at + ofRatios] = rarity === 0 ? ratio : ratio * 2 ** rarity;
    sums[at + ofDiffering] = weight < 0 ? 1 : 0;
  }

  /** how many pairs have a value on either side */
  pairs(a: number, b: number, f: number): number {
    return this.#sums[this.#at(a, b, f) + ofPairs] as number;
  }

  /** the mean of their weights, rarity included */
  meanWeight(a: number, b: number, f: number): number {
    return this.#mean(ofWeights, a, b, f);
  }

  /** the mean of what rarity adds */
  meanRarity(a: number, b: number, f: number): number {
    return this.#mean(ofRarities, a, b, f);
  }

  /** log2 of the mean of their likelihood ratios */
  ofMeanRatio(a: number, b: number, f: number): number {
    return Math.log2(this.#mean(ofRatios, a, b, f));
  }

  /** the share of the pairs that speak against one person; 0 where there are none */
  differingShare(a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return (this.#sums[at + ofDiffering] as number) / Math.max(1, this.#sums[at + ofPairs] as number);
  }

  /** Makes one group of two, which are not among the `others`, or are the one that stays. */
  merge(into: number, from: number, others: readonly number[]): void {
    for (const other of others) if (other !== into) this.#add(into, other, from, other);
    this.#add(into, into, from, from);
    this.#add(into, into, into, from);
  }

  #mean(sum: number, a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return (this.#sums[at + sum] as number) / (this.#sums[at + ofPairs] as number);
  }

  /** Adds the pairs of c and d to those of a and b. */
  #add(a: number, b: number, c: number, d: number): void {
    const [into, from] = [this.#at(a, b, 0), this.#at(c, d, 0)];
    const sums = this.#sums;
    for (let i = 0; i < this.#stride; i++)
      sums[into + i] = (sums[into + i] as number) + (sums[from + i] as number);
  }
}
