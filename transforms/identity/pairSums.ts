import type { Evidence } from './agglomerate.ts';
import { pairPlace } from './pairTriangle.ts';

/**
 * Sums over the pairs of records of two groups, or of one, by feature: what groups of records are compared by.
 * Groups are numbered by their first record; at first each record is one.
 */
export class PairSums {
  readonly #size: number;
  readonly #features: number;
  readonly #pairs: Uint32Array;
  readonly #weights: Float64Array;
  readonly #rarities: Float64Array;
  readonly #ratios: Float64Array;
  readonly #differing: Uint32Array;

  constructor({
    size,
    features,
    weights,
    rarity,
  }: Pick<Evidence, 'size' | 'features' | 'weights' | 'rarity'>) {
    this.#size = size;
    this.#features = features;
    this.#pairs = new Uint32Array(weights.length);
    this.#weights = new Float64Array(weights.length);
    this.#rarities = new Float64Array(weights.length);
    this.#ratios = new Float64Array(weights.length);
    this.#differing = new Uint32Array(weights.length);
    weights.forEach((weight, at) => {
      if (Number.isNaN(weight)) return;
      const adds = rarity[at] as number;
      this.#pairs[at] = 1;
      this.#weights[at] = weight + adds;
      this.#rarities[at] = adds;
      this.#ratios[at] = 2 ** (weight + adds);
      this.#differing[at] = weight < 0 ? 1 : 0;
    });
  }

  #at(a: number, b: number, f: number): number {
    return pairPlace(this.#size, Math.min(a, b), Math.max(a, b)) * this.#features + f;
  }

  /** how many pairs have a value on either side */
  pairs(a: number, b: number, f: number): number {
    return this.#pairs[this.#at(a, b, f)] as number;
  }

  /** the mean of their weights, rarity included */
  meanWeight(a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return (this.#weights[at] as number) / (this.#pairs[at] as number);
  }

  /** the mean of what rarity adds */
  meanRarity(a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return (this.#rarities[at] as number) / (this.#pairs[at] as number);
  }

  /** log2 of the mean of their likelihood ratios */
  ofMeanRatio(a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return Math.log2((this.#ratios[at] as number) / (this.#pairs[at] as number));
  }

  /** the share of the pairs that speak against one person; 0 where there are none */
  differingShare(a: number, b: number, f: number): number {
    const at = this.#at(a, b, f);
    return (this.#differing[at] as number) / Math.max(1, this.#pairs[at] as number);
  }

  /** Makes one group of two, which are not among the `others`, or are the one that stays. */
  merge(into: number, from: number, others: readonly number[]): void {
    for (const other of others) if (other !== into) this.#add(into, other, from, other);
    this.#add(into, into, from, from);
    this.#add(into, into, into, from);
  }

  /** Adds the pairs of c and d to those of a and b. */
  #add(a: number, b: number, c: number, d: number): void {
    const [into, from] = [this.#at(a, b, 0), this.#at(c, d, 0)];
    for (const sums of [this.#pairs, this.#weights, this.#rarities, this.#ratios, this.#differing])
      for (let f = 0; f < this.#features; f++)
        sums[into + f] = (sums[into + f] as number) + (sums[from + f] as number);
  }
}
