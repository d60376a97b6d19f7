/** Sums over pairs of records, by feature: what two groups of records are compared by. */
export class FieldSums {
  /** how many pairs have a value on either side; what follows is summed up over these */
  readonly pairs: Float64Array;
  /** of these, how many speak against one person */
  readonly differing: Float64Array;
  readonly #weights: Float64Array;
  readonly #rarities: Float64Array;
  readonly #ratios: Float64Array;

  constructor(features: number) {
    const room = () => new Float64Array(features);
    [this.pairs, this.differing] = [room(), room()];
    [this.#weights, this.#rarities, this.#ratios] = [room(), room(), room()];
  }

  /** Forgets what was added. */
  restart(): void {
    for (const sums of [this.pairs, this.differing, this.#weights, this.#rarities, this.#ratios])
      sums.fill(0);
  }

  /**
   * Adds what a pair of records says of a feature.
   * @param weight of their levels, and `ratio` 2 to the power of it
   * @param rarity what that of their equal value adds to the weight
   */
  add(f: number, weight: number, ratio: number, rarity: number): void {
    this.pairs[f] = (this.pairs[f] as number) + 1;
    if (weight < 0) this.differing[f] = (this.differing[f] as number) + 1;
    this.#weights[f] = (this.#weights[f] as number) + weight + rarity;
    this.#rarities[f] = (this.#rarities[f] as number) + rarity;
    this.#ratios[f] = (this.#ratios[f] as number) + (rarity === 0 ? ratio : ratio * 2 ** rarity);
  }

  /** the mean of their weights, rarity included */
  meanWeight(f: number): number {
    return (this.#weights[f] as number) / (this.pairs[f] as number);
  }

  /** the mean of what rarity adds */
  meanRarity(f: number): number {
    return (this.#rarities[f] as number) / (this.pairs[f] as number);
  }

  /** log2 of the mean of their likelihood ratios */
  ofMeanRatio(f: number): number {
    return Math.log2((this.#ratios[f] as number) / (this.pairs[f] as number));
  }
}
