import { describe, expect, test } from 'vitest';
import { isAsGood } from '../../../models/forecast/asGood.ts';

describe('a method as good as another', () => {
  const best = [10, 10, 10, 10];
  const errors = (of: readonly number[]) => ({ errors: of.map((one) => Float64Array.of(one)) });
  const isSo = (more: readonly number[]) =>
    isAsGood(errors(best.map((one, i) => one + (more[i] ?? 0))), errors(best), [10, 11, 12, 13]);

  test('is worse by one standard error of four horizons at most: half the deviation of the differences', () => {
    // mean .15, deviation .34
    expect(isSo([-0.2, 0, 0.2, 0.6])).toBe(true);
    // mean .25, deviation .25
    expect(isSo([0, 0.2, 0.2, 0.6])).toBe(false);
  });

  test('is worse by no more than a tenth, however uncertain that is', () => {
    expect(isSo([-9, 14, -9, 14])).toBe(false);
  });
});
