import { describe, expect, test } from 'vitest';
import { encodeTable } from '../../../models/index.ts';

const rows = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);
const columnOf = (
  { rows: n, columns, values }: { rows: number; columns: number; values: Float64Array },
  c: number,
) => Array.from({ length: n }, (_, i) => values[i * columns + c]);

describe('a table for a classifier', () => {
  const gapped = { kind: 'number' as const, name: 'a', values: Float64Array.of(1, 2, Number.NaN, 3, 9) };

  test('has the median of the rows fitted on for a missing number, and says that it was missing', () => {
    const { encode } = encodeTable([gapped], new Uint8Array(5), rows(4), 'linear');
    expect(columnOf(encode(rows(5)), 0)).toEqual([1, 2, 2, 3, 9]);
    expect(columnOf(encode(rows(5)), 1)).toEqual([0, 0, 1, 0, 0]);
  });

  test('has it below all others for trees', () => {
    const { encode } = encodeTable([gapped], new Uint8Array(5), rows(4), 'trees');
    expect(columnOf(encode(rows(5)), 0)[2]).toBeLessThan(1);
  });

  test('has the logarithm of a long tail beside it, for a line alone', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => Math.exp(i / 10));
    const long = { kind: 'number' as const, name: 'a', values };
    const encoded = (form: 'linear' | 'trees') => encodeTable([long], new Uint8Array(100), rows(100), form);
    expect(encoded('linear').fitted.columns).toBe(2);
    expect(encoded('trees').fitted.columns).toBe(1);
  });

  test('of many categories knows the share of each; of a row that is fitted on, without its own label', () => {
    const values = Array.from({ length: 4000 }, (_, i) => `c${i % 200}`);
    const labels = Uint8Array.from(values, (_, i) => Number(i % 200 < 60));
    const many = { kind: 'category' as const, name: 'a', values };
    const { fitted, encode } = encodeTable([many], labels, rows(4000), 'linear');
    const share = columnOf(encode(rows(200)), fitted.columns - 1) as number[];
    expect(Math.min(...share.slice(0, 60))).toBeGreaterThan(Math.max(...share.slice(60)));
    // every category once: its own label is all there is to know of it, and must not be known
    const once = { kind: 'category' as const, name: 'a', values: values.map((_, i) => `c${i >> 1}`) };
    const odd = Uint8Array.from(values, (_, i) => i % 2);
    const one = encodeTable(
      [once],
      odd,
      rows(4000).filter((i) => i % 2 === 1),
      'trees',
    );
    expect(new Set(columnOf(one.fitted, one.fitted.columns - 1)).size).toBe(1);
  });

  test('draws the share of a category towards that of all, as much as twenty rows of that would', () => {
    // of 30, 30 and 40 rows 30, none and 20 are positive: half of all
    const values = Array.from({ length: 100 }, (_, i) => (i < 30 ? 'a' : i < 60 ? 'b' : 'c'));
    const labels = Uint8Array.from(values, (value, i) => (value === 'a' || i >= 80 ? 1 : 0));
    const column = { kind: 'category' as const, name: 'a', values };
    const { encode } = encodeTable([column], labels, rows(100), 'trees');
    const share = columnOf(encode(Uint32Array.of(0, 30, 60)), 3);
    [Math.log(40 / 10), Math.log(10 / 40), 0].forEach((logOdds, i) =>
      expect(share[i]).toBeCloseTo(logOdds, 9),
    );
  });

  test('gives a category that was not seen no column, and its share is that of all', () => {
    const values = ['a', 'a', 'b', 'b', 'c', 'c', 'd'];
    const column = { kind: 'category' as const, name: 'a', values };
    const labels = Uint8Array.of(1, 0, 1, 0, 1, 0, 0);
    const { encode } = encodeTable([column], labels, rows(6), 'trees');
    const unseen = encode(Uint32Array.of(6)).values;
    expect([...unseen.slice(0, 3)]).toEqual([0, 0, 0]);
    expect(unseen[3]).toBeCloseTo(0, 9);
  });
});

test('the share of a category says nothing of the label of its own row to whoever fits on that', () => {
  const values = Array.from({ length: 4000 }, (_, i) => `c${i >> 1}`);
  const category = { kind: 'category' as const, name: 'a', values };
  const seenBy = (labels: Uint8Array) => {
    const { fitted } = encodeTable([category], labels, rows(4000), 'linear');
    return columnOf(fitted, fitted.columns - 1);
  };
  const labels = Uint8Array.from(values, (_, i) => Number(i % 3 === 0));
  const usual = seenBy(labels);
  for (const row of [0, 7, 1234, 3999]) {
    const other = seenBy(labels.map((one, i) => (i === row ? 1 - one : one)));
    expect(Math.abs((other[row] ?? 0) - (usual[row] ?? 0))).toBeLessThan(0.005);
  }
});
