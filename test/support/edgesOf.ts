import type { Edges } from '../../transforms/identity/edges.ts';

/** Pairs of two records, of these log2 odds and patterns. */
export const edgesOf = (
  pairs: readonly {
    readonly records: readonly [number, number];
    readonly weight: number;
    readonly pattern?: number;
  }[],
): Edges => ({
  left: Uint32Array.from(pairs, ({ records: [left] }) => left),
  right: Uint32Array.from(pairs, ({ records: [, right] }) => right),
  weight: Float64Array.from(pairs, ({ weight }) => weight),
  pattern: Float64Array.from(pairs, ({ pattern = 0 }) => pattern),
});
