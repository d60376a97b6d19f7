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

export const rate = ({ tested, failed }: Tally) => (tested > 0 ? failed / tested : 0);
