import { randomLcg, randomNormal } from 'd3-random';
import { kMeans, type Matrix } from '../models/index.ts';
import type { Bench } from './bench.ts';

/** Clouds that overlap: the corners of a cube, a spread and a half apart. */
function clouds(rows: number): Matrix {
  const normal = randomNormal.source(randomLcg(0.42))(0, 1);
  const values = new Float64Array(rows * 3);
  for (let i = 0; i < values.length; i++) values[i] = normal() + ((Math.floor(i / 3) >> (i % 3)) & 1) * 1.5;
  return { rows, columns: 3, values };
}

/** k-means of a million customers: the best of ten starts on a sample, carried on over all rows. */
export const bench: Bench = {
  name: 'segments',
  async run({ events: rows = 1_000_000 }) {
    const matrix = clouds(rows);
    const fits = [1, 2, 3, 4, 5].map((seed) => {
      const begun = performance.now();
      const { inertia } = kMeans(matrix, 5, { restarts: 10, seed });
      return { inertia, seconds: (performance.now() - begun) / 1000 };
    });
    const inertias = fits.map(({ inertia }) => inertia);
    const seconds = Math.max(...fits.map((fit) => fit.seconds));
    const fewer = clouds(Math.min(rows, 60_000));
    const carriedOn = kMeans(fewer, 5, { restarts: 10 });
    const whole = kMeans(fewer, 5, { restarts: 5, sampleRows: fewer.rows });
    return {
      name: 'segments',
      figures: [
        {
          label: `k-means, ${rows} rows × 3, k 5, ten starts, slowest of five seeds`,
          value: seconds,
          unit: 's',
          target: '≤ 3',
        },
        {
          label: `inertia of the worst of five seeds above the best, ${rows} rows`,
          value: (Math.max(...inertias) / Math.min(...inertias) - 1) * 100,
          unit: '%',
          target: '≤ 0.1',
        },
        {
          label: `inertia above the best of five fits of all rows until nothing moves, ${fewer.rows} rows`,
          value: (carriedOn.inertia / whole.inertia - 1) * 100,
          unit: '%',
          target: '≤ 0.1',
        },
      ],
    };
  },
};
