import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPeople } from '../../../models/clusters/matchPeople.ts';
import { fitSegmentation, type Matrix, type SegmentationOptions } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';
import { assignSegments } from './assignSegments.ts';

const features = ['recency_days', 'frequency', 'monetary'];
const options: SegmentationOptions = { features, kFrom: 3, kTo: 6, seed: 1 };

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: features.length,
  values: Float64Array.from(rows.flat()),
});

/** Customers of three kinds, spread about their kind; `kinds[i]` is the kind of row i. */
function business(size: number, seed: number) {
  const random = seededRandom(seed);
  const around = (centre: number) => centre * (0.6 + 0.8 * random());
  const kinds = Array.from({ length: size }, (_, i) => i % 3);
  const centres = [
    [12, 20, 4000],
    [60, 4, 300],
    [400, 1.5, 60],
  ];
  return {
    kinds,
    rows: kinds.map((kind) =>
      (centres[kind] ?? []).map((centre, c) => (c < 2 ? Math.round(around(centre)) : around(centre))),
    ),
  };
}

const share = (a: ArrayLike<number>, b: ArrayLike<number>, n: number) =>
  Array.from({ length: n }, (_, i) => (a[i] === b[i] ? 1 : 0)).reduce<number>((x, y) => x + y, 0) / n;

describe('segments of customers', () => {
  test('refuses a feature that is no number: it would count for nothing without a word', () => {
    const { rows } = business(60, 7);
    const gap = matrix(rows);
    gap.values[4] = Number.NaN;
    expect(() => fitSegmentation(gap, options)).toThrow('row 1, column 1 is NaN');
  });

  test('finds the kinds of customer that there are, and says what sets each apart', () => {
    const { rows, kinds } = business(600, 7);
    const { segmentation, tried } = fitSegmentation(matrix(rows), options);
    const labels = assignSegments(matrix(rows), segmentation);
    expect(tried.map(({ k }) => k)).toEqual([3, 4, 5, 6]);
    expect(segmentation.segments).toHaveLength(3);
    for (const kind of [0, 1, 2])
      expect(new Set(labels.filter((_, i) => kinds[i] === kind)).size, `kind ${kind}`).toBe(1);
    const code = (kind: number) =>
      segmentation.segments.find(({ label }) => label === labels[kinds.indexOf(kind)])?.code ?? '';
    expect(code(0)).toMatch(/high/);
    expect(code(0)).not.toMatch(/recency_days_high/);
    expect(code(2)).toMatch(/recency_days_high/);
    expect(new Set([code(0), code(1), code(2)]).size).toBe(3);
  });

  test('labels stay with their people after a fit with a tenth of new customers, whatever its seed', () => {
    const first = business(600, 7);
    const before = fitSegmentation(matrix(first.rows), options).segmentation;
    const rows = [...first.rows, ...business(60, 11).rows];
    const today = assignSegments(matrix(rows), before);
    for (const seed of [2, 3, 4]) {
      const last = { segmentation: before, labels: today };
      const { segmentation } = fitSegmentation(matrix(rows), { ...options, seed, last });
      const after = assignSegments(matrix(rows), segmentation);
      expect(share(today, after, 600)).toBeGreaterThan(0.97);
      expect(segmentation.segments.map(({ label }) => label)).toEqual(
        before.segments.map(({ label }) => label),
      );
      expect(segmentation.segments.map(({ code }) => code)).toEqual(before.segments.map(({ code }) => code));
      for (const { kept } of segmentation.segments) expect(kept).toBeGreaterThan(0.9);
    }
  });

  test('labels follow the people, not the place, when everybody moves the same way', () => {
    const { rows } = business(600, 7);
    const before = fitSegmentation(matrix(rows), options).segmentation;
    const labels = assignSegments(matrix(rows), before);
    const aged = rows.map(([r = 0, f = 0, m = 0]) => [r + 300, f, m]);
    const { segmentation } = fitSegmentation(matrix(aged), {
      ...options,
      last: { segmentation: before, labels },
    });
    expect(share(labels, assignSegments(matrix(aged), segmentation), 600)).toBeGreaterThan(0.9);
  });

  test('a kind that was not there before gets a label that nobody had', () => {
    const { rows, kinds } = business(600, 7);
    const without = rows.filter((_, i) => kinds[i] !== 0);
    const before = fitSegmentation(matrix(without), { ...options, kFrom: 2, kTo: 2 }).segmentation;
    const { segmentation } = fitSegmentation(matrix(rows), {
      ...options,
      kTo: 3,
      last: { segmentation: before, labels: assignSegments(matrix(rows), before) },
    });
    expect(before.nextLabel).toBe(2);
    expect(segmentation.segments.map(({ label, kept }) => [label, kept === null])).toEqual([
      [0, false],
      [1, false],
      [2, true],
    ]);
    expect(segmentation.nextLabel).toBe(3);
  });

  test('without customers there is one segment, which takes everybody who comes', () => {
    const { segmentation, rows } = fitSegmentation(matrix([]), options);
    expect(rows).toBe(0);
    expect(segmentation.segments).toEqual([{ label: 0, code: 'all', centroid: [], kept: null }]);
    expect([...assignSegments(matrix([[1, 2, 3]]), segmentation)]).toEqual([0]);
  });

  test.each([
    ['one customer', [[5, 1, 20]], 1],
    ['identical customers', Array.from({ length: 40 }, () => [5, 1, 20]), 1],
    ['two kinds of customer and no other', Array.from({ length: 40 }, (_, i) => [5, 1, 20 + (i % 2)]), 2],
  ])('%s: as many segments as there are customers that differ', (_, rows, count) => {
    const { segmentation } = fitSegmentation(matrix(rows), options);
    expect(segmentation.segments).toHaveLength(count);
    expect(JSON.stringify(segmentation)).not.toMatch(/NaN|Infinity/);
    expect(new Set(assignSegments(matrix(rows), segmentation)).size).toBe(count);
  });

  test('a feature that is the same for all, as orders of one-time buyers, counts for nothing', () => {
    const rows = business(300, 3).rows.map(([r = 0, , m = 0]) => [r, 1, m]);
    const { segmentation } = fitSegmentation(matrix(rows), options);
    expect(segmentation.scales[1]?.deviation).toBeNull();
    for (const { centroid, code } of segmentation.segments) {
      expect(centroid[1]).toBe(0);
      expect(code).not.toContain('frequency');
    }
    const many = rows.map(([r = 0, , m = 0], i) => [r, i, m]);
    expect([...assignSegments(matrix(many), segmentation)]).toEqual([
      ...assignSegments(matrix(rows), segmentation),
    ]);
  });

  test('one wholesaler among households does not bend the segments', () => {
    const { rows } = business(600, 7);
    const plain = fitSegmentation(matrix(rows), options).segmentation;
    const { segmentation } = fitSegmentation(matrix([...rows, [1, 1e6, 1e12]]), options);
    expect(segmentation.segments).toHaveLength(plain.segments.length);
    segmentation.segments.forEach(({ centroid }, i) => {
      centroid.forEach((z, c) => expect(z).toBeCloseTo(plain.segments[i]?.centroid[c] ?? 0, 1));
    });
  });

  test('every customer has a segment and no figure is NaN, whatever the numbers', () => {
    const number = fc.oneof(
      fc.constantFrom(0, 1, -1, 1e15, -1e15),
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 30 }), (rows) => {
        const { segmentation, tried } = fitSegmentation(matrix(rows), { ...options, kTo: 4, restarts: 2 });
        expect(JSON.stringify(tried)).not.toContain('null');
        const known = segmentation.segments.map(({ label }) => label);
        for (const { centroid } of segmentation.segments) expect(centroid.every(Number.isFinite)).toBe(true);
        for (const label of assignSegments(matrix(rows), segmentation)) expect(known).toContain(label);
        expect(new Set(segmentation.segments.map(({ code }) => code)).size).toBe(known.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('labels matched by people', () => {
  test('the pairing with the greatest overlap is taken, and nothing shared is a new label', () => {
    expect(matchPeople([4, 4, 4, 9, 9, 9], [1, 1, 1, 0, 0, 2], 4, 10)).toEqual({
      labels: [9, 4, 10, 11],
      kept: [2 / 3, 1, null, null],
      nextLabel: 12,
    });
  });

  test('without people before, all labels are new', () => {
    expect(matchPeople([], [], 2, 0)).toEqual({ labels: [0, 1], kept: [null, null], nextLabel: 2 });
  });

  test('no pairing of old segments and new clusters keeps more people together', () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 40,
    });
    const permutations = (items: readonly number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((item) =>
            permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
          );
    fc.assert(
      fc.property(labels, (pairs) => {
        const jaccard = (a: number, b: number) => {
          const both = pairs.filter(([old, fresh]) => old === a && fresh === b).length;
          return both / Math.max(1, pairs.filter(([old, fresh]) => old === a || fresh === b).length);
        };
        const { kept } = matchPeople(
          pairs.map(([old]) => old),
          pairs.map(([, fresh]) => fresh),
          4,
          4,
        );
        const total = kept.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        const best = permutations([0, 1, 2, 3]).map((order) =>
          order.reduce((sum, a, b) => sum + jaccard(a, b), 0),
        );
        expect(total).toBeCloseTo(Math.max(...best), 9);
      }),
    );
  });
});
