import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseK,
  kMeans,
  type Matrix,
  scaleFeatures,
  silhouette,
  stability,
  unscale,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});

/** Three clouds on a grid, so that no randomness is needed. */
const clouds = matrix(
  [0, 10, 20].flatMap((centre) =>
    Array.from({ length: 50 }, (_, i) => [centre + (i % 7) / 7, -centre + (i % 5) / 5]),
  ),
);

describe('k-means', () => {
  test('finds clouds that are apart, whatever the seed, and numbers them alike', () => {
    const labels = [1, 2, 3].map((seed) => [...kMeans(clouds, 3, { seed }).labels]);
    expect(labels[0]).toEqual([0, 1, 2].flatMap((cloud) => Array.from({ length: 50 }, () => cloud)));
    expect(labels[1]).toEqual(labels[0]);
    expect(labels[2]).toEqual(labels[0]);
  });

  test('carries on from a sample over all rows', () => {
    const whole = kMeans(clouds, 3);
    const sampled = kMeans(clouds, 3, { sampleRows: 30 });
    expect(sampled.sizes).toEqual([50, 50, 50]);
    expect(sampled.inertia).toBeCloseTo(whole.inertia, 9);
    const twice = kMeans(clouds, 3, { sampleRows: 20 });
    expect(twice.sizes).toEqual([50, 50, 50]);
    expect(twice.inertia).toBeCloseTo(whole.inertia, 9);
  });

  test('of a sample is not told by the start that is best on it alone', () => {
    const random = seededRandom(3);
    const even: Matrix = { rows: 2000, columns: 4, values: new Float64Array(8000).map(() => random()) };
    const least = kMeans(even, 5, { restarts: 20 }).inertia;
    const above = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => kMeans(even, 5, { seed, sampleRows: 500 }).inertia / least - 1,
    );
    // where one start alone goes on it is .0096
    expect(above.reduce((sum, one) => sum + one, 0) / above.length).toBeLessThan(0.002);
  });

  test('makes no more clusters than there are distinct rows', () => {
    const { centroids, sizes, inertia } = kMeans(matrix([[1], [1], [2], [2]]), 5);
    expect(centroids).toEqual([[1], [2]]);
    expect(sizes).toEqual([2, 2]);
    expect(inertia).toBe(0);
    expect(kMeans(matrix([[7, 7]]), 3).centroids).toEqual([[7, 7]]);
  });

  test('gives every row its nearest centroid, and the sum of the squared distances', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
          minLength: 4,
        }),
        fc.integer({ min: 1, max: 4 }),
        (rows, k) => {
          const { centroids, labels, inertia, sizes } = kMeans(matrix(rows), k);
          const distances = rows.map((row) =>
            centroids.map((centroid) => centroid.reduce((sum, c, i) => sum + (c - (row[i] ?? 0)) ** 2, 0)),
          );
          for (const [i, all] of distances.entries())
            expect(all[labels[i] ?? 0]).toBeCloseTo(Math.min(...all), 9);
          expect(inertia).toBeCloseTo(
            distances.reduce((sum, all) => sum + Math.min(...all), 0),
            6,
          );
          expect(sizes.reduce((a, b) => a + b, 0)).toBe(rows.length);
        },
      ),
    );
  });

  test('refuses no rows and a k that is none', () => {
    expect(() => kMeans(matrix([]), 2)).toThrow('no rows');
    expect(() => kMeans(clouds, 0)).toThrow('k is 0');
  });

  test('and the silhouette refuse what is no number, by its place', () => {
    const gap = matrix([
      [1, 2],
      [3, Number.NaN],
      [5, 6],
    ]);
    expect(() => kMeans(gap, 2)).toThrow('row 1, column 1 is NaN');
    expect(() => silhouette(gap, Uint8Array.of(0, 1, 1))).toThrow('row 1, column 1 is NaN');
  });
});

describe('features', () => {
  test('are scaled by mean and population deviation, and come back', () => {
    const { scaled, scale } = scaleFeatures(matrix([[0], [Math.E - 1]]), ['log1p', 'z']);
    expect([...scaled.values]).toEqual([-1, 1]);
    expect(unscale([1], scale)[0]).toBeCloseTo(Math.E - 1, 12);
  });

  test('that are constant count for nothing', () => {
    const { scaled, scale } = scaleFeatures(
      matrix([
        [0.1, 1],
        [0.1, 2],
        [0.1, 3],
      ]),
      ['log1p', 'z'],
    );
    expect([scaled.values[0], scaled.values[2], scaled.values[4]]).toEqual([0, 0, 0]);
    expect(unscale([0, 0], scale)[0]).toBeCloseTo(0.1, 12);
  });
});

describe('silhouette and stability', () => {
  test('of clouds that are apart are near 1', () => {
    const { labels } = kMeans(clouds, 3);
    expect(silhouette(clouds, labels)).toBeGreaterThan(0.9);
    expect(stability(clouds, 3)).toBeGreaterThan(0.95);
  });

  test('are lower where a cloud is cut in two', () => {
    expect(silhouette(clouds, kMeans(clouds, 4).labels)).toBeLessThan(0.85);
    expect(stability(clouds, 6)).toBeLessThan(stability(clouds, 3));
  });

  test('are those of the cluster that comes back least, however well the others do', () => {
    const random = seededRandom(5);
    const apart = matrix(
      Array.from({ length: 300 }, (_, i) => [100 * (i % 5) + random(), 10 * ((i % 5) % 2) + random()]),
    );
    expect(stability(apart, 5)).toBeGreaterThan(0.95);
    // one of the five is cut in two, anywhere
    expect(stability(apart, 6)).toBeLessThan(0.7);
  });

  test('of a definition by hand: two pairs on a line', () => {
    const line = matrix([[0], [1], [4], [5]]);
    const outer = (4.5 - 1) / 4.5;
    const inner = (3.5 - 1) / 3.5;
    expect(silhouette(line, Uint8Array.of(0, 0, 1, 1))).toBeCloseTo((outer + inner) / 2, 12);
    expect(silhouette(line, Uint8Array.of(0, 0, 0, 0))).toBe(0);
  });
});

test('k is that of the widest silhouette among stable clusters', () => {
  expect(
    chooseK([
      { k: 2, silhouette: 0.3, stability: 0.9 },
      { k: 3, silhouette: 0.5, stability: 0.4 },
      { k: 4, silhouette: 0.4, stability: 0.8 },
    ]),
  ).toBe(4);
  expect(chooseK([{ k: 3, silhouette: 0.5, stability: 0.4 }])).toBe(3);
});

test('k is that of the most stable clusters where none are stable', () => {
  const figures = [
    { k: 2, silhouette: 0.3, stability: 0.7 },
    { k: 3, silhouette: 0.5, stability: 0.4 },
    { k: 4, silhouette: 0.4, stability: 0.65 },
  ];
  expect(chooseK(figures)).toBe(2);
  expect(chooseK(figures, 4)).toBe(4);
});

test('k stays what it was unless another is clearly wider, or it can no longer be trusted', () => {
  const figures = [
    { k: 3, silhouette: 0.39, stability: 0.9 },
    { k: 4, silhouette: 0.4, stability: 0.8 },
    { k: 5, silhouette: 0.3, stability: 0.8 },
    { k: 6, silhouette: 0.4, stability: 0.5 },
    { k: 7, silhouette: 0.4, stability: 0.7 },
  ];
  expect(chooseK(figures, 3)).toBe(3);
  expect(chooseK(figures, 5)).toBe(4);
  expect(chooseK(figures, 6)).toBe(4);
  expect(chooseK(figures, 7)).toBe(7);
  expect(chooseK(figures, 9)).toBe(4);
});
