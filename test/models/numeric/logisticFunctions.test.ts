import { expect, test } from 'vitest';
import {
  logOddsOfChance,
  lossOfChance,
  lossOfLogOdds,
  sigmoid,
  softplus,
} from '../../../models/numeric/logisticFunctions.ts';

test('the chance of log odds is theirs again, and that of the opposite is the rest', () => {
  for (const z of [-20, -1, 0, 0.3, 15]) {
    expect(logOddsOfChance(sigmoid(z))).toBeCloseTo(z, 6);
    expect(sigmoid(z) + sigmoid(-z)).toBeCloseTo(1, 15);
  }
});

test('no log odds are too large', () => {
  expect([sigmoid(-1e4), sigmoid(1e4), softplus(-1e4), softplus(1e4)]).toEqual([0, 1, 0, 1e4]);
  expect(logOddsOfChance(1)).toBeCloseTo(-logOddsOfChance(0), 3);
});

test('log odds lose what their chance does', () => {
  for (const [z, label] of [
    [2, 1],
    [2, 0],
    [-3, 1],
  ] as const)
    expect(lossOfLogOdds(z, label)).toBeCloseTo(lossOfChance(sigmoid(z), label), 12);
  expect(lossOfChance(0, 1)).toBeCloseTo(12 * Math.log(10), 9);
});
