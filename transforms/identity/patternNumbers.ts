/** Patterns numbered in the order in which they are first seen; 0 is that of two records with nothing to compare. */
export class PatternNumbers {
  #patterns = new Float64Array(1024);
  #size = 0;
  /** by place, one more than the number of the pattern that stands there; 0 where none does. Its length is a power of 2. */
  #places = new Uint32Array(2048);

  constructor() {
    this.numberOf(0);
  }

  /** how many there are */
  get size(): number {
    return this.#size;
  }

  /** The patterns from a number on, in the order of their numbers. */
  from(number: number): Float64Array {
    return this.#patterns.subarray(number, this.#size);
  }

  add(patterns: readonly number[]): this {
    for (const pattern of patterns) this.numberOf(pattern);
    return this;
  }

  numberOf(pattern: number): number {
    const place = this.#placeOf(pattern);
    const known = this.#places[place] as number;
    if (known > 0) return known - 1;
    if (this.#size === this.#patterns.length) this.#grow();
    this.#patterns[this.#size++] = pattern;
    this.#places[this.#placeOf(pattern)] = this.#size;
    return this.#size - 1;
  }

  /** Where the pattern stands, or would stand: open addressing, at most half full. */
  #placeOf(pattern: number): number {
    const last = this.#places.length - 1;
    const high = Math.floor(pattern / 2 ** 32);
    const hash = Math.imul(pattern ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    for (let place = (hash ^ (hash >>> 15)) & last; ; place = (place + 1) & last) {
      const known = this.#places[place] as number;
      if (known === 0 || this.#patterns[known - 1] === pattern) return place;
    }
  }

  #grow(): void {
    const before = this.#patterns;
    this.#patterns = new Float64Array(2 * before.length);
    this.#patterns.set(before);
    this.#places = new Uint32Array(2 * this.#places.length);
    for (let number = 0; number < this.#size; number++)
      this.#places[this.#placeOf(this.#patterns[number] as number)] = number + 1;
  }
}
