/** The distinct among rows of three numbers, numbered as first seen. */
export interface DistinctTriples {
  /** by distinct triple, the first row that has it */
  readonly firstOf: Uint32Array;
  /** by row, the number of its triple */
  readonly numberOf: Uint32Array;
}

/**
 * Finds equal rows of three columns, by a hash table with open addressing: a map by strings is slow for a million rows.
 */
export function distinctTriples(a: Float64Array, b: Float64Array, c: Float64Array): DistinctTriples {
  const n = a.length;
  const bits = 32 - Math.clz32(Math.max(16, 2 * n - 1));
  const mask = 2 ** bits - 1;
  const slots = new Int32Array(2 ** bits).fill(-1);
  const firstOf = new Uint32Array(n);
  const numberOf = new Uint32Array(n);
  const triple = new Float64Array(3);
  const words = new Uint32Array(triple.buffer);
  let distinct = 0;
  for (let i = 0; i < n; i++) {
    triple[0] = a[i] as number;
    triple[1] = b[i] as number;
    triple[2] = c[i] as number;
    let slot = hashOf(words) & mask;
    for (;;) {
      const number = slots[slot] as number;
      if (number === -1) {
        slots[slot] = distinct;
        firstOf[distinct] = i;
        numberOf[i] = distinct++;
        break;
      }
      const first = firstOf[number] as number;
      if (a[first] === triple[0] && b[first] === triple[1] && c[first] === triple[2]) {
        numberOf[i] = number;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { firstOf: firstOf.slice(0, distinct), numberOf };
}

/** A hash of the six halves of three doubles, by the rounds and constants of MurmurHash3's last step. */
function hashOf(words: Uint32Array): number {
  let hash = 0;
  for (let w = 0; w < 6; w++) {
    // whole numbers differ in the upper bits of a double alone: each round must bring them down
    hash = Math.imul(hash ^ (words[w] as number), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    hash ^= hash >>> 13;
  }
  return hash;
}
