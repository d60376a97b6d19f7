import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitMixture, type MixtureStart } from '../../../transforms/identity/expectationMaximisation.ts';
import { type Feature, featuresOf } from '../../../transforms/identity/features.ts';
import { rising } from '../../../transforms/identity/levelShares.ts';
import { levelOf } from '../../../transforms/identity/patternCode.ts';
import { type PatternCounts, patternTable } from '../../../transforms/identity/patternTable.ts';
import { posteriors } from '../../../transforms/identity/posteriors.ts';
import { ratioPlaces } from '../../../transforms/identity/ratioPlaces.ts';
import { tellingPatterns } from '../../../transforms/identity/strangers.ts';

const features = featuresOf([
  { name: 'given_name', kind: 'given_name' },
  { name: 'birth_date', kind: 'birth_date' },
  { name: 'national_id', kind: 'national_id' },
]);
const fit = (
  of: readonly Feature[],
  seen: PatternCounts,
  drawn: PatternCounts,
  pairs: number,
  start: MixtureStart,
) => fitMixture(of, tellingPatterns(of, seen), tellingPatterns(of, drawn), pairs, start);
const pattern = (levels: readonly number[]) =>
  levels.reduce((sum, level, f) => sum + (level + 1) * 8 ** f, 0);

describe('a pattern', () => {
  it('gives back its levels, and none for a missing value', () => {
    const levels = [3, -1, 0];
    expect(levels.map((_, f) => levelOf(pattern(levels), f))).toEqual(levels);
  });
});

describe('the mixture of matches and others', () => {
  /** Pairs from independent levels: P(top) for matches and for others, the rest on the lowest. */
  const mixed = (matches: number, others: number) => {
    const counts = new Map<number, number>();
    const add = (top: readonly number[], pairs: number) => {
      for (let mask = 0; mask < 8; mask++) {
        const share = top.reduce((product, p, f) => product * ((mask >> f) & 1 ? p : 1 - p), 1);
        const key = pattern(
          features.map(({ comparison }, f) => ((mask >> f) & 1 ? comparison.levels.length - 1 : 0)),
        );
        counts.set(key, (counts.get(key) ?? 0) + pairs * share);
      }
    };
    add([0.9, 0.8, 0.7], matches);
    add([0.01, 0.001, 0.0001], others);
    return { patterns: [...counts.keys()], counts: [...counts.values()] };
  };

  it('is found again from counts that it made', () => {
    const all = mixed(1000, 999_000);
    const fitted = fit(features, all, mixed(0, 1_000_000), 1_000_000, { matches: 300 });
    expect(fitted.lambda * 1_000_000).toBeGreaterThan(900);
    expect(fitted.lambda * 1_000_000).toBeLessThan(1050);
    for (const [f, top] of [0.9, 0.8, 0.7].entries())
      expect(Math.abs((fitted.features[f]?.m.at(-1) ?? 0) - top)).toBeLessThan(0.08);
  });

  it('is the same wherever it begins, and found in fewer rounds from what was fitted before', () => {
    const [all, drawn] = [mixed(1000, 999_000), mixed(0, 1_000_000)];
    const fitted = fit(features, all, drawn, 1_000_000, { matches: 300 });
    const rough = fit(features, all, drawn, 1_000_000, { matches: 5000, tolerance: 1e-2 });
    const again = fit(features, all, drawn, 1_000_000, { matches: 5000, from: rough });
    expect(again.iterations).toBeLessThan(fitted.iterations);
    expect(Math.abs(again.lambda / fitted.lambda - 1)).toBeLessThan(1e-3);
    again.features.forEach(({ m }, f) =>
      m.forEach((share, level) =>
        expect(Math.abs(share - (fitted.features[f]?.m[level] ?? 0))).toBeLessThan(1e-3),
      ),
    );
  });

  it('neither changes its classes over nor finds many matches where there are a handful, or none', () => {
    for (const matches of [0, 5]) {
      const fitted = fit(features, mixed(matches, 1_000_000), mixed(0, 1_000_000), 1_000_000, {
        matches: 250_000,
      });
      expect(fitted.lambda * 1_000_000).toBeLessThan(matches + 5);
      expect(fitted.iterations).toBeLessThan(100);
      for (const { m, u } of fitted.features) expect((m.at(-1) ?? 0) / (u.at(-1) ?? 1)).toBeGreaterThan(5);
    }
  });
});

describe('a second given name', () => {
  const named = featuresOf(
    (['given_name', 'given_name_2', 'birth_date', 'national_id'] as const).map((name) => ({
      name,
      kind: name === 'given_name_2' ? ('given_name' as const) : name,
    })),
  );
  const top = named.map(({ comparison }) => comparison.levels.length - 1);
  const code = (levels: readonly number[]) => levels.reduce((sum, level, f) => sum + (level + 1) * 8 ** f, 0);

  it('that no pair shows to differ is not taken to differ more rarely than the first', () => {
    const [first = 0, second = 0, ...rest] = top;
    const strangers = { pattern: code([0, 0, 0, 0]), pairs: 900_000 };
    const classes = [
      { pattern: code([first, -1, ...rest]), pairs: 7000 },
      { pattern: code([0, -1, ...rest]), pairs: 3000 },
      { pattern: code([first, second, ...rest]), pairs: 400 },
      strangers,
    ];
    const counts = (of: typeof classes) => ({
      patterns: of.map(({ pattern: one }) => one),
      counts: of.map(({ pairs }) => pairs),
    });
    const fitted = fit(named, counts(classes), counts([strangers]), 1_000_000, { matches: 8000 });
    const [ofFirst, ofSecond] = named
      .map(({ kind }, f) => (kind === 'given_name' ? fitted.features[f]?.m : undefined))
      .filter((m) => m !== undefined);
    expect(ofFirst?.[0]).toBeGreaterThan(0.2);
    expect(ofSecond?.[0]).toBeCloseTo(ofFirst?.[0] ?? 0, 3);
    expect(ofSecond?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

describe('people of one town', () => {
  const kinds = ['given_name', 'family_name', 'birth_date', 'street', 'city', 'state', 'postcode'] as const;
  const fields = featuresOf(kinds.map((kind) => ({ name: kind, kind })));
  const code = (levels: readonly number[]) => levels.reduce((sum, level, f) => sum + (level + 1) * 8 ** f, 0);
  /** Pairs of classes, each with the shares of pairs that are equal in a field: patterns of equal and different. */
  const counted = (...classes: readonly { pairs: number; equal: Readonly<Record<string, number>> }[]) => {
    const counts = new Map<number, number>();
    for (const { pairs, equal } of classes)
      for (let mask = 0; mask < 2 ** fields.length; mask++) {
        const isEqual = (f: number) => ((mask >> f) & 1) === 1;
        const share = fields.reduce((product, { name }, f) => {
          const p = equal[name] ?? 0.5;
          return product * (isEqual(f) ? p : 1 - p);
        }, pairs);
        const key = code(fields.map(({ comparison }, f) => (isEqual(f) ? comparison.levels.length - 1 : 0)));
        counts.set(key, (counts.get(key) ?? 0) + share);
      }
    return { patterns: [...counts.keys()], counts: [...counts.values()] };
  };
  const strangers = {
    ...{ given_name: 0.01, family_name: 0.001, birth_date: 0.0001, street: 0.0001 },
    ...{ city: 0.01, state: 0.05, postcode: 0.01, name_order: 0.99 },
  };
  const person = Object.fromEntries(fields.map(({ name }) => [name, name === 'name_order' ? 0.99 : 0.55]));

  it('are taken for no household, whose share would outdo sparse matches that contradict each other', () => {
    const neighbours = { ...strangers, city: 0.8, state: 0.8, postcode: 0.8 };
    const all = counted(
      { pairs: 3000, equal: person },
      { pairs: 30_000, equal: neighbours },
      { pairs: 6_000_000, equal: strangers },
    );
    const fitted = fit(fields, all, all, 6_033_000, { matches: 1000 });
    expect(fitted.lambda * 6_033_000).toBeGreaterThan(2300);
    expect(fitted.lambda * 6_033_000).toBeLessThan(3500);
    expect(fitted.lambdaTown / fitted.lambda).toBeGreaterThan(5);
    expect(fitted.lambdaHousehold / fitted.lambda).toBeLessThan(0.2);
  });

  it('keep no fit going where there are hardly any', () => {
    for (const [matches, neighbours] of [
      [500, 0],
      [500, 2],
      [5, 0],
    ] as const) {
      const near = { ...strangers, city: 0.95, state: 0.98, postcode: 0.6 };
      const apart = { pairs: 1_000_000, equal: strangers };
      const all = counted(
        { pairs: matches, equal: { ...person, given_name: 0.9, family_name: 0.9, birth_date: 0.95 } },
        { pairs: neighbours, equal: near },
        apart,
      );
      const fitted = fit(fields, all, counted(apart), 1_000_000, { matches: 1000 });
      expect(fitted.converged).toBe(true);
      expect(fitted.iterations).toBeLessThan(100);
      expect(Math.abs(fitted.lambda * 1_000_000 - matches)).toBeLessThan(0.05 * matches + 1);
    }
  });

  it('are a share of all pairs beside the others, which add up to one', () => {
    const shares = { lambda: 0.3, lambdaHousehold: 0.1, lambdaTown: 0.2, moved: 0.1 };
    const { features: known } = fit(fields, counted(), counted(), 100, { matches: 10 });
    const nothing = patternTable({ patterns: [0], counts: [1] }, fields.length);
    const { match, household, town } = posteriors(ratioPlaces(nothing.levels, known), known, shares);
    expect(match[0]).toBeCloseTo(0.3, 9);
    expect(household[0]).toBeCloseTo(0.1, 9);
    expect(town[0]).toBeCloseTo(0.2, 9);
  });
});

describe('likelihood ratios', () => {
  it('rise with the level, and keep the sum of m', () => {
    const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(shares, shares, (m, u) => {
        const held = rising(m, u);
        const ratios = held.map((value, l) => value / (u[l] ?? 1));
        for (let l = 1; l < ratios.length; l++)
          expect(ratios[l]).toBeGreaterThanOrEqual((ratios[l - 1] ?? 0) * (1 - 1e-9));
        expect(held.reduce((a, b) => a + b)).toBeCloseTo(
          m.reduce((a, b) => a + b),
          9,
        );
      }),
    );
  });
});
