import { randomBeta, randomExponential, randomGamma, randomNormal } from 'd3-random';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A seeded source of chance: the same seed gives the same draws on every machine.
 *
 * Source: bits from pure-rand's xoroshiro128+ (Blackman and Vigna), distributions from d3-random
 * (gamma by Marsaglia and Tsang 2000, normal by Marsaglia's polar method, Poisson by Ahrens and Dieter's approach).
 */
export class Random {
  readonly uniform: () => number;
  readonly #bits;
  readonly #normal: () => number;
  readonly #exponential: () => number;
  readonly #gamma;
  readonly #beta;

  constructor(seed: number) {
    const bits = xoroshiro128plus(seed);
    this.#bits = bits;
    this.uniform = () => (bits.next() >>> 0) / 4294967296;
    this.#normal = randomNormal.source(this.uniform)();
    this.#exponential = randomExponential.source(this.uniform)(1);
    this.#gamma = randomGamma.source(this.uniform);
    this.#beta = randomBeta.source(this.uniform);
  }

  /** A whole number from 0 to `below` − 1; the bias is under `below` / 2^32. */
  below(below: number): number {
    return Math.floor(((this.#bits.next() >>> 0) / 4294967296) * below);
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(list: readonly T[]): T {
    // the index is below the length, so there is an element unless the list is empty
    return list[this.below(list.length)] as T;
  }

  /** The index at which the running sums of weights pass a uniform draw; the last sum is the total. */
  byWeight(sums: readonly number[]): number {
    const target = this.uniform() * (sums[sums.length - 1] ?? 0);
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Standard normal. */
  normal(): number {
    return this.#normal();
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return this.#exponential();
  }

  gamma(shape: number, mean: number): number {
    return this.#gamma(shape, mean / shape)();
  }

  beta(a: number, b: number): number {
    return this.#beta(a, b)();
  }
}

/** Running sums of weights, for `byWeight`. */
export function runningSums(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}
