import { expect, test } from 'vitest';
import { distinctStates, fitBgNbd, fitGroups, type LifetimeModel } from '../../../models/index.ts';
import { formulaLogLikelihood } from '../../../models/lifetime/formulaLikelihood.ts';

test('a group has a model of its own where that gains more than the logarithm of its customers for every letter', () => {
  const customers = 2000;
  const x = Float64Array.from({ length: customers }, (_, i) => i % 3);
  const states = distinctStates({ x, tx: x.map((one) => 30 * one), T: x.map(() => 100) });
  const pooled = fitBgNbd(states);
  const letters = Object.keys(pooled.parameters).length;
  const likelihood = formulaLogLikelihood(pooled, states);
  /** A fit that gains so much for every letter, twice the log-likelihood. */
  const gaining = (each: number) =>
    fitGroups(
      [{ group: 'web', states }],
      pooled,
      (): LifetimeModel => ({
        ...pooled,
        converged: true,
        logLikelihood: likelihood + (letters * each) / 2,
      }),
    );
  // the logarithm of 2,000 is 7.6; Akaike would ask for 2
  expect(gaining(7.5).fits).toEqual([]);
  expect(gaining(8).fits).toHaveLength(1);
  expect(gaining(8).gain).toBeCloseTo(letters * (8 - Math.log(customers)), 6);
});
