import type { RuleWeek } from '../../loaders/quality.ts';

interface Tally {
  tested: number;
  failed: number;
}

export function tally(
  rows: readonly RuleWeek[],
  keyOf: (row: RuleWeek) => string,
): ReadonlyMap<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? { tested: 0, failed: 0 };
    sum.tested += row.tested;
    sum.failed += row.failed;
    sums.set(keyOf(row), sum);
  }
  return sums;
}

/** The share that passed, down to tenths of a per cent: a failure among very many rows never reads as none. */
export const passedShare = ({ tested, failed }: Tally): number =>
  tested > 0 ? Math.floor((1000 * (tested - failed)) / tested) / 1000 : 0;

export const rate = ({ tested, failed }: Tally) => (tested > 0 ? failed / tested : 0);
