import { fixedPoint } from '../../models/numeric/index.ts';
import { type Dependence, type FeatureParameters, parametersOf } from './featureParameters.ts';
import { type Feature, tellsMembersApart } from './features.ts';
import { expectedShared, sharedByHouseholds } from './householdShares.ts';
import { agreeing, differingAsTheFirst, priorMatches, priorOf, rising } from './levelShares.ts';
import { levelSums, levelsOf, normalised } from './levelSums.ts';
import { changeOf, fromLogarithms, type MixtureFit, mostMoved, toLogarithms } from './mixtureFit.ts';
import type { PatternTable } from './patternTable.ts';
import { type FittedShares, noHousehold, type Posteriors, posteriors, posteriorsOf } from './posteriors.ts';
import { addPlaces, featuresOfPlaces, type RatioPlaces, ratioPlaces, tableOfPlaces } from './ratioPlaces.ts';
import { estimateU, firstU } from './strangers.ts';

export interface FittedMixture extends FittedShares {
  readonly features: readonly FeatureParameters[];
  readonly iterations: number;
  /** whether another round would have changed nothing */
  readonly converged: boolean;
}

/** Where the fit begins, and ends. */
export interface MixtureStart {
  /** that are expected */
  readonly matches: number;
  /** fields of no known kind that are a person's own (`findOwnFields`) */
  readonly own?: ReadonlySet<number>;
  readonly dependences?: readonly (readonly Dependence[])[];
  /** a fit of the same pairs under other dependences, to go on from */
  readonly from?: FittedMixture;
  /**
   * the fit has settled where neither the shares of levels change more than this nor the pairs of a class, by the
   * matches. Pairs of one town are not asked: they are no part of what is fitted, and where there are hardly
   * any, or nothing tells them from chance, they dwindle for hundreds of rounds.
   */
  readonly tolerance?: number;
}

/** Pairs less likely than this to match do not count towards m. */
const negligible = 1e-6;

/** Share of matches that have moved between their records, before the data are seen. */
const priorMoved = 0.1;
/** One part of an address alone tells by its own level whether somebody moved. */
const canMove = (features: readonly Feature[]) =>
  features.filter(({ role }) => role === 'address').length > 1;

const hasTowns = (features: readonly Feature[]) => features.some(({ isOfTown }) => isOfTown);

const mostIterations = 200;

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
 *
 * @param seen patterns of the candidates, and `drawn` of pairs at random (`tellingPatterns`)
 * Source: Fellegi and Sunter (1969); Winkler (1988), EM for record linkage; Winkler (1994) for three classes;
 * Enamorado, Fifield and Imai (2019), equations 2 to 6.
 */
export function fitMixture(
  features: readonly Feature[],
  seen: PatternTable,
  drawn: PatternTable,
  totalPairs: number,
  start: MixtureStart,
): FittedMixture {
  const { tolerance = 1e-5 } = start;
  const firstOfU = firstU(features, drawn);
  const priors = features.map((feature, f) => priorOf(feature, firstOfU[f] ?? []));
  const shared = features.map((feature, f) => expectedShared(feature, start.own?.has(f) ?? false));
  const parametersAt = ({ m, u, coincidences }: MixtureFit) =>
    features.map((feature, f): FeatureParameters => {
      const [given, coincidence] = [start.dependences?.[f], coincidences[f]];
      return parametersOf(
        feature,
        { ...shared[f], ...(coincidence === undefined ? {} : { coincidence }) },
        { m: m[f] ?? [], u: u[f] ?? [], ...(given?.length ? { given } : {}) },
      );
    });
  const from = start.from ?? startMixture(features, drawn, totalPairs, start);
  const first: MixtureFit = {
    m: from.features.map(({ m }) => m),
    u: from.features.map(({ u }) => u),
    coincidences: from.features.map(({ coincidence }) => coincidence),
    shares: from,
  };
  const seenPlaces = ratioPlaces(seen.levels, parametersAt(first));
  const drawnPlaces = ratioPlaces(drawn.levels, parametersAt(first));
  const [ofSeen, ofDrawn] = [posteriorsOf(seen.rows), posteriorsOf(drawn.rows)];
  // of two classes that fewer than three features show, any shares fit equally well (Goodman 1974): what is
  // assumed of u stands
  const isIdentifiable = features.length > 2 || tellsMembersApart(features);
  const step = (fit: MixtureFit): MixtureFit => {
    const now = parametersAt(fit);
    const sums = levelSums(features, (_, f) => (priors[f] ?? []).map((share) => share * priorMatches));
    const judged = posteriors(seenPlaces, now, fit.shares, { into: ofSeen });
    const pairs = expected(seen, seenPlaces, judged, now, sums);
    const coincidences = sharedByHouseholds(features, shared, seen, judged.household, fit.m);
    const u = isIdentifiable
      ? estimateU(features, drawn, posteriors(drawnPlaces, now, fit.shares, { into: ofDrawn }).match)
      : fit.u;
    const fitted = features.map(({ comparison }, f) =>
      rising(agreeing(normalised(levelsOf(sums, features, f)), comparison), u[f] ?? []),
    );
    return {
      m: differingAsTheFirst(features, fitted),
      u,
      coincidences,
      shares: sharesOf(pairs, features, totalPairs),
    };
  };
  const { state, steps, isSettled } = fixedPoint(step, first, {
    toNumbers: toLogarithms,
    fromNumbers: fromLogarithms,
    isSettled: (before, after) => changeOf(before, after) < tolerance,
    mostSteps: mostIterations,
  });
  return { ...state.shares, iterations: steps, converged: isSettled, features: parametersAt(state) };
}

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
  { counts }: PatternTable,
  places: RatioPlaces,
  judged: Posteriors,
  features: readonly FeatureParameters[],
  sums: Float64Array,
): ExpectedPairs {
  const shown = tableOfPlaces(features, () => 0);
  const featureAt = featuresOfPlaces(shown, features);
  const isPlace = featureAt.map((f) => Number(features[f]?.role === 'address'));
  const pairs = addUp(counts, places, judged, isPlace, shown);
  addPlaces(sums, shown, features.length);
  return pairs;
}

/** The numbers of pairs, and by place, into `shown`, how many matches show it. */
function addUp(
  counts: Float64Array,
  { places, ends }: RatioPlaces,
  { match, stayed: notMoved, household, town }: Posteriors,
  isPlace: Uint8Array,
  shown: Float64Array,
): ExpectedPairs {
  let matches = 0;
  let stayed = 0;
  let households = 0;
  let towns = 0;
  for (let row = 0, at = 0; row < ends.length; row++) {
    const end = ends[row] as number;
    const count = counts[row] as number;
    const p = match[row] as number;
    const ofMatches = p * count;
    const ofStayed = (notMoved[row] as number) * count;
    matches += ofMatches;
    stayed += ofStayed;
    households += (household[row] as number) * count;
    towns += (town[row] as number) * count;
    if (p >= negligible)
      for (; at < end; at++) {
        const place = places[at] as number;
        shown[place] = (shown[place] as number) + (isPlace[place] === 1 ? ofStayed : ofMatches);
      }
    at = end;
  }
  return { matches, stayed, households, towns };
}

/** The model before any pair is judged: m as expected, u from random pairs. */
export function startMixture(
  features: readonly Feature[],
  drawn: PatternTable,
  totalPairs: number,
  start: MixtureStart,
): FittedMixture {
  const u = firstU(features, drawn);
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
