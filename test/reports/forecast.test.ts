import { describe, expect, test } from 'vitest';
import { accuracyOf } from '../../reports/views/forecast/accuracy.ts';
import { isTooShort } from '../../reports/views/forecast/ahead.ts';

describe('the page Forecast', () => {
  test('counts the series that are nearer than the season before as its table shows them, and those beyond 100 % apart', () => {
    expect(
      accuracyOf([
        { errorRate: 0.2, naiveErrorRate: 0.3 },
        { errorRate: 1.2, naiveErrorRate: 1.5 },
        { errorRate: 0.4, naiveErrorRate: 0.3 },
        { errorRate: null, naiveErrorRate: 0.3 },
      ]),
    ).toEqual({ tested: 3, better: 2, onlySums: 1 });
    expect(accuracyOf([])).toEqual({ tested: 0, better: 0, onlySums: 0 });
  });

  test.each([
    ['day', 1, true],
    ['day', 13, true],
    ['day', 14, false],
    ['week', 1, true],
    ['week', 2, false],
  ] as const)('by %s says nothing of what comes from %i: %s', (kind, historyPeriods, expected) => {
    expect(isTooShort({ kind, historyPeriods })).toBe(expected);
  });
});
