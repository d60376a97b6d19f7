import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers in [0, 1), the same for the same seed on every machine. */
export function seededRandom(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

/** `size` of the whole numbers below n, each at most once, ascending; all of them where size ≥ n. */
export function sampleIndices(n: number, size: number, random: () => number): Uint32Array {
  if (size >= n) return new Uint32Array(n).map((_, i) => i);
  const picked = new Uint32Array(size);
  let at = 0;
  for (let i = 0; i < n && at < size; i++) if (random() * (n - i) < size - at) picked[at++] = i;
  return picked;
}
