import { describe, expect, test } from 'vitest';
import { readColumn } from '../../../transforms/evaluate/cellValues.ts';
import { dayOf } from '../../../transforms/evaluate/dates.ts';
import { isMissing } from '../../../transforms/evaluate/missing.ts';
import { numberOf } from '../../../transforms/evaluate/numbers.ts';

describe('a number', () => {
  test.each<[string, '.' | ',', number]>([
    ['12', '.', 12],
    ['-1.5e3', '.', -1500],
    ['1,234.50', '.', 1234.5],
    ['12,34,567.8', '.', 1234567.8],
    ['$1,234', '.', 1234],
    ['-$5.20', '.', -5.2],
    ['$-5.20', '.', -5.2],
    ['CNY 12.5', '.', 12.5],
    ['12.5 元', '.', 12.5],
    ['12.5%', '.', 12.5],
    ['(120.00)', '.', -120],
    ['1 234.5', '.', 1234.5],
    ['12,5', ',', 12.5],
    ['1.234,50 €', ',', 1234.5],
    ['0,123', ',', 0.123],
    ['￥１２．５', '.', 12.5],
    ['US$1,234', '.', 1234],
    ['$(12.50)', '.', -12.5],
    ['1’234.50', '.', 1234.5],
    ['54.87-', '.', -54.87],
    ['1.054,87-', ',', -1054.87],
    ['54,87- €', ',', -54.87],
    ['Rs. 222,780.00', '.', 222780],
    ['Rs.500', '.', 500],
    ['-Rs 12', '.', -12],
    ['149,50 kr', ',', 149.5],
    ['$222.78 USD', '.', 222.78],
    ['-$1,222.78 USD', '.', -1222.78],
    ['2.23万', '.', 22300],
    ['2.234567万元', '.', 22345.67],
    ['￥1.5亿', '.', 150000000],
    ['-３万', '.', -30000],
    ['-5-', '.', Number.NaN],
    ['万', '.', Number.NaN],
    ['3万以上', '.', Number.NaN],
    ['12,5', '.', Number.NaN],
    ['0,123', '.', Number.NaN],
    ['12 apples', '.', Number.NaN],
    ['0x10', '.', Number.NaN],
    ['1,23', '.', Number.NaN],
    ['12-34', '.', Number.NaN],
    ['', '.', Number.NaN],
    ['USD', '.', Number.NaN],
  ])('%j with the mark %s is %d', (text, mark, value) => expect(numberOf(text, mark)).toBe(value));
});

test.each([
  '',
  ' ',
  'NA',
  'n/a',
  'N.A.',
  '?',
  'null',
  '(null)',
  '\\N',
  'NaN',
  '-',
  '#N/A',
  '#DIV/0!',
  '缺失',
])('%j is no value', (text) => expect(isMissing(text, 'categories')).toBe(true));

test.each(['None', 'unknown', '未知', '不详', '无'])(
  '%j is none among numbers, and can be a category',
  (text) => {
    expect(isMissing(text, 'numbers')).toBe(true);
    expect(isMissing(text, 'categories')).toBe(false);
    const found = readColumn(['1', text, '2', text, '3', text]);
    expect(found).toMatchObject({ kind: 'number', unreadable: 0 });
    expect(readColumn(['gold', text, 'silver'])).toEqual({
      kind: 'category',
      values: ['gold', text, 'silver'],
    });
  },
);

test('a date is the days since 1970, its time a part of the day; one that does not exist is none', () => {
  expect(dayOf('1970-01-03', 'year first')).toBe(2);
  expect(dayOf('1970/1/3 12:00:00', 'year first')).toBe(2.5);
  expect(dayOf('1970-01-03T06:00:00Z', 'year first')).toBe(2.25);
  expect(dayOf('03.01.1970', 'day first')).toBe(2);
  expect(dayOf('01/03/1970', 'month first')).toBe(2);
  expect(dayOf('2026-02-30', 'year first')).toBeNaN();
});

describe('a column', () => {
  const kinds = (texts: readonly (string | null)[]) => {
    const found = readColumn(texts);
    return found.kind === 'category' ? [found.kind] : [found.kind, ...found.values];
  };

  test.each<[string, readonly (string | null)[], readonly (string | number)[]]>([
    ['numbers with missing ones', ['1', 'NA', null, '?', '2.5'], ['number', 1, NaN, NaN, NaN, 2.5]],
    ['thousands marks', ['1,234.50', '12.00'], ['number', 1234.5, 12]],
    ['decimal commas', ['1,5', '1.234,25', '7'], ['number', 1.5, 1234.25, 7]],
    ['thousands marks or decimal commas that could be either', ['1,234', '2,500'], ['number', 1234, 2500]],
    ['days first, which one date shows', ['02/01/1970', '31/01/1970'], ['date', 1, 30]],
    ['months first', ['01/02/1970', '01/31/1970'], ['date', 1, 30]],
    ['dates of digits', ['19700102', 'NA', '19700201'], ['date', 1, NaN, 31]],
    ['numbers that are not all dates', ['19700102', '19701301'], ['number', 19700102, 19701301]],
    ['binary numbers', ['10101010', '11111111'], ['number', 10101010, 11111111]],
    ['days and months without marks', ['02Jan1970', '01FEB1970'], ['date', 1, 31]],
    ['months by number', ['1970-02', '1970-01'], ['date', 31, 0]],
    ['months of six digits', ['197002', '197001'], ['date', 31, 0]],
    ['years, which are numbers', ['1970', '1971'], ['number', 1970, 1971]],
    ['months by name', ['Feb-1970', 'Jan-1970'], ['date', 31, 0]],
    ['months of short years', ['Feb-70', 'Jan-01', 'Jan-70'], ['date', 31, 11323, 0]],
    ['months that may be days', ['Feb-11', 'Jan-01', 'Jan-12'], ['category']],
    ['weeks', ['1970-W02', '1970-W03'], ['date', 4, 11]],
    ['quarters', ['1970-Q2', '1971-Q1'], ['date', 90, 365]],
    ['categories', ['a', 'b', '1'], ['category']],
    ['codes that are not all numbers', ['01', '2A', '03'], ['category']],
    ['nothing', [null, 'NA'], ['category']],
  ])('of %s is told', (_, texts, expected) => expect(kinds(texts)).toEqual(expected));

  const withOdd = (different: number, odd: (i: number) => string | undefined) =>
    readColumn(Array.from({ length: 100 }, (_, i) => odd(i) ?? `${i % different}`));

  test('of numbers with a rare odd word is numbers, and says how many cells were unreadable', () => {
    expect(withOdd(10, (i) => (i === 7 ? 'a' : undefined))).toMatchObject({ kind: 'number', unreadable: 1 });
    expect(withOdd(10, (i) => (i % 10 === 0 ? 'a' : undefined)).kind).toBe('category');
  });

  test('of many different numbers may have few odd words in up to half of its cells', () => {
    const often = (i: number) => (i % 4 === 0 ? ['asked', 'refused'][i % 8 === 0 ? 0 : 1] : undefined);
    expect(withOdd(100, often)).toMatchObject({ kind: 'number', unreadable: 25 });
    expect(withOdd(100, (i) => (i < 60 ? 'refused' : undefined)).kind).toBe('category');
    expect(withOdd(100, (i) => (i < 20 ? '>100' : undefined)).kind).toBe('category');
    expect(withOdd(100, (i) => (i % 10 === 0 ? `word ${i}` : undefined)).kind).toBe('category');
  });
});
