import { forEachTie } from '../numeric/ties.ts';

/** One tenth of the customers, by what was expected of them. */
export interface Decile {
  /** 1: least was expected */
  readonly decile: number;
  readonly customers: number;
  /** means a customer */
  readonly predicted: number;
  readonly realised: number;
}

/**
 * Expected against realised by tenth of the customers (`count` of them an element, one each if absent). Customers of
 * whom the same is expected are not parted by chance: a tied group goes where its middle lies, so tenths may be uneven
 * or missing.
 */
export function decilesOf(
  expected: Float64Array,
  realised: Float64Array,
  count?: Float64Array,
): readonly Decile[] {
  const weight = (i: number) => count?.[i] ?? 1;
  const order = Uint32Array.from(expected, (_, i) => i).sort(
    (i, j) => (expected[i] as number) - (expected[j] as number),
  );
  const total = order.reduce((sum, i) => sum + weight(i), 0);
  const tenths = Array.from({ length: 10 }, () => ({ customers: 0, predicted: 0, realised: 0 }));
  let passed = 0;
  forEachTie(order, expected, (from, to) => {
    const tied = order.subarray(from, to).reduce((sum, i) => sum + weight(i), 0);
    const tenth = tenths[Math.min(9, Math.floor((10 * (passed + tied / 2)) / total))];
    if (tenth)
      for (let at = from; at < to; at++) {
        const i = order[at] as number;
        tenth.customers += weight(i);
        tenth.predicted += weight(i) * (expected[i] as number);
        tenth.realised += weight(i) * (realised[i] as number);
      }
    passed += tied;
  });
  return tenths.flatMap(({ customers, predicted, realised: came }, i) =>
    customers > 0
      ? [{ decile: i + 1, customers, predicted: predicted / customers, realised: came / customers }]
      : [],
  );
}
