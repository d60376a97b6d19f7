import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import type { FieldKind } from '../../../transforms/identity/fields.ts';
import { patternBase } from '../../../transforms/identity/patternCode.ts';
import { PatternNumbers } from '../../../transforms/identity/patternNumbers.ts';
import { WeighedPatterns } from '../../../transforms/identity/weighedPatterns.ts';
import { levelWeight, PairWeight, weighing } from '../../../transforms/identity/weighing.ts';
import { expectedOf } from '../../support/expected.ts';

const kinds: readonly FieldKind[] = [
  'given_name',
  'family_name',
  'birth_date',
  'email',
  'phone',
  'street',
  'city',
  'gender',
];
const parameters = {
  ...expectedOf(kinds.map((kind) => ({ name: kind, kind }))),
  lambdaHousehold: 0.0005,
  moved: 0.1,
};
const { features } = parameters;

const random = seededRandom(11);
const shown = Array.from({ length: 2_000 }, () =>
  features.map(({ levels }) => (random() < 0.25 ? -1 : Math.floor(random() * levels.length))),
);
const patternOf = (levels: readonly number[]) =>
  levels.reduce((pattern, level, f) => pattern + (level + 1) * patternBase ** f, 0);
const numbers = new PatternNumbers().add(shown.map(patternOf));
const weighed = new WeighedPatterns(parameters, numbers).learn();

/** By feature, what the rarity of a value adds. */
const rarities = Float32Array.from(features, () => 4 * random());
const isEqual = (level: number, f: number) => level === (features[f]?.levels.length ?? 0) - 1;

/** What the levels weigh, one added after another, the rarity of equal values included. */
function weightOf(levels: readonly number[]): number {
  const sum = new PairWeight(weighing(parameters));
  levels.forEach((level, f) => {
    if (level < 0) return;
    sum.add(f, levelWeight(parameters, f, patternOf(levels)), isEqual(level, f) ? rarities[f] : 0);
  });
  return sum.total;
}

describe('patterns that were weighed once', () => {
  it('weigh with the rarity of values what a pair weighs by itself', () => {
    for (const levels of shown)
      expect(weighed.weight(numbers.numberOf(patternOf(levels)), rarities, 0)).toBeCloseTo(
        weightOf(levels),
        6,
      );
  });

  it('are told where a pair may weigh enough, by the rarest values that there are', () => {
    const least = 30;
    const { patterns, columns } = weighed.likely(least, Float64Array.from(rarities));
    const likely = new Set(patterns.map(Number));
    for (const levels of shown)
      if (weightOf(levels) >= least) expect(likely.has(patternOf(levels))).toBe(true);
    expect(likely.size).toBeLessThan(numbers.size / 2);
    expect(likely.size).toBeGreaterThan(100);
    expect(columns.map(({ length }) => length)).toEqual(Array(5).fill(patterns.length));
  });

  it('weigh the same under other frequencies, and not under other shares', () => {
    expect(weighed.isUnder({ ...parameters, frequencies: { city: { rare: 0.1, common: {} } } })).toBe(true);
    expect(weighed.isUnder({ ...parameters, moved: parameters.moved / 2 + 0.01 })).toBe(false);
    expect(weighed.isUnder({ ...parameters, lambdaHousehold: parameters.lambdaHousehold / 2 })).toBe(false);
    expect(weighed.isUnder({ ...parameters, features: [...features] })).toBe(false);
  });
});
