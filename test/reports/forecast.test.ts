import { describe, expect, test } from 'vitest';
import { accuracyOf } from '../../reports/views/forecast/accuracy.ts';
import { isTooShort } from '../../reports/views/forecast/ahead.ts';
import { words } from '../../reports/views/forecast/words.ts';

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

  test('says what forecasts are held against: the same day of last week, the same week of last year', () => {
    expect(words['zh-CN'].accuracyTitle('3', '4', 'day')).toBe('4 个序列中有 3 个比沿用上周同日更准');
    expect(words['zh-CN'].accuracyTitle('3', '4', 'week')).toBe('4 个序列中有 3 个比沿用去年同周更准');
    expect(words.en.accuracyWhy('day')).toContain('repeats the same day of last week;');
    expect(words.en.accuracyWhy('week')).toContain('repeats the same week of last year');
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
