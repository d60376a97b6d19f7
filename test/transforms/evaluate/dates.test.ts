import { describe, expect, test } from 'vitest';
import { type DateForm, dateOrder, momentOf } from '../../../transforms/evaluate/dates.ts';

const iso = (text: string, form: DateForm) => {
  const moment = momentOf(text, form);
  return Number.isFinite(moment) ? new Date(moment).toISOString().slice(0, 19) : undefined;
};

describe('a date', () => {
  test.each<[string, DateForm, string | undefined]>([
    ['2025年3月24日', 'year first', '2025-03-24T00:00:00'],
    ['２０２５年３月２４日 9:05', 'year first', '2025-03-24T09:05:00'],
    ['20250324', 'year first', '2025-03-24T00:00:00'],
    ['24-Mar-2025', 'day first', '2025-03-24T00:00:00'],
    ['24th March, 2025', 'day first', '2025-03-24T00:00:00'],
    ['24 March 2025', 'day first', '2025-03-24T00:00:00'],
    ['Mar 24, 2025', 'month first', '2025-03-24T00:00:00'],
    ['24. März 2025', 'day first', '2025-03-24T00:00:00'],
    ['24 févr. 2025', 'day first', '2025-02-24T00:00:00'],
    ['3/24/2025 9:05:07 PM', 'month first', '2025-03-24T21:05:07'],
    ['3/24/2025 12:05 am', 'month first', '2025-03-24T00:05:00'],
    ['24.3.2025 23:59:58', 'day first', '2025-03-24T23:59:58'],
    ['2025-03-24T23:00:00-05:00', 'year first', '2025-03-24T23:00:00'],
    ['15/01/24', 'day first', '2024-01-15T00:00:00'],
    ['24-03-01', 'year first', '2024-03-01T00:00:00'],
    ['01/15/69', 'month first', '2069-01-15T00:00:00'],
    ['01/15/70', 'month first', '1970-01-15T00:00:00'],
    ['0024-03-01', 'year first', undefined],
    ['29/02/2025', 'day first', undefined],
    ['24-Foo-2025', 'day first', undefined],
    ['3/24/2025 25:00', 'month first', undefined],
    ['3/24/2025 13:00 PM', 'month first', undefined],
    ['2025-03-24foo', 'year first', undefined],
    ['1512189107', 'since 1970', '2017-12-02T04:31:47'],
    ['1512189107.5', 'since 1970', '2017-12-02T04:31:47'],
    ['1512189107123', 'since 1970', '2017-12-02T04:31:47'],
    ['631152000', 'since 1970', '1990-01-01T00:00:00'],
    ['4102444800', 'since 1970', undefined],
    ['13800138000', 'since 1970', undefined],
    ['1512189107', 'year first', undefined],
    ['2025/5/4 下午 3:00:00', 'year first', '2025-05-04T15:00:00'],
    ['2025/5/4 上午 12:05', 'year first', '2025-05-04T00:05:00'],
    ['2025年5月4日下午12:05', 'year first', '2025-05-04T12:05:00'],
    ['2025年5月4日15时30分', 'year first', '2025-05-04T15:30:00'],
    ['2025年5月4日下午3点30分', 'year first', '2025-05-04T15:30:00'],
    ['2025/5/4 午後 0:30', 'year first', '2025-05-04T12:30:00'],
    ['2025/5/4 上午 13:00', 'year first', undefined],
    ['04/05/2025 14h30', 'day first', '2025-05-04T14:30:00'],
    ['04/05/2025 à 14h30', 'day first', undefined],
    ['04/05/2025 9 h', 'day first', '2025-05-04T09:00:00'],
    ['04/05/2025 25h30', 'day first', undefined],
    ['45781', 'day number', '2025-05-04T00:00:00'],
    ['45781.625', 'day number', '2025-05-04T15:00:00'],
    ['45781', 'year first', undefined],
    ['19999', 'day number', undefined],
    ['60000', 'day number', undefined],
  ])('%j read %s is %s', (text, form, expected) => expect(iso(text, form)).toBe(expected));
});

describe('the order of dates', () => {
  test.each<[string, readonly string[], readonly DateForm[]]>([
    ['a day above twelve', ['1/2/2006', '31/1/2006'], ['day first']],
    ['a month that cannot be a day', ['1/2/2006', '1/31/2006'], ['month first']],
    ['two digits of a year behind days of one year', ['15/01/24', '20/02/24', '03/03/24'], ['day first']],
    ['the same, months first', ['01/15/24', '02/20/24', '03/03/24'], ['month first']],
    ['day numbers of Excel', ['45781', '45790.5'], ['day number']],
    ['seconds since 1970', ['1512189107', '1512189908'], ['since 1970']],
    ['two digits of a year in front', ['24-03-01', '24-03-15', '24-12-31'], ['year first']],
  ])('is told by %s', (_, texts, forms) => expect(dateOrder(texts)).toEqual({ forms }));

  test.each([
    [['1/2/2006', '3/4/2006'], '1/2/2006'],
    [['03/01/24'], '03/01/24'],
    [['03/01/24', '04/05/24', '06/07/24'], '03/01/24'],
  ])('is not told by %j', (texts, unclear) => expect(dateOrder(texts).unclear).toBe(unclear));

  test('is clear where day and month are alike', () =>
    expect(dateOrder(['5/5/2006', '6/6/2006']).unclear).toBeUndefined());
});
