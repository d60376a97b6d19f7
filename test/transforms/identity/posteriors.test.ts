import { describe, expect, it, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import type { FeatureParameters } from '../../../transforms/identity/featureParameters.ts';
import { type FieldKind, roleOf } from '../../../transforms/identity/fields.ts';
import type { MatchParameters } from '../../../transforms/identity/parameters.ts';
import { levelsOfPatterns, patternTable } from '../../../transforms/identity/patternTable.ts';
import { noHousehold, posteriors } from '../../../transforms/identity/posteriors.ts';
import { ratioPlaces } from '../../../transforms/identity/ratioPlaces.ts';
import { PairWeight, weighing, weighPatterns } from '../../../transforms/identity/weighing.ts';

const parametersOf = (
  fields: readonly FieldKind[],
  features: readonly FeatureParameters[],
  shares: Pick<MatchParameters, 'lambda' | 'lambdaHousehold' | 'moved'>,
): MatchParameters => ({
  fields: fields.map((kind) => ({ name: kind, kind })),
  features,
  ...shares,
  ...{ frequencies: {}, shared: [], leastHouseholds: 0, threshold: 0.5 },
  conventions: {
    ...{ dates: {}, numbered: [], familyFirst: [], dotted: [] },
    names: { turned: [], given: [] },
  },
  blocking: { isWhole: true, rules: [], blockLimit: 1, stopped: [] },
});

/** The probability that the pairs of patterns are one person, as the E-step has it. */
function eStep(parameters: MatchParameters, patterns: readonly number[]): readonly number[] {
  const { features } = parameters;
  const table = patternTable({ patterns, counts: patterns.map(() => 1) }, features.length);
  return [
    ...posteriors(ratioPlaces(table.levels, features), features, { ...parameters, lambdaTown: 0 }).match,
  ];
}

const patternOf = (levels: readonly number[]) =>
  levels.reduce((sum, level, f) => sum + (level + 1) * 8 ** f, 0);

const kinds: readonly FieldKind[] = [
  ...(['given_name', 'family_name', 'birth_date', 'email', 'phone'] as const),
  ...(['postcode', 'city', 'other', 'gender'] as const),
];
const ofHouseholds: ReadonlySet<FieldKind> = new Set([
  ...(['family_name', 'email', 'phone', 'postcode', 'city', 'other'] as const),
]);
const coincidences: Partial<Record<FieldKind, number>> = {
  given_name: 0.1,
  birth_date: 0.1,
  email: 0.3,
  phone: 0.5,
};

describe('the probability of a match that the E-step finds', () => {
  const random = seededRandom(5);
  /** Shares of so many levels, ascending or descending. */
  const shares = (levels: number, isRising: boolean) => {
    const drawn = Array.from({ length: levels }, () => 0.02 + random()).sort((a, b) => a - b);
    const sum = drawn.reduce((a, b) => a + b, 0);
    return (isRising ? drawn : drawn.reverse()).map((one) => one / sum);
  };
  const featuresOf = (hasHomes: boolean): readonly FeatureParameters[] =>
    kinds.map((kind) => {
      const count = kind === 'gender' ? 2 : 4;
      const role = roleOf(kind);
      const coincidence = coincidences[kind];
      return {
        name: kind,
        levels: Array.from({ length: count }, (_, level) => String(level)),
        household: ofHouseholds.has(kind),
        role,
        m: shares(count, true),
        u: shares(count, false),
        ...(coincidence === undefined ? {} : { coincidence }),
        ...(hasHomes && role === 'identifier' ? { isOwn: true as const } : {}),
        ...(kind === 'city'
          ? { given: [{ when: [kinds.indexOf('postcode')], whenAlike: true, u: shares(count, false) }] }
          : {}),
      };
    });

  it('is what the pair weighs, whatever it shows', () => {
    let compared = 0;
    for (let trial = 0; trial < 100; trial++) {
      const features = featuresOf(trial % 2 === 0);
      const parameters = parametersOf(kinds, features, {
        lambda: 10 ** (-1 - 4 * random()),
        lambdaHousehold: trial % 3 === 0 ? noHousehold : 10 ** (-2 - 4 * random()),
        moved: 0.4 * random(),
      });
      const patterns = Array.from({ length: 60 }, () =>
        patternOf(
          features.map(({ levels }) => (random() < 0.25 ? -1 : Math.floor(random() * levels.length))),
        ),
      );
      const probabilities = eStep(parameters, patterns);
      const places = ratioPlaces(levelsOfPatterns(patterns, features.length), features);
      weighPatterns(weighing(parameters), places, (weight, i) => {
        const probability = probabilities[i] as number;
        // strangers are left out of what is weighed alone, where nothing but a shared identifier is compared
        if (weight.strangers === 0) return;
        compared++;
        expect(Math.log2(probability / (1 - probability))).toBeCloseTo(weight.total, 9);
      });
    }
    expect(compared).toBeGreaterThan(5900);
  });

  /** Two levels each: of one person alike at nine in ten, of two at one in ten. */
  const alike = (kind: FieldKind, more: Partial<FeatureParameters> = {}): FeatureParameters => ({
    ...{ name: kind, levels: ['different', 'equal'], household: false, role: roleOf(kind) },
    ...{ m: [0.1, 0.9], u: [0.9, 0.1] },
    ...more,
  });

  it('is by hand lower where a name and a birth date of one household coincide: a hundredth of what each alone has', () => {
    const own = [alike('given_name', { coincidence: 0.1 }), alike('birth_date', { coincidence: 0.1 })];
    const fields = ['given_name', 'birth_date'] as const;
    const parameters = parametersOf(fields, own, { lambda: 0.1, lambdaHousehold: 0.2, moved: 0 });
    const [both] = eStep(parameters, [patternOf([1, 1])]);
    const one = 0.1 * 9 * 9;
    expect(both).toBeCloseTo(one / (one + 0.2 * 1 * 1 * 0.01 + 0.7), 10);
  });

  it('is by hand that of a quarter of those who moved where all identifiers differ', () => {
    const fields = ['postcode', 'city', 'email'] as const;
    const parameters = parametersOf(
      fields,
      fields.map((kind) => alike(kind)),
      { lambda: 0.1, lambdaHousehold: noHousehold, moved: 0.2 },
    );
    const found = eStep(parameters, [patternOf([0, 0, 0]), patternOf([0, 0, 1]), patternOf([0, 0, -1])]);
    const expected = [
      [1 / 9, 0.2 * 0.25],
      [9, 0.2],
      [1, 0.2],
    ].map(([identifiers = 0, gone = 0]) => {
      const one = 0.1 * identifiers * (0.8 / 81 + gone);
      return one / (one + 0.9);
    });
    found.forEach((probability, i) => expect(probability).toBeCloseTo(expected[i] as number, 10));
  });
});

test('what is weighed after a restart is what is weighed alone', () => {
  const of: readonly FieldKind[] = [
    ...(['given_name', 'birth_date', 'email', 'phone', 'city', 'name_suffix', 'other'] as const),
  ];
  const known = weighing({
    ...parametersOf(
      of,
      of.map((kind) => ({
        ...{
          name: kind,
          levels: ['differs', 'equal'],
          household: ofHouseholds.has(kind),
          role: roleOf(kind),
        },
        ...{ m: [0.1, 0.9], u: [0.9, 0.1] },
        ...(coincidences[kind] === undefined ? {} : { coincidence: coincidences[kind] }),
      })),
      { lambda: 1e-3, lambdaHousehold: 1e-5, moved: 0.2 },
    ),
    leastHouseholds: 0.25,
  });
  const all = ({ person, address, moved, household, strangers, total }: PairWeight) => ({
    ...{ person, address, moved, household, strangers, total },
  });
  /** Each feature says nothing, or speaks against one person, or for one. */
  const said = Array.from({ length: 3 ** of.length }, (_, code) =>
    of.flatMap((_, f) => {
      const side = (Math.floor(code / 3 ** f) % 3) - 1;
      return side === 0 ? [] : [[f, 3.2 * side] as const];
    }),
  );
  const again = new PairWeight(known);
  const random = seededRandom(9);
  for (const pair of said) {
    for (const [f, weight] of said[Math.floor(random() * said.length)] ?? []) again.add(f, weight);
    again.restart();
    const alone = new PairWeight(known);
    for (const [f, weight] of pair) for (const sum of [again, alone]) sum.add(f, weight);
    expect(all(again)).toEqual(all(alone));
  }
});
