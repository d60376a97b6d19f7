/** Two groups, a < b, and what their pair is worth. */
interface Best {
  readonly a: number;
  readonly b: number;
  readonly value: number;
}

/**
 * Values of pairs a < b of groups, of which the highest is asked for again and again while few change: the best of
 * each row is kept. Of equal values the first pair counts.
 * Source: Anderberg (1973), Cluster Analysis for Applications, the nearest neighbour of each row.
 */
export class BestOfRows {
  /** by `a * size + b`; −∞ where nothing was set */
  readonly values: Float64Array;
  readonly #size: number;
  readonly #alive: readonly number[];
  /** by row, the place of its best pair; −1 where it is not known */
  readonly #best: Int32Array;

  /** @param alive the groups that there are, ascending; the caller takes out those that are no more */
  constructor(size: number, alive: readonly number[]) {
    this.#size = size;
    this.#alive = alive;
    this.values = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY);
    this.#best = new Int32Array(size).fill(-1);
  }

  set(one: number, other: number, value: number): void {
    const a = Math.min(one, other);
    const at = a * this.#size + Math.max(one, other);
    const best = this.#best[a] as number;
    this.values[at] = value;
    if (best < 0) return;
    const highest = this.values[best] as number;
    if (best === at || value > highest || (value === highest && at < best))
      this.#best[a] = best === at ? -1 : at;
  }

  /** Forgets what was best with `gone`, which has become part of `into`. */
  drop(into: number, gone: number): void {
    for (const a of this.#alive) {
      const best = this.#best[a] as number;
      if (a === into || (best >= 0 && best % this.#size === gone)) this.#best[a] = -1;
    }
  }

  /** The highest value; none where there are no two groups. */
  best(): Best | undefined {
    let highest = -1;
    for (let i = 0; i < this.#alive.length; i++) {
      const a = this.#alive[i] as number;
      if ((this.#best[a] as number) < 0) this.#best[a] = this.#bestOf(a, i);
      const at = this.#best[a] as number;
      if (at >= 0 && this.#valueAt(at) > (highest < 0 ? Number.NEGATIVE_INFINITY : this.#valueAt(highest)))
        highest = at;
    }
    if (highest < 0) return undefined;
    const b = highest % this.#size;
    return { a: (highest - b) / this.#size, b, value: this.#valueAt(highest) };
  }

  #valueAt(at: number): number {
    return this.values[at] as number;
  }

  #bestOf(a: number, place: number): number {
    const row = a * this.#size;
    let best = -1;
    for (let j = place + 1; j < this.#alive.length; j++) {
      const at = row + (this.#alive[j] as number);
      if (best < 0 || (this.values[at] as number) > (this.values[best] as number)) best = at;
    }
    return best;
  }
}
