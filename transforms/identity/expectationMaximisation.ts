import { type Dependence, holds, likelihoodRatio } from './dependence.ts';
import { type Feature, levelOf } from './patterns.ts';

/** How many pairs show each pattern. */
export interface PatternCounts {
  readonly patterns: readonly number[];
  readonly counts: readonly number[];
}

export interface FeatureParameters {
  readonly name: string;
  readonly levels: readonly string[];
  readonly household: boolean;
  /** how often two people of one household agree on what they need not share */
  readonly coincidence?: number;
  /** P(level | match), P(level | two people), by level */
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** u under a condition, where agreement on something else brings this with it */
  readonly given?: Dependence;
}

export interface FittedMixture {
  /** the share of all pairs that are matches, and that are two people of one household */
  readonly lambda: number;
  readonly lambdaHousehold: number;
  readonly features: readonly FeatureParameters[];
  readonly iterations: number;
}

/** Where the fit begins: the matches that are expected, and dependences that were found. */
export interface MixtureStart {
  readonly matches: number;
  readonly dependences?: readonly (Dependence | undefined)[];
}

/** Pairs less likely than this to match do not count towards m. */
const negligible = 1e-6;

/** Pseudo-counts of matches behind the prior of m, so that a handful of matches cannot throw it over. */
const priorMatches = 8;
const mostIterations = 200;
const tolerance = 1e-5;

/** Pairs of one household beyond which two people are never thought to live in one: keeps the class a correction. */
const mostHouseholdsPerMatch = 5;

/**
 * The Fellegi–Sunter model fitted without labels. Pairs are a mixture of three classes: one person (m), two people (u), and
 * two people of one household, who agree by m on what a household shares and by u on the rest. u comes from pairs drawn at
 * random, less the matches among them; m and the shares by expectation–maximisation over the patterns of the candidates,
 * pairs that are no candidates being no matches. The likelihood ratio m/u is held to rise with the level, so the classes
 * cannot change places.
 * Source: Fellegi and Sunter (1969); Winkler (1988), EM for record linkage; Winkler (1994) for three classes;
 * Enamorado, Fifield and Imai (2019), equations 2 to 6.
 */
export function fitMixture(
  features: readonly Feature[],
  candidates: PatternCounts,
  random: PatternCounts,
  totalPairs: number,
  start: MixtureStart,
): FittedMixture {
  const counted = (from: PatternCounts) =>
    from.patterns.map((pattern) => features.map((_, f) => levelOf(pattern, f)));
  const seen = counted(candidates);
  const drawn = counted(random);
  let m = features.map(({ comparison }) => [...comparison.prior]);
  let u = estimateU(features, drawn, random.counts, undefined);
  let { lambda, lambdaHousehold } = startMixture(features, random, totalPairs, start);
  const parameters = () =>
    features.map(({ name, comparison, household, coincidence }, f): FeatureParameters => {
      const given = start.dependences?.[f];
      return {
        name,
        levels: comparison.levels,
        household,
        ...(coincidence === undefined ? {} : { coincidence }),
        m: m[f] ?? [],
        u: u[f] ?? [],
        ...(given ? { given } : {}),
      };
    });
  let iterations = 0;
  for (; iterations < mostIterations; iterations++) {
    const posterior = posteriorOf(parameters(), lambda, lambdaHousehold);
    const sums = features.map(({ comparison }) => comparison.prior.map((prior) => prior * priorMatches));
    let matches = 0;
    let households = 0;
    seen.forEach((levels, i) => {
      const count = candidates.counts[i] ?? 0;
      const [match, household] = posterior(levels);
      matches += match * count;
      households += household * count;
      if (match < negligible) return;
      for (let f = 0; f < features.length; f++) {
        const level = levels[f] ?? -1;
        const row = sums[f];
        if (level >= 0 && row) row[level] = (row[level] ?? 0) + match * count;
      }
    });
    u = estimateU(features, drawn, random.counts, (levels) => posterior(levels)[0]);
    const next = features.map(({ comparison }, f) =>
      rising(agreeing(normalised(sums[f] ?? []), comparison), u[f] ?? []),
    );
    const change = Math.max(
      Math.abs(matches / totalPairs - lambda) / lambda,
      ...next.map((row, f) => Math.max(...row.map((value, l) => Math.abs(value - (m[f]?.[l] ?? 0))))),
    );
    m = next;
    lambda = Math.max(matches, 0.5) / totalPairs;
    lambdaHousehold =
      Math.min(Math.max(households, 0.5), mostHouseholdsPerMatch * Math.max(matches, 0.5)) / totalPairs;
    if (change < tolerance) break;
  }
  return { lambda, lambdaHousehold, iterations, features: parameters() };
}

/** The model before any pair is judged: m as expected, u from random pairs. */
export function startMixture(
  features: readonly Feature[],
  random: PatternCounts,
  totalPairs: number,
  start: MixtureStart,
): FittedMixture {
  const drawn = random.patterns.map((pattern) => features.map((_, f) => levelOf(pattern, f)));
  const u = estimateU(features, drawn, random.counts, undefined);
  const lambda = Math.min(0.5, start.matches / Math.max(1, totalPairs));
  return {
    lambda,
    lambdaHousehold: lambda,
    iterations: 0,
    features: features.map(({ name, comparison, household, coincidence }, f) => ({
      name,
      levels: comparison.levels,
      household,
      ...(coincidence === undefined ? {} : { coincidence }),
      m: comparison.prior,
      u: u[f] ?? [],
    })),
  };
}

/**
 * What the likelihood ratio of a match is multiplied by to have that of one household: 1 for what a household shares, 0 for
 * what is a person's own, and in between where people of one household may coincide. Never below a ratio of 1 but for the first.
 */
export const householdDiscount = ({ household, coincidence, m }: FeatureParameters): number =>
  household ? 1 : coincidence === undefined ? 0 : Math.min(1 - 1e-9, coincidence / (m.at(-1) ?? 1));

/** P(match) and P(one household) of a pair from its levels, with one feature left out if wanted. */
export function posteriorOf(
  features: readonly FeatureParameters[],
  lambda: number,
  lambdaHousehold: number,
): (levels: readonly number[], without?: number) => readonly [number, number] {
  const tops = features.map(({ levels }) => levels.length - 1);
  const ratios = features.map(({ m }, f) =>
    m.map((_, level) => likelihoodRatio(features, f, (one) => (one === f ? level : -1))),
  );
  const discounts = features.map(householdDiscount);
  const dependent = features.map(({ m, given }, f) =>
    given
      ? m.map((_, level) => likelihoodRatio(features, f, (one) => (one === f ? level : (tops[one] ?? 0))))
      : undefined,
  );
  return (levels, without = -1) => {
    let match = lambda;
    let household = lambdaHousehold;
    for (let f = 0; f < features.length; f++) {
      const level = levels[f] ?? -1;
      if (level < 0 || f === without) continue;
      const given = features[f]?.given;
      const row = given && holds(given, features, (one) => levels[one] ?? -1) ? dependent[f] : ratios[f];
      const ratio = row?.[level] ?? 1;
      match *= ratio;
      const discount = discounts[f] ?? 1;
      household *= discount === 1 ? ratio : Math.max(1, ratio * discount);
    }
    const all = match + household + Math.max(1e-9, 1 - lambda - lambdaHousehold);
    return [match / all, household / all];
  };
}

const normalised = (row: readonly number[]) => {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
};

/**
 * m with no more difference than a match may show: records of one person have its name and its birth date, mostly. A class of
 * pairs that live in one town and have one given name is no class of matches, however well it fits; what it says of the other
 * levels is worth no more, so they are what was expected.
 */
function agreeing(
  m: readonly number[],
  { prior, mostDiffering = 1 }: Feature['comparison'],
): readonly number[] {
  if ((m[0] ?? 0) <= mostDiffering) return m;
  const rest = (1 - mostDiffering) / (1 - (prior[0] ?? 0));
  return prior.map((share, level) => (level === 0 ? mostDiffering : share * rest));
}

/** Shares of the levels among random pairs, half a pair of each level more than were seen, matches taken out. */
function estimateU(
  features: readonly Feature[],
  drawn: readonly (readonly number[])[],
  counts: readonly number[],
  match: ((levels: readonly number[]) => number) | undefined,
): number[][] {
  const sums = features.map(({ comparison }) => comparison.levels.map(() => 0.5));
  drawn.forEach((levels, i) => {
    const count = (counts[i] ?? 0) * (1 - (match?.(levels) ?? 0));
    for (let f = 0; f < features.length; f++) {
      const level = levels[f] ?? -1;
      const row = sums[f];
      if (level >= 0 && row) row[level] = (row[level] ?? 0) + count;
    }
  });
  return sums.map(normalised);
}

/**
 * The m nearest to the one given (levels weighted by u) for which m/u does not fall with the level.
 * Pool adjacent violators: neighbouring levels in the wrong order share one ratio.
 */
export function rising(m: readonly number[], u: readonly number[]): number[] {
  const pools: { m: number; u: number; levels: number }[] = [];
  m.forEach((value, level) => {
    pools.push({ m: value, u: u[level] ?? 0, levels: 1 });
    for (;;) {
      const [low, high] = pools.slice(-2);
      if (!low || !high || low.m / low.u <= high.m / high.u) break;
      pools.splice(-2, 2, { m: low.m + high.m, u: low.u + high.u, levels: low.levels + high.levels });
    }
  });
  let level = 0;
  return pools.flatMap((pool) =>
    Array.from({ length: pool.levels }, () => (pool.m / pool.u) * (u[level++] ?? 0)),
  );
}
