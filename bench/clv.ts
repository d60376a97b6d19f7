import { randomBeta, randomExponential, randomGamma, randomLcg } from 'd3-random';
import {
  type DistinctStates,
  distinctStates,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  type LifetimeModel,
  type PurchaseStates,
} from '../models/index.ts';
import type { Bench, Figure } from './bench.ts';

/** Customers of 36 months of acquisition who buy and leave as BG/NBD says, seen by the day. */
function customers(n: number): PurchaseStates {
  const random = randomLcg(0.42);
  const rate = randomGamma.source(random)(0.6, 1 / 60);
  const leaving = randomBeta.source(random)(0.8, 2.4);
  const exponential = randomExponential.source(random);
  const [x, tx, T] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const observed = Math.floor(random() * 3 * 365) + 1;
    const [perDay, leaves] = [rate(), leaving()];
    let [at, day] = [0, 0];
    for (;;) {
      at += exponential(perDay)();
      if (!(at < observed)) break;
      if (Math.floor(at) > day) {
        day = Math.floor(at);
        x[i] = (x[i] as number) + 1;
      }
      if (random() < leaves) break;
    }
    tx[i] = day;
    T[i] = observed;
  }
  return { x, tx, T };
}

const fits: readonly (readonly [string, (states: DistinctStates) => LifetimeModel])[] = [
  ['BG/NBD', fitBgNbd],
  ['MBG/NBD', fitMbgNbd],
  ['Pareto/NBD', fitParetoNbd],
];

/** Lifetime value by size: fit, then P(alive) and the purchases of a year for every customer. */
export const bench: Bench = {
  name: 'clv',
  async run({ events: largest = 1_000_000, note = () => undefined }) {
    const figures: Figure[] = [];
    for (const n of [2_357, 200_000, largest]) {
      const states = customers(n);
      for (const [name, fit] of fits) {
        const begun = performance.now();
        const distinct = distinctStates(states);
        const model = fit(distinct);
        const { expected } = model.forecast(distinct, 365);
        const scores = Float64Array.from(distinct.stateOf, (state) => expected[state] as number);
        const seconds = (performance.now() - begun) / 1000;
        if (!model.converged || scores.some(Number.isNaN))
          throw new Error(`${name} failed at ${n} customers`);
        note(`${name}, ${n} customers, ${distinct.x.length} states: ${JSON.stringify(model.parameters)}`);
        figures.push({
          label: `${name}, ${n} customers in ${distinct.x.length} states, fit and score`,
          value: seconds,
          unit: 's',
          ...(n === largest ? { target: '≤ 5' } : {}),
        });
      }
    }
    figures.push({
      label: 'resident memory, peak',
      value: process.resourceUsage().maxRSS / 1024,
      unit: 'MiB',
      target: '≤ 1024',
    });
    return { name: 'clv', figures };
  },
};
