import { describe, expect, test } from 'vitest';
import { binColumns, binsOf } from '../../../models/classify/binning.ts';
import { meanOfTrees, scoreBoostedTrees, treeContributions } from '../../../models/classify/boostedTrees.ts';
import { type BinnedPart, binPart, growParts } from '../../../models/classify/growParts.ts';
import { growTree, usualShape } from '../../../models/classify/growTree.ts';
import { fitLogistic } from '../../../models/classify/logistic.ts';
import {
  boostedClassifier,
  classifierFigures,
  fitBoostedClassifier,
  type Matrix,
} from '../../../models/index.ts';
import { sigmoid } from '../../../models/numeric/logisticFunctions.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});

/** A part that is fitted on the first half of the rows, the second held out. */
const halved = (rows: readonly (readonly number[])[], labels: Uint8Array): BinnedPart => {
  const half = rows.length / 2;
  return binPart({
    inner: { matrix: matrix(rows.slice(0, half)), labels: labels.subarray(0, half) },
    held: { matrix: matrix(rows.slice(half)), labels: labels.subarray(half) },
  });
};

describe('logistic regression', () => {
  test('of one yes-or-no column is the log odds of the table', () => {
    // 10 of 40 positive without, 30 of 40 with
    const rows = Array.from({ length: 80 }, (_, i) => [i < 40 ? 0 : 1]);
    const labels = Uint8Array.from(rows, (_, i) => (i < 10 || i >= 50 ? 1 : 0));
    const { intercept, weights, converged } = fitLogistic(matrix(rows), labels, 0);
    expect(converged).toBe(true);
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 6);
    expect(weights[0]).toBeCloseTo(2 * Math.log(3), 6);
  });

  test.each([300, 301, 302, 303])('of %i rows at its penalised maximum has no slope', (count) => {
    const random = seededRandom(3);
    const rows = Array.from({ length: count }, () => [random() * 4, random() - 0.5, 1]);
    const labels = Uint8Array.from(rows, ([a = 0, b = 0]) =>
      random() < 1 / (1 + Math.exp(1 - a + 2 * b)) ? 1 : 0,
    );
    const model = fitLogistic(matrix(rows), labels, 1);
    const chances = rows.map((row) =>
      sigmoid(row.reduce((sum, one, c) => sum + one * (model.weights[c] ?? 0), model.intercept)),
    );
    for (const column of [0, 1, 2]) {
      const slope = rows.reduce(
        (sum, row, i) => sum + (row[column] ?? 0) * ((labels[i] ?? 0) - (chances[i] ?? 0)),
        0,
      );
      expect(slope - (model.weights[column] ?? 0)).toBeCloseTo(0, 5);
    }
  });

  test('begun near its end ends where it does from nothing', () => {
    const random = seededRandom(6);
    const rows = matrix(Array.from({ length: 500 }, () => [random(), 5 * random(), random() < 0.1 ? 1 : 0]));
    const labels = Uint8Array.from({ length: 500 }, (_, i) => (random() < (rows.values[3 * i] ?? 0) ? 1 : 0));
    const plain = fitLogistic(rows, labels);
    const begun = fitLogistic(rows, labels, 1, { intercept: plain.intercept + 0.3, weights: plain.weights });
    expect(begun.converged).toBe(true);
    expect(begun.intercept).toBeCloseTo(plain.intercept, 6);
    plain.weights.forEach((weight, c) => expect(begun.weights[c]).toBeCloseTo(weight, 6));
  });

  test('of separable labels without a penalty says that it did not converge; with one it gives numbers', () => {
    const rows = matrix([[1], [2], [3], [4]]);
    const labels = Uint8Array.of(0, 0, 1, 1);
    expect(fitLogistic(rows, labels, 0).converged).toBe(false);
    expect(fitLogistic(rows, labels, 1).converged).toBe(true);
  });
});

test('a logistic regression that finds no step down stays where it is, and says that it did not converge', () => {
  // far out, where all chances are 0 or 1, the curvature is next to nothing and every step too long
  const start = { intercept: 0, weights: Float64Array.of(100) };
  const rows = matrix([[1], [1], [1], [-1], [-1], [-1]]);
  const { weights, converged } = fitLogistic(rows, Uint8Array.of(0, 0, 1, 1, 1, 0), 3e-7, start);
  expect(weights[0]).toBe(100);
  expect(converged).toBe(false);
  expect(fitLogistic(matrix([[1], [Number.NaN]]), Uint8Array.of(0, 1))).toMatchObject({
    intercept: Number.NaN,
    converged: false,
  });
});

describe('boosted trees', () => {
  const random = seededRandom(5);
  const rows = Array.from({ length: 2000 }, () => [random(), random(), random()]);
  // an exclusive or, which no line can part
  const labels = Uint8Array.from(rows, ([a = 0, b = 0]) => (a > 0.5 !== b > 0.5 ? 1 : 0));

  test('learn what a line cannot, on rows that they have not seen', () => {
    const { fits } = growParts([halved(rows, labels)]);
    const scores = scoreBoostedTrees(meanOfTrees(fits), matrix(rows.slice(1000)));
    expect(
      classifierFigures(
        scores.map((z) => 1 / (1 + Math.exp(-z))),
        labels.slice(1000),
      ).auc,
    ).toBeGreaterThan(0.98);
  });

  test('part rows that are nearly sure where a leaf may have so many rows, however little they weigh', () => {
    const sure = binColumns(matrix(rows.slice(0, 1000)));
    const gradient = Float64Array.from({ length: 1000 }, (_, i) => (sure.bins[0]?.[i] === 5 ? -0.5 : 0.001));
    const grown = (leastRows: number) =>
      growTree(sure, gradient, new Float64Array(1000).fill(0.001), {
        ...usualShape,
        leaves: 4,
        leastWeight: 3,
        leastRows,
      });
    expect(grown(Number.POSITIVE_INFINITY)).toBeUndefined();
    const found = grown(12);
    const sizes = found?.leaves.map((leaf) => leaf.rows.length) ?? [];
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(1000);
  });

  test('stop where the held rows no longer gain: of noise there is nothing to learn', () => {
    const noise = Uint8Array.from(rows, () => (random() < 0.5 ? 1 : 0));
    const chances = boostedClassifier(matrix(rows), noise)(matrix(rows));
    const share = noise.reduce((sum, one) => sum + one, 0) / noise.length;
    expect(Math.max(...chances)).toBeLessThan(share + 0.1);
    expect(Math.min(...chances)).toBeGreaterThan(share - 0.1);
  });

  test('are none where none leaves the held rows less loss than their share alone', () => {
    let none = 0;
    for (let trial = 0; trial < 20; trial++) {
      const noise = Uint8Array.from(rows.slice(0, 400), () => (random() < 0.3 ? 1 : 0));
      const inner = { matrix: matrix(rows.slice(0, 300)), labels: noise.subarray(0, 300) };
      const held = { matrix: matrix(rows.slice(300, 400)), labels: noise.subarray(300) };
      const { fits, heldLoss } = growParts([binPart({ inner, held })]);
      const { base, trees } = meanOfTrees(fits);
      const chance = sigmoid(base);
      const ofShare = held.labels.reduce((sum, one) => sum - Math.log(one ? chance : 1 - chance), 0);
      expect(heldLoss).toBeLessThanOrEqual(ofShare + 1e-9);
      if (trees.length === 0) none++;
    }
    expect(none).toBeGreaterThan(5);
  });

  test('are held to what they tell, not to how far they overstate it: a calibration puts that right', () => {
    const draw = seededRandom(3);
    const table = Array.from({ length: 1200 }, () => [draw(), draw(), draw(), draw()]);
    const drawn = Uint8Array.from(table, ([a = 0]) => (draw() < (a > 0.5 ? 0.6 : 0.1) ? 1 : 0));
    const options = { learningRate: 0.5, leaves: 31, leastWeight: 0.5 };
    const { fits, heldLoss } = growParts([halved(table, drawn)], options);
    const { base, trees } = meanOfTrees(fits);
    const scores = scoreBoostedTrees({ base, trees }, matrix(table.slice(600)));
    const lossAt = (slope: number) =>
      scores.reduce((sum, z, i) => {
        const chance = sigmoid(base + slope * (z - base));
        return sum - Math.log(drawn[600 + i] === 1 ? chance : 1 - chance);
      }, 0);
    expect(heldLoss).toBeCloseTo(Math.min(...Array.from({ length: 101 }, (_, i) => lossAt(i / 100))), 1);
    expect(heldLoss).toBeLessThan(lossAt(1) - 0.5);
  });

  test('are as many of each part as leave the rows held out of all parts together the least loss', () => {
    const draw = seededRandom(4);
    const drawnBy = (chanceOf: (x: number) => number) => {
      const table = Array.from({ length: 600 }, () => [draw(), draw()]);
      const drawn = Uint8Array.from(table, ([x = 0]) => (draw() < chanceOf(x) ? 1 : 0));
      return { part: halved(table, drawn), held: matrix(table.slice(300)), labels: drawn.subarray(300) };
    };
    // one tells something, by many trees, and the other nothing, by none
    const told = [drawnBy((x) => (x > 0.5 ? 0.8 : 0.2)), drawnBy(() => 0.3)];
    const alone = told.map(({ part }) => growParts([part]).fits[0]?.trees.length ?? 0);
    expect(new Set(alone).size).toBe(2);
    const { fits, heldLoss } = growParts(told.map(({ part }) => part));
    const [count = 0, other] = fits.map(({ trees }) => trees.length);
    expect(other).toBe(count);
    // all of them, to hold fewer and more trees beside those that were kept
    const grown = growParts(
      told.map(({ part }) => part),
      { patience: 40, trees: count + 10 },
    ).fits;
    expect(grown.map(({ trees }) => trees.slice(0, count))).toEqual(fits.map(({ trees }) => trees));
    const lossOf = (trees: number) => {
      const scored = fits.map((fit, p) => {
        const { held, labels: came } = told[p] as (typeof told)[number];
        return {
          base: fit.base,
          came,
          scores: scoreBoostedTrees({ ...fit, trees: fit.trees.slice(0, trees) }, held),
        };
      });
      const at = (slope: number) =>
        scored.reduce(
          (sum, { base, came, scores }) =>
            scores.reduce((loss, z, i) => {
              const chance = sigmoid(base + slope * (z - base));
              return loss - Math.log(came[i] === 1 ? chance : 1 - chance);
            }, sum),
          0,
        );
      return Math.min(...Array.from({ length: 101 }, (_, i) => at(i / 100)));
    };
    expect(heldLoss).toBeCloseTo(lossOf(count), 1);
    for (let trees = 0; trees < count; trees++) expect(lossOf(trees)).toBeGreaterThan(heldLoss - 0.01);
  });

  test('are grown past one that does not help: ten must not before they end', () => {
    const lossesBy = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const draw = seededRandom(seed);
      const table = Array.from({ length: 400 }, () => [draw(), draw(), draw()]);
      const part = halved(
        table,
        Uint8Array.from(table, ([x = 0]) => (draw() < 0.2 + 0.3 * x ? 1 : 0)),
      );
      return { usual: growParts([part]).heldLoss, hasty: growParts([part], { patience: 1 }).heldLoss };
    });
    for (const { usual, hasty } of lossesBy) expect(usual).toBeLessThanOrEqual(hasty);
    expect(lossesBy.filter(({ usual, hasty }) => usual < hasty).length).toBeGreaterThan(0);
  });

  test('of several fits say what those say in the mean, of a row and of each column', () => {
    const fits = [11, 12, 13].map((seed) => {
      const draw = seededRandom(seed);
      const table = Array.from({ length: 400 }, () => [draw(), draw(), draw()]);
      const drawn = Uint8Array.from(table, ([a = 0, b = 0]) => (draw() < (a + b) / 2 ? 1 : 0));
      return growParts([halved(table, drawn)]).fits;
    });
    const of = fits.flat();
    const some = matrix(rows.slice(0, 50));
    const meanBy = (said: (one: (typeof of)[number]) => Float64Array) =>
      of
        .map(said)
        .reduce(
          (sum, one) => sum.map((value, i) => value + (one[i] as number) / of.length),
          said(of[0] as (typeof of)[number]).fill(0),
        );
    const mean = meanOfTrees(of);
    scoreBoostedTrees(mean, some).forEach((score, i) =>
      expect(score).toBeCloseTo(meanBy((one) => scoreBoostedTrees(one, some))[i] as number, 9),
    );
    const contributions = meanBy((one) => treeContributions(one, some));
    expect(Math.max(...contributions)).toBeGreaterThan(0.1);
    treeContributions(mean, some).forEach((one, i) => expect(one).toBeCloseTo(contributions[i] as number, 9));
  });

  test('are of few rows those of five parts, and a tenth more of all rows, which count as much as those together', () => {
    const draw = seededRandom(6);
    const treesOf = (count: number) => {
      const table = Array.from({ length: count }, () => [draw()]);
      const drawn = Uint8Array.from(table, ([x = 0]) => (draw() < 0.1 + 0.8 * x ? 1 : 0));
      const model = fitBoostedClassifier(matrix(table), drawn, { trees: 10, seed: 1 });
      if (model.kind !== 'trees') throw new Error('not trees');
      return model.trees.map(({ value }) => Math.max(...value));
    };
    const few = treesOf(20_000);
    // eleven of all rows, then ten of each part
    expect(few).toHaveLength(11 + 5 * 10);
    expect((few[0] as number) / (few[11] as number)).toBeCloseTo(5, 0);
    expect(treesOf(20_001)).toHaveLength(10);
  });

  test('are as large as the rows held out ask for: small where columns add up, larger where many work together', () => {
    const draw = seededRandom(11);
    const many = Array.from({ length: 4000 }, () => Array.from({ length: 6 }, () => (draw() < 0.5 ? 0 : 1)));
    const leavesOf = (oddsOf: (row: readonly number[]) => number) => {
      const drawn = Uint8Array.from(many, (row) => (draw() < 1 / (1 + Math.exp(-oddsOf(row))) ? 1 : 0));
      const model = fitBoostedClassifier(matrix(many), drawn);
      if (model.kind !== 'trees') throw new Error('not trees');
      return Math.max(...model.trees.map(({ left }) => left.filter((next) => next === 0).length));
    };
    expect(leavesOf((row) => row.reduce((sum, one) => sum + one - 0.5, 0))).toBeLessThanOrEqual(10);
    // whether an even number of the first five is set
    expect(
      leavesOf((row) => (row.slice(0, 5).reduce((sum, one) => sum + one, 0) % 2 === 0 ? 3 : -3)),
    ).toBeGreaterThan(10);
  });

  test('of columns by an odd number learn from the last as from the others', () => {
    const last = matrix(rows.map(([a = 0, b = 0, c = 0]) => [c, a, b]));
    const { auc } = classifierFigures(boostedClassifier(last, labels)(last), labels);
    expect(auc).toBeGreaterThan(0.98);
  });

  test.each([1, 3, 4, 5])(
    'of %d columns of two values beside two others part on each as it tells',
    (columns) => {
      const all = rows
        .slice(0, 400)
        .map((row, i) => [...row, ...Array.from({ length: columns }, (_, c) => (i >> c) & 1)]);
      const width = all[0]?.length ?? 0;
      for (let telling = width - columns; telling < width; telling++) {
        const said = Float64Array.from(all, (row) => row[telling] as number);
        const gradient = said.map((one) => (one === 1 ? -0.5 : 0.5));
        const grown = growTree(binColumns(matrix(all)), gradient, new Float64Array(400).fill(0.25), {
          ...usualShape,
          leaves: 2,
        });
        const ofLeaf = grown?.leaves.map(({ rows: own }) => [
          own.length,
          ...new Set(Array.from(own, (i) => said[i])),
        ]);
        expect(grown?.tree.column[0]).toBe(telling);
        expect(ofLeaf).toEqual([0, 1].map((one) => [said.filter((two) => two === one).length, one]));
        // −Σg / (Σh + l2), a tenth of it
        const leaf = (n: number) => (0.1 * 0.5 * n) / (0.25 * n + 1);
        expect(grown?.tree.value[1]).toBeCloseTo(-leaf(ofLeaf?.[0]?.[0] as number), 12);
        expect(grown?.tree.value[2]).toBeCloseTo(leaf(ofLeaf?.[1]?.[0] as number), 12);
      }
    },
  );

  test('of constant features and of one class give the share', () => {
    const constant = matrix(rows.map(() => [7, 7]));
    const share = labels.reduce((sum, one) => sum + one, 0) / labels.length;
    expect(boostedClassifier(constant, labels)(constant)[0]).toBeCloseTo(share, 1);
    expect(boostedClassifier(constant, new Uint8Array(2000))(constant)[0]).toBeLessThan(0.001);
  });
});

describe('bins', () => {
  const cutsOf = (values: readonly number[]) =>
    Array.from(binColumns(matrix(values.map((v) => [v]))).thresholds[0] ?? []);

  test('of few values are one a value, however rare', () => {
    expect(cutsOf([...new Array(1000).fill(1), 2, 3, ...new Array(1000).fill(9)])).toEqual([1.5, 2.5, 6]);
    expect(cutsOf([5, 5, 5])).toEqual([]);
  });

  test('of many are about equal, but a frequent value has its own and leaves the others all but one', () => {
    const even = Array.from({ length: 6400 }, (_, i) => i);
    const { bins } = binColumns(matrix(even.map((v) => [v])));
    const counts = new Array<number>(64).fill(0);
    for (const bin of bins[0] ?? []) counts[bin] = (counts[bin] ?? 0) + 1;
    expect(Math.max(...counts)).toBeLessThanOrEqual(102);
    const cuts = cutsOf([...even.map((v) => v - 3200), ...new Array(6400).fill(0)]);
    expect(cuts.length).toBeLessThanOrEqual(63);
    expect(cuts).toContain(-0.5);
    expect(cuts).toContain(0.5);
    expect(cuts.length).toBeGreaterThan(58);
  });

  test('part the tail of a column that is mostly zeros', () => {
    const tail = Array.from({ length: 200 }, (_, i) => i + 1);
    expect(cutsOf([...new Array(19_800).fill(0), ...tail]).length).toBe(63);
  });

  test('are found for other rows by the same ends', () => {
    expect(
      Array.from(binsOf([Float64Array.of(1.5, 2.5)], matrix([[1], [1.5], [2], [99], [-99]]))[0] ?? []),
    ).toEqual([0, 0, 1, 2, 0]);
  });
});

describe('figures', () => {
  test('of chances by hand', () => {
    const figures = classifierFigures(Float64Array.of(0.9, 0.8, 0.3, 0.1), Uint8Array.of(1, 0, 1, 0));
    expect(figures.auc).toBe(0.75);
    expect(figures.brier).toBeCloseTo((0.01 + 0.64 + 0.49 + 0.01) / 4, 12);
    expect(figures.logLoss).toBeCloseTo(
      -(Math.log(0.9) + Math.log(0.2) + Math.log(0.3) + Math.log(0.9)) / 4,
      12,
    );
    expect(figures.topDecileLift).toBe(2);
  });

  test.each([
    ['all equal', () => 0.5],
    ['of two kinds', (i: number) => (i % 4 === 0 ? 0.8 : 0.4)],
    ['rounded', (i: number) => Math.round((i * 37) % 11) / 11],
  ])('of equal chances do not depend on the order of the rows: %s', (_, chanceOf) => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ chance: chanceOf(i), label: i % 2 }));
    const figuresOf = (sorted: typeof rows) =>
      classifierFigures(
        Float64Array.from(sorted, ({ chance }) => chance),
        Uint8Array.from(sorted, ({ label }) => label),
      );
    const [rising, falling] = [rows, rows].map((list, i) =>
      figuresOf([...list].sort((a, b) => (i === 0 ? a.label - b.label : b.label - a.label))),
    );
    expect(rising?.topDecileLift).toBeCloseTo(falling?.topDecileLift ?? Number.NaN, 9);
    expect(rising?.expectedCalibrationError).toBeCloseTo(falling?.expectedCalibrationError ?? Number.NaN, 9);
  });

  test('of one chance for all, which is right, say that nobody stands out', () => {
    const labels = Uint8Array.from({ length: 200 }, (_, i) => (i < 100 ? 1 : 0));
    const figures = classifierFigures(new Float64Array(200).fill(0.5), labels);
    expect(figures).toMatchObject({ auc: 0.5, topDecileLift: 1, expectedCalibrationError: 0 });
  });

  test('of chances that are right have a slope of 1 and a small error; too sure ones a slope below', () => {
    const random = seededRandom(9);
    const chances = Float64Array.from({ length: 20_000 }, () => random());
    const labels = Uint8Array.from(chances, (p) => (random() < p ? 1 : 0));
    const right = classifierFigures(chances, labels);
    expect(right.calibrationSlope).toBeCloseTo(1, 1);
    expect(right.expectedCalibrationError).toBeLessThan(0.02);
    const sure = classifierFigures(
      chances.map((p) => p ** 2 / (p ** 2 + (1 - p) ** 2)),
      labels,
    );
    expect(sure.calibrationSlope).toBeCloseTo(0.5, 1);
  });

  const half = Uint8Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : 1));
  const rising = Float64Array.from(half, (label, i) => 0.2 + 0.4 * label + i / 1000);

  test.each([
    ['one class', rising, new Uint8Array(200)],
    ['the other class', rising, new Uint8Array(200).fill(1)],
    ['one chance', new Float64Array(200).fill(0.4), half],
    ['classes that a chance parts', rising, half],
    [
      'classes that meet in one chance',
      rising.map((p) => Math.max(0.25, Math.min(0.65, p))).map((p, i) => (i > 90 && i < 110 ? 0.45 : p)),
      half,
    ],
    ['classes that are the other way round', rising.map((p) => 1 - p), half],
  ])('of %s are numbers, but for the slope, which there is not', (_, chances, labels) => {
    const { calibrationSlope, ...others } = classifierFigures(chances, labels);
    expect(calibrationSlope).toBeNull();
    for (const value of Object.values(others)) expect(Number.isFinite(value)).toBe(true);
  });

  test('of no rows there are none', () => {
    expect(() => classifierFigures(new Float64Array(0), new Uint8Array(0))).toThrow('no rows');
  });
});
