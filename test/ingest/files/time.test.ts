import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittingFormats } from '../../../ingest/sources/files/mapping/fittingFormats.ts';
import { timeReader } from '../../../ingest/sources/files/mapping/timeFormat.ts';
import { zonedTime, zoneOffset } from '../../../ingest/sources/files/mapping/zonedTime.ts';
import { dateOrder, momentOf } from '../../../transforms/evaluate/dates.ts';

const utc = (wall: string, zone: string): string =>
  new Date(zonedTime(zone)(Date.parse(`${wall}Z`))).toISOString().slice(0, 16);

describe('a time of a time zone', () => {
  test.each([
    ['2011-01-15T10:00', 'Europe/London', '2011-01-15T10:00'],
    ['2011-07-15T10:00', 'Europe/London', '2011-07-15T09:00'],
    ['2026-03-02T10:15', 'Asia/Shanghai', '2026-03-02T02:15'],
    // clocks went from 01:00 to 02:00: 01:30 is moved on by the hour
    ['2011-03-27T01:30', 'Europe/London', '2011-03-27T01:30'],
    ['2011-03-27T02:00', 'Europe/London', '2011-03-27T01:00'],
    // 01:30 was shown twice: the first of the two
    ['2011-10-30T01:30', 'Europe/London', '2011-10-30T00:30'],
    ['2011-10-30T02:00', 'Europe/London', '2011-10-30T02:00'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'],
    // Lord Howe moves its clocks by half an hour
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45'],
    ['1988-07-01T12:00', 'Asia/Shanghai', '1988-07-01T03:00'],
  ])('%s in %s is %s UTC', (wall, zone, instant) => {
    expect(utc(wall, zone)).toBe(instant);
  });

  test('every instant comes back from its wall clock, except the second of two equal ones', () => {
    const zones = [
      'Europe/London',
      'America/Sao_Paulo',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    const instants = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const wall = instant + zoneOffset(zone, instant);
        const back = zonedTime(zone)(wall);
        expect(back + zoneOffset(zone, back)).toBe(wall);
        expect(back).toBeLessThanOrEqual(instant);
        expect(instant - back).toBeLessThanOrEqual(7_200_000);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a time format', () => {
  const iso = (format: string | undefined, text: string): string | undefined => {
    const time = timeReader(format)(text);
    return time && new Date(time.wallMillis - (time.offsetMillis ?? 0)).toISOString();
  };

  test.each([
    [undefined, '2026-03-02 10:15:00', '2026-03-02T10:15:00.000Z'],
    [undefined, '2026-03-02T10:15:00+08:00', '2026-03-02T02:15:00.000Z'],
    [undefined, '2026-03-02T10:15:00.123456Z', '2026-03-02T10:15:00.123Z'],
    [undefined, '2026年3月2日 10:15', '2026-03-02T10:15:00.000Z'],
    [undefined, '2026/3/2', '2026-03-02T00:00:00.000Z'],
    ['d/M/yyyy H:mm', '2/3/2026 9:05', '2026-03-02T09:05:00.000Z'],
    ['M/d/yyyy h:mm a', '3/2/2026 12:05 AM', '2026-03-02T00:05:00.000Z'],
    ['M/d/yyyy h:mm a', '3/2/2026 12:05 pm', '2026-03-02T12:05:00.000Z'],
    ['d MMM yyyy', '2 Mar 2026', '2026-03-02T00:00:00.000Z'],
    ['d-MMM-yyyy', '31-Dez-2025', '2025-12-31T00:00:00.000Z'],
    ['d-MMM-yyyy', '31-Dec-2025', '2025-12-31T00:00:00.000Z'],
    ['d. MMM yyyy', '31. Dezember 2025', '2025-12-31T00:00:00.000Z'],
    ['MMM d, yyyy', 'Sept. 3, 2025', '2025-09-03T00:00:00.000Z'],
    ['d/M/yy', '01/03/25', '2025-03-01T00:00:00.000Z'],
    ['iso', '2025/3/1 下午 3:05', '2025-03-01T15:05:00.000Z'],
    ['iso', '2025年3月1日 15时5分', '2025-03-01T15:05:00.000Z'],
    ['iso', '2025/3/1 午後3時5分', '2025-03-01T15:05:00.000Z'],
    ['iso', '2025-03-01 오후 3시 5분', '2025-03-01T15:05:00.000Z'],
    ['iso', '2025年3月1日 15时05分30秒', '2025-03-01T15:05:30.000Z'],
    ['iso', '2025年3月1日 15时65分', undefined],
    ['d/M/yyyy H:mm', '1/3/2025 14h30', '2025-03-01T14:30:00.000Z'],
    ['dd.MM.yy', '02.03.26', '2026-03-02T00:00:00.000Z'],
    ['yyyyMMddHHmmss', '20260302101500', '2026-03-02T10:15:00.000Z'],
    ['epoch_seconds', '1772446500', '2026-03-02T10:15:00.000Z'],
    ['epoch_millis', '1772446500000', '2026-03-02T10:15:00.000Z'],
    ['excel_days', '46083.5', '2026-03-02T12:00:00.000Z'],
  ])('%s reads %s', (format, text, expected) => {
    expect(iso(format, text)).toBe(expected);
  });

  test('a day that the calendar does not have, an hour of 24 and other words are not read', () => {
    for (const text of ['2026-02-29', '2026-04-31 10:00', '2026-13-01', '2026-03-02 24:00', 'yesterday', ''])
      expect(iso(undefined, text)).toBeUndefined();
    expect(iso('d/M/yyyy', '31/2/2026')).toBeUndefined();
    expect(() => timeReader('HH:mm')).toThrow(/names no part for a year/);
  });
});

describe('the formats of a column', () => {
  test.each([
    [['31-Dec-2025', '01-Jan-2026'], ['d-MMM-yyyy']],
    [['31-Dez-2025', '1-Mär-2026'], ['d-MMM-yyyy']],
    [['Mar 3, 2025', 'December 31, 2025'], ['MMM d, yyyy']],
    [['01/03/25', '31/03/25'], ['d/M/yy']],
    [
      ['01/03/25', '02/03/25'],
      ['d/M/yy', 'M/d/yy'],
    ],
    [['45000', '45001.5'], ['excel_days']],
    [['12345', '99999'], []],
    [['2025/3/1 下午 3:05', '2025/3/1 10:00'], ['iso']],
  ])('%j fit %j, and evaluate reads them too', (values, formats) => {
    expect(fittingFormats(values)).toEqual(formats);
    const [format] = formats;
    if (format === undefined) return;
    const { forms } = dateOrder(values);
    for (const value of values)
      expect(forms.map((form) => momentOf(value, form))).toContain(timeReader(format)(value)?.wallMillis);
  });
});
