import { describe, expect, test } from 'vitest';
import { type PeriodUnit, periodsOf } from '../../../transforms/evaluate/periods.ts';
import { timeGrid } from '../../../transforms/evaluate/timeGrid.ts';

describe('periods', () => {
  test.each<[PeriodUnit, readonly string[]]>([
    ['month', ['2015-01', '2015-02', '2015-10']],
    ['month', ['2015/1', '2015/2', '2015/10']],
    ['month', ['2015-1', '2015-2', '2015-10']],
    ['month', ['201501', '201502', '201510']],
    ['month', ['Jan 2015', 'February 2015', 'Oct. 2015']],
    ['month', ['Jan-15', 'Feb-15', 'Oct-15']],
    ['month', ['1/2015', '02/2015', '10/2015']],
    ['month', ['2015年1月', '2015年2月', '2015年10月']],
    ['month', ['15年1月', '15年2月', '15年10月']],
    ['quarter', ['11年第1季度', '11年第2季度', '13年第2季度']],
    ['day', ['45781', '45782', '45790']],
    ['quarter', ['Q1 2011', 'Q2 2011', 'Q2 2013']],
    ['quarter', ['2011Q1', '2011-Q2', '2013 Q2']],
    ['quarter', ['1Q11', '2Q11', '2Q13']],
    ['quarter', ['2011年第一季度', '2011年2季度', '2013年第二季度']],
    ['week', ['2020-W1', '2020-W02', '2020W10']],
    ['week', ['2020年第1周', '2020年2周', '2020年第10周']],
    ['year', ['2001', '2002', '2010']],
    ['year', ['2001年', '2002年', '2010年']],
    ['step', ['1', '2', '10']],
    ['day', ['20150101', '20150102', '20150110']],
    ['day', ['1/13/2015', '1/14/2015', '1/22/2015']],
    ['day', ['2015年1月1日', '2015年1月2日', '2015年1月10日']],
  ])('are told to be of a %s in %j', (unit, texts) => {
    const [found, ...others] = periodsOf(texts);
    expect(others).toEqual([]);
    expect(found?.unit).toBe(unit);
    const [first = 0, second = 0, third = 0] = found?.places ?? [];
    expect([second - first, third - first]).toEqual([1, 9]);
  });

  test.each([
    ['2020-W53', true],
    ['2021-W53', false],
    ['2020-W00', false],
    ['2015-13', false],
    ['2015-Q5', false],
    ['soon', false],
    ['15-Jan', false],
  ])('%s is one: %s', (text, is) => {
    expect(periodsOf([text])[0]?.places.every(Number.isFinite)).toBe(is);
  });

  test('are days in several orders where nothing tells, and no months where days of months are out of order', () => {
    expect(periodsOf(['1/2/2015', '3/4/2015'])).toHaveLength(2);
    const yearOfDays = ['Jan-01', 'Jan-02', 'Feb-01', 'Feb-02'];
    expect(periodsOf(yearOfDays)[0]?.places.every(Number.isFinite)).toBe(false);
  });
});

describe('the step of a series', () => {
  const day = (text: string) => Date.parse(text) / 86_400_000;
  const days = (from: string, count: number, keep: (weekday: number, i: number) => boolean = () => true) =>
    Array.from({ length: count }, (_, i) => day(from) + i).filter((one, i) => keep((one + 4) % 7, i));
  const ofDays = (places: readonly number[]) => timeGrid({ unit: 'day', places });

  test.each<[string, readonly number[], string, number]>([
    ['days', days('2026-01-01', 60), 'day', 0],
    ['days, two of them without a row', days('2026-01-01', 60, (_, i) => i !== 20 && i !== 33), 'day', 2],
    ['days without Saturdays', days('2026-01-01', 60, (weekday) => weekday !== 6), 'day (6 a week)', 0],
    ['days of business', days('2026-01-01', 60, (weekday) => weekday % 6 !== 0), 'day (5 a week)', 0],
    [
      'days of business, one without a row',
      days('2026-01-01', 60, (weekday, i) => weekday % 6 !== 0 && i !== 28),
      'day (5 a week)',
      1,
    ],
    [
      'Mondays, one without a row',
      days('2026-01-01', 90, (weekday, i) => weekday === 1 && i !== 25),
      'week',
      1,
    ],
    ['every second Monday', days('2026-01-05', 90, (_, i) => i % 14 === 0), '2 weeks', 0],
    ['every tenth day', days('2026-01-05', 60, (_, i) => i % 10 === 0), '10 days', 0],
    ['firsts of months', [1, 2, 3, 5, 6].map((m) => day(`2026-0${m}-01`)), 'month', 1],
    ['lasts of months', ['01-31', '02-28', '03-31', '04-30'].map((one) => day(`2026-${one}`)), 'month', 0],
    ['last working days', ['01-30', '02-27', '03-31', '04-30'].map((one) => day(`2026-${one}`)), 'month', 0],
    ['ends of quarters', ['03-31', '06-30', '09-30', '12-31'].map((one) => day(`2026-${one}`)), 'quarter', 0],
    ['ends of years', [2020, 2021, 2022, 2024, 2025].map((y) => day(`${y}-12-31`)), 'year', 1],
    ['hours', [0, 1, 2, 4].map((h) => day('2026-01-01') + h / 24), 'hour', 1],
    [
      'weeks whose day moves',
      ['01-05', '01-12', '01-20', '01-26', '02-02'].map((one) => day(`2026-${one}`)),
      'week',
      0,
    ],
  ])('of %s is found', (_, places, period, missing) =>
    expect(ofDays(places)).toMatchObject({ period, missing }),
  );

  test.each<[string, readonly number[], number | undefined]>([
    ['days', days('2026-01-01', 60), 7],
    ['days without Saturdays', days('2026-01-01', 60, (weekday) => weekday !== 6), 6],
    ['Mondays', days('2026-01-01', 90, (weekday) => weekday === 1), 1],
    ['every second day', days('2026-01-01', 60, (_, i) => i % 2 === 0), undefined],
    ['every second Monday', days('2026-01-05', 90, (_, i) => i % 14 === 0), undefined],
    ['firsts of months', [1, 2, 3, 5, 6].map((m) => day(`2026-0${m}-01`)), undefined],
  ])('of %s has so many of them a week', (_, places, stepsAWeek) =>
    expect(ofDays(places)?.stepsAWeek).toBe(stepsAWeek),
  );

  test('is none where there is none', () => {
    expect(ofDays([0, 1, 3, 3.5, 9].map((one) => day('2026-01-01') + one))).toMatchObject({
      missing: 14,
    });
    expect(timeGrid({ unit: 'month', places: [0, 3, 6, 7] })).toBeUndefined();
  });
});
