import { type Dependence, type FeatureParameters, parametersOf } from './featureParameters.ts';
import { type Feature, tellsMembersApart } from './features.ts';
import { expectedShared, sharedByHouseholds } from './householdShares.ts';
import { agreeing, differingAsTheFirst, priorMatches, priorOf, rising } from './levelShares.ts';
import { addLevels, levelSums, levelsOf, normalised } from './levelSums.ts';
import { type PatternCounts, type PatternTable, patternTable } from './patternTable.ts';
import { type FittedShares, noHousehold, type Posteriors, posteriors, posteriorsOf } from './posteriors.ts';
import { ratioPlaces } from './ratioPlaces.ts';
import { estimateU, firstU, telling } from './strangers.ts';

export interface FittedMixture extends FittedShares {
  readonly features: readonly FeatureParameters[];
  readonly iterations: number;
  /** whether another round would have changed nothing */
  readonly converged: boolean;
}

/** Where the fit begins: the matches that are expected, and dependences that were found. */
export interface MixtureStart {
  readonly matches: number;
  /** fields of no known kind that are a person's own (`findOwnFields`) */
  readonly own?: ReadonlySet<number>;
  readonly dependences?: readonly (readonly Dependence[])[];
}

/** Pairs less likely than this to match do not count towards m. */
const negligible = 1e-6;

/** Share of matches that have moved between their records: before the data are seen, and at most. */
const priorMoved = 0.1;
export const mostMoved = 0.5;
/** One part of an address alone tells by its own level whether somebody moved. */
const canMove = (features: readonly Feature[]) =>
  features.filter(({ role }) => role === 'address').length > 1;

const hasTowns = (features: readonly Feature[]) => features.some(({ isOfTown }) => isOfTown);

const mostIterations = 200;
/**
 * A fit has settled where neither the shares of levels change more than this nor the pairs of a class, by the
 * matches. Pairs of one town are not asked: they are no part of what is fitted, and where there are hardly
 * any, or nothing tells them from chance, they dwindle for hundreds of rounds.
 */
const tolerance = 1e-5;

/** Pairs of one household beyond which two people are never thought to live in one: keeps the class a correction. */
const mostHouseholdsPerMatch = 5;

/**
 * The Fellegi–Sunter model fitted without labels. Pairs are a mixture of four classes: one person (m), two
 * people (u), two people of one household, who agree by m on what a household shares, by u on the rest, and on
 * identifiers as often as they are found to, and two people of one town, who agree by m on its parts and by u on
 * the rest; and of one person, a share has moved, and agrees by u on
 * the address, m of whose parts is of those who stayed. u comes from pairs drawn at random, less the matches
 * among them; m and the shares by expectation–maximisation over the patterns of the candidates, pairs that
 * are no candidates being no matches. The likelihood ratio m/u is held to rise with the level, so the classes
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
  const seen = patternTable(telling(features, candidates), features.length);
  const drawn = patternTable(telling(features, random), features.length);
  let u = firstU(features, drawn);
  const priors = features.map((feature, f) => priorOf(feature, u[f] ?? []));
  let m: readonly (readonly number[])[] = priors;
  let shares: FittedShares = startMixture(features, random, totalPairs, start);
  const shared = features.map((feature, f) => expectedShared(feature, start.own?.has(f) ?? false));
  let coincidences = shared.map(({ coincidence }) => coincidence);
  const parameters = () =>
    features.map((feature, f): FeatureParameters => {
      const [given, coincidence] = [start.dependences?.[f], coincidences[f]];
      return parametersOf(
        feature,
        { ...shared[f], ...(coincidence === undefined ? {} : { coincidence }) },
        { m: m[f] ?? [], u: u[f] ?? [], ...(given?.length ? { given } : {}) },
      );
    });
  const seenPlaces = ratioPlaces(seen, parameters());
  const drawnPlaces = ratioPlaces(drawn, parameters());
  const [ofSeen, ofDrawn] = [posteriorsOf(seen.rows), posteriorsOf(drawn.rows)];
  // of two classes that fewer than three features show, any shares fit equally well (Goodman 1974): what is
  // assumed of u stands
  const isIdentifiable = features.length > 2 || tellsMembersApart(features);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < mostIterations) {
    iterations++;
    const now = parameters();
    const sums = levelSums(features, (_, f) => (priors[f] ?? []).map((share) => share * priorMatches));
    const judged = posteriors(seenPlaces, now, shares, { into: ofSeen });
    const pairs = expected(
      seen,
      judged,
      features.map(({ role }) => role === 'address'),
      sums,
    );
    coincidences = sharedByHouseholds(features, shared, seen, judged.household, m);
    if (isIdentifiable)
      u = estimateU(features, drawn, posteriors(drawnPlaces, now, shares, { into: ofDrawn }).match);
    const before = { m, ...shares };
    const fitted = features.map(({ comparison }, f) =>
      rising(agreeing(normalised(levelsOf(sums, features, f)), comparison), u[f] ?? []),
    );
    m = differingAsTheFirst(features, fitted);
    shares = sharesOf(pairs, features, totalPairs);
    const change = Math.max(
      ...fittedParts.map((part) => Math.abs(shares[part] - before[part]) / before.lambda),
      Math.abs(shares.moved - before.moved),
      ...m.flatMap((row, f) => row.map((value, l) => Math.abs(value - (before.m[f]?.[l] as number)))),
    );
    converged = change < tolerance;
  }
  return { ...shares, iterations, converged, features: parameters() };
}

const fittedParts = ['lambda', 'lambdaHousehold'] as const;

/** The shares that make so many pairs; of each class at least half a pair, so that it may grow again. */
function sharesOf(
  { matches, stayed, households, towns }: ExpectedPairs,
  features: readonly Feature[],
  totalPairs: number,
): FittedShares {
  const some = Math.max(matches, 0.5);
  return {
    lambda: some / totalPairs,
    lambdaHousehold: tellsMembersApart(features)
      ? Math.min(Math.max(households, 0.5), mostHouseholdsPerMatch * some) / totalPairs
      : noHousehold,
    lambdaTown: hasTowns(features) ? Math.max(towns, 0.5) / totalPairs : 0,
    moved: canMove(features)
      ? Math.min(mostMoved, (matches - stayed + priorMoved * priorMatches) / (matches + priorMatches))
      : 0,
  };
}

/** Expected numbers of pairs. */
interface ExpectedPairs {
  readonly matches: number;
  /** matches that have not moved */
  readonly stayed: number;
  readonly households: number;
  readonly towns: number;
}

/** How many pairs each class is expected to have; what levels the matches show is added to `sums`. */
function expected(
  seen: PatternTable,
  { match, stayed: notMoved, household, town }: Posteriors,
  isPlace: readonly boolean[],
  sums: Float64Array,
): ExpectedPairs {
  const amounts = new Float64Array(isPlace.length);
  let matches = 0;
  let stayed = 0;
  let households = 0;
  let towns = 0;
  for (let i = 0; i < match.length; i++) {
    const count = seen.counts[i] as number;
    const ofMatches = (match[i] as number) * count;
    const ofStayed = (notMoved[i] as number) * count;
    matches += ofMatches;
    stayed += ofStayed;
    households += (household[i] as number) * count;
    towns += (town[i] as number) * count;
    if ((match[i] as number) < negligible) continue;
    for (let f = 0; f < amounts.length; f++) amounts[f] = isPlace[f] ? ofStayed : ofMatches;
    addLevels(sums, seen, i, amounts);
  }
  return { matches, stayed, households, towns };
}

/** The model before any pair is judged: m as expected, u from random pairs. */
export function startMixture(
  features: readonly Feature[],
  random: PatternCounts,
  totalPairs: number,
  start: MixtureStart,
): FittedMixture {
  const u = firstU(features, patternTable(telling(features, random), features.length));
  const lambda = Math.min(0.5, start.matches / Math.max(1, totalPairs));
  return {
    lambda,
    lambdaHousehold: tellsMembersApart(features) ? lambda : noHousehold,
    lambdaTown: hasTowns(features) ? lambda : 0,
    moved: canMove(features) ? priorMoved : 0,
    iterations: 0,
    converged: false,
    features: features.map((feature, f) => {
      const fitted = { m: priorOf(feature, u[f] ?? []), u: u[f] ?? [] };
      return parametersOf(feature, expectedShared(feature, start.own?.has(f) ?? false), fitted);
    }),
  };
}
