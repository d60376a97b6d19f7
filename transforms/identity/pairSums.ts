import { pairPlace, pairPlaces } from './pairTriangle.ts';

/** What is summed up over pairs, by feature: how many there are, and, of these, the sums of the rest. */
const [ofPairs, ofWeights, ofRarities, ofRatios, ofDiffering, sumsKept] = [0, 1, 2, 3, 4, 5] as const;

/** The sums of one pair of records: by feature the weight of its level, NaN where a value is missing, without rarity. */
export function sumsOfPair(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length * sumsKept);
  for (let f = 0; f < weights.length; f++) {
    const weight = weights[f] as number;
    if (!Number.isNaN(weight)) sums.set([1, weight, 0, 2 ** weight, weight < 0 ? 1 : 0], f * sumsKept);
  }
  return sums;
}

/**
 * Sums over the pairs of records of two groups, or of one, by feature: what groups of records are compared by.
 * Groups are numbered by their first record; at first each record is one, and nothing is known of any pair.
 */
export class PairSums {
  readonly #size: number;
  readonly #stride: number;
  readonly #sums: Float64Array;

  constructor(
    size: number,
    features: number,
    sums = new Float64Array(pairPlaces(size) * features * sumsKept),
  ) {
    this.#size = size;
    this.#stride = features * sumsKept;
    this.#sums = sums;
  }

  copy(): PairSums {
    return new PairSums(this.#size, this.#stride / sumsKept, this.#sums.slice());
  }

  #at(a: number, b: number, f: number): number {
    return pairPlace(this.#size, Math.min(a, b), Math.max(a, b)) * this.#stride + f * sumsKept;
  }

  /** Sets what a pair of records says; see `sumsOfPair`. */
  set(a: number, b: number, sums: Float64Array): void {
    this.#sums.set(sums, this.#at(a, b, 0));
  }

  /** Adds to a pair of records what the rarity of their equal value of a feature says. */
  addRarity(a: number, b: number, f: number, rarity: number): void {
    const at = this.#at(a, b, f);
    const sums = this.#sums;
    sums[at + ofWeights] = (sums[at + ofWeights] as number) + rarity;
    sums[at + ofRarities] = (sums[at + ofRarities] as number) + rarity;
    sums[at + ofRatios] = (sums[at + ofRatios] as number) * 2 ** rarity;
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
