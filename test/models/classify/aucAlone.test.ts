import { expect, test } from 'vitest';
import { aucAlone } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const rows = 600;
const labels = Uint8Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 1 : 0));
const folds = Uint8Array.from({ length: rows }, (_, i) => Math.floor(i / 3) % 5);
const numbers = (of: (i: number) => number) =>
  aucAlone(
    { kind: 'number', name: 'x', values: Float64Array.from({ length: rows }, (_, i) => of(i)) },
    labels,
    folds,
  );
const texts = (of: (i: number) => string | null) =>
  aucAlone(
    { kind: 'category', name: 'x', values: Array.from({ length: rows }, (_, i) => of(i)) },
    labels,
    folds,
  );

test('a column that has the label in it tells it alone, whichever way round, and by a gap as well', () => {
  const random = seededRandom(2);
  expect(numbers((i) => (labels[i] as number) + random() / 2)).toBeGreaterThan(0.999);
  expect(numbers((i) => -(labels[i] as number) - random() / 2)).toBeGreaterThan(0.999);
  expect(numbers((i) => (labels[i] === 1 ? Number.NaN : random()))).toBe(1);
  expect(texts((i) => (labels[i] === 1 ? ['a', 'b'][i % 2] : ['c', null][i % 2]) ?? null)).toBe(1);
});

test('one that knows nothing of it does not, however many values it has', () => {
  const random = seededRandom(4);
  expect(Math.abs(numbers(() => random()) - 0.5)).toBeLessThan(0.1);
  expect(Math.abs(texts(() => `t${Math.floor(random() * 200)}`) - 0.5)).toBeLessThan(0.1);
  expect(texts((i) => `own ${i}`)).toBe(0.5);
});
