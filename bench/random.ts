/**
 * A small seeded generator of uniform numbers in [0, 1), the same everywhere: the people of the measured
 * tables come of it.
 * Source: Mulberry32, T. Ettinger (2017), public domain algorithm.
 */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
