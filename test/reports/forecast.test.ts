import { describe, expect, test } from 'vitest';
import { accuracyOf } from '../../reports/views/forecast/accuracy.ts';
import { isTooNarrow, isTooShort } from '../../reports/views/forecast/ahead.ts';
import { farApart } from '../../reports/views/forecast/grains.ts';
import { words } from '../../reports/views/forecast/words.ts';

describe('the page Forecast', () => {
  test('counts the series that are nearer than the season before by more than chance, and those beyond 100 % apart', () => {
    expect(
      accuracyOf([
        { errorRate: 0.2, naiveErrorRate: 0.3, beatsNaive: true },
        { errorRate: 1.2, naiveErrorRate: 1.5, beatsNaive: true },
        { errorRate: 1.437, naiveErrorRate: 1.449, beatsNaive: false },
        { errorRate: 0.4, naiveErrorRate: 0.3, beatsNaive: false },
        { errorRate: null, naiveErrorRate: 0.3, beatsNaive: null },
      ]),
    ).toEqual({ tested: 4, better: 2, onlySums: 2 });
    expect(accuracyOf([])).toEqual({ tested: 0, better: 0, onlySums: 0 });
  });

  test('says what forecasts are held against: the same day of last week, the same week of last year', () => {
    expect(words['zh-CN'].accuracyTitle('3', '4', 'day')).toBe('4 个序列中有 3 个比沿用上周同日更准');
    expect(words['zh-CN'].accuracyTitle('3', '4', 'week')).toBe('4 个序列中有 3 个比沿用去年同周更准');
    expect(words.en.accuracyWhy('day')).toContain('repeats the same day of last week;');
    expect(words.en.accuracyWhy('week')).toContain('repeats the same week of last year');
  });

  test('says where days and weeks, each foretold by itself, are far apart', () => {
    const start = Date.parse('2026-06-18');
    const of = (values: readonly number[], first: number, days: number) => ({
      ahead: values.map((value, i) => ({
        ...{ value, low80: null, high80: null, low95: null, high95: null },
        start: new Date(first + i * days * 86_400_000).toISOString().slice(0, 10),
      })),
    });
    // from a Thursday: the first four days are of a week that is not whole
    const days = (value: number) => of(new Array<number>(20).fill(value), start, 1);
    const weeks = (value: number) => of([999, value, value, 999], start - 3 * 86_400_000, 7);
    expect(farApart(days(-10), weeks(70))).toEqual({ weeks: 2, byDay: -140, byWeek: 140 });
    expect(farApart(days(10), weeks(141))).toEqual({ weeks: 2, byDay: 140, byWeek: 282 });
    for (const week of [70, 139, 36]) expect(farApart(days(10), weeks(week))).toBeUndefined();
    expect(farApart(days(10), weeks(34))).toEqual({ weeks: 2, byDay: 140, byWeek: 68 });
    expect(farApart(days(10), of([9], start, 7))).toBeDefined();
    const within = (low80: number, high80: number) => ({
      ahead: weeks(141).ahead.map((week) => ({ ...week, low80, high80 })),
    });
    expect(farApart(days(10), within(71, 200))).toEqual({ weeks: 2, byDay: 140, byWeek: 282 });
    expect(farApart(days(10), within(69, 200))).toBeUndefined();
    expect(farApart(days(50), within(0, 349))).toEqual({ weeks: 2, byDay: 700, byWeek: 282 });
    expect(farApart(days(50), within(0, 351))).toBeUndefined();
    expect(farApart(of([], start, 1), weeks(70))).toBeUndefined();
    for (const language of ['en', 'zh-CN'] as const)
      expect(words[language].grainsApart('2', '−140', '140')).toMatch(/2.*−140.*140/);
  });

  test('names what it goes back to by the step', () => {
    expect(words.en.origins('day')).toBe('Earlier days');
    expect(words.en.origins('week')).toBe('Earlier weeks');
  });

  test.each(['en', 'zh-CN'] as const)(
    'in %s says that there is no interval only where none is drawn',
    (language) => {
      const none = { en: 'without an interval', 'zh-CN': '不给出区间' }[language];
      expect(words[language].fallback('116', 'week', false)).toContain(none);
      expect(words[language].fallback('116', 'week', true)).not.toContain(none);
    },
  );

  test.each(['en', 'zh-CN'] as const)(
    'in %s says where intervals held far less than they are to, and where there is none to draw',
    (language) => {
      expect([0.85, 0.84, null].map((coverage95) => isTooNarrow({ coverage95 }))).toEqual([
        false,
        true,
        false,
      ]);
      const { bands } = words[language];
      expect(bands('week', true, false, { banded: true, tooNarrow: '74 %' })).toContain('74 %');
      const none = { en: 'without an interval', 'zh-CN': '不给出区间' }[language];
      expect(bands('week', true, false, { banded: true, tooNarrow: null })).not.toContain(none);
      expect(bands('week', true, false, { banded: false, tooNarrow: null })).toContain(none);
    },
  );

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
