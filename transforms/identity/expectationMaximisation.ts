import { notFalling } from '../../models/numeric/index.ts';
import type { Dependence } from './dependence.ts';
import type { Role } from './fields.ts';
import { addLevels, levelSums, levelsOf, normalised } from './levelSums.ts';
import { type Feature, tellsMembersApart } from './patterns.ts';
import { type PatternCounts, type PatternTable, patternTable } from './patternTable.ts';
import { type FittedShares, type Posteriors, posteriors, ratioPlaces } from './posteriors.ts';
import { estimateU, firstU, telling } from './strangers.ts';

export interface FeatureParameters {
  readonly name: string;
  readonly levels: readonly string[];
  readonly household: boolean;
  readonly isOfTown?: true;
  readonly role: Role;
  /** how often two people of one household agree on what they need not share */
  readonly coincidence?: number;
  /** where homes are known: whether each of a household may have one of their own */
  readonly isOwn?: true;
  /** P(level | match), P(level | two people), by level */
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** u under conditions, where agreement on something else brings this with it: the first that holds counts */
  readonly given?: readonly Dependence[];
}

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

/** Pseudo-counts of matches behind the prior of m, so that a handful of matches cannot throw it over. */
export const priorMatches = 8;
/** Pseudo-counts of pairs of one household behind what is expected of the identifiers that they share. */
const priorHouseholds = 8;
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

/** The share of pairs of one household where there is no such class. */
export const noHousehold = 1e-30;

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
    features.map(({ name, comparison, household, isOfTown, role }, f): FeatureParameters => {
      const given = start.dependences?.[f];
      const coincidence = coincidences[f];
      return {
        name,
        levels: comparison.levels,
        household,
        ...(isOfTown ? { isOfTown } : {}),
        role,
        ...shared[f],
        ...(coincidence === undefined ? {} : { coincidence }),
        m: m[f] ?? [],
        u: u[f] ?? [],
        ...(given?.length ? { given } : {}),
      };
    });
  const seenPlaces = ratioPlaces(seen, parameters());
  const drawnPlaces = ratioPlaces(drawn, parameters());
  // of two classes that fewer than three features show, any shares fit equally well (Goodman 1974): what is
  // assumed of u stands
  const isIdentifiable = features.length > 2 || tellsMembersApart(features);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < mostIterations) {
    iterations++;
    const now = parameters();
    const sums = levelSums(features, (_, f) => (priors[f] ?? []).map((share) => share * priorMatches));
    const judged = posteriors(seenPlaces, now, shares);
    const pairs = expected(
      seen,
      judged,
      features.map(({ role }) => role === 'address'),
      sums,
    );
    coincidences = sharedByHouseholds(features, shared, seen, judged.household, m);
    if (isIdentifiable) u = estimateU(features, drawn, posteriors(drawnPlaces, now, shares).match);
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

/**
 * A second given name is wrong wherever the whole name is, so it differs no more rarely than the first does: of the few
 * pairs in which both are told it would be found never to.
 */
function differingAsTheFirst(
  features: readonly Feature[],
  m: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const [first, ...further] = features.flatMap(({ kind }, f) => (kind === 'given_name' ? [f] : []));
  const least = m[first ?? -1]?.[0] ?? 0;
  return m.map((row, f) => {
    const [differing = 0] = row;
    if (!further.includes(f) || differing >= least) return row;
    return row.map((share, level) => (level === 0 ? least : (share * (1 - least)) / (1 - differing)));
  });
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

type Shared = Pick<Feature, 'coincidence' | 'isOwn'>;

/** How often two people of one household agree on what is found to be a person's own. */
const sharedOfOwn = 0.3;

/**
 * How often two people of one household agree on a feature, before any pair is judged, where that is neither
 * always nor never.
 */
const expectedShared = ({ coincidence, isOwn }: Feature, isFoundOwn: boolean): Shared =>
  isFoundOwn
    ? { coincidence: sharedOfOwn, isOwn: true }
    : { ...(coincidence === undefined ? {} : { coincidence }), ...(isOwn ? { isOwn } : {}) };

/**
 * How often two people of one household agree on each feature, where that is not theirs by nature: on
 * identifiers as those did who are thought to be of one household, on a person's own as is expected.
 */
function sharedByHouseholds(
  features: readonly Feature[],
  shared: readonly Shared[],
  seen: PatternTable,
  household: Float64Array,
  m: readonly (readonly number[])[],
): (number | undefined)[] {
  const width = features.length;
  return features.map(({ role, comparison }, f) => {
    const coincidence = shared[f]?.coincidence;
    if (coincidence === undefined || role !== 'identifier') return coincidence;
    let [equal, all] = [coincidence * priorHouseholds, priorHouseholds];
    for (let row = 0; row < seen.rows; row++) {
      const level = seen.levels[row * width + f] as number;
      if (level < 0) continue;
      const pairs = (household[row] as number) * (seen.counts[row] as number);
      all += pairs;
      if (level === comparison.levels.length - 1) equal += pairs;
    }
    return equal / all / (m[f]?.at(-1) ?? 1);
  });
}

/** What is expected of m: a column of which nothing is known may be of the person, or noise. */
const priorOf = ({ kind, comparison: { prior } }: Feature, u: readonly number[]): readonly number[] =>
  kind === 'other' ? prior.map((share, level) => (share + (u[level] ?? 0)) / 2) : prior;

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
    features: features.map((feature, f) => ({
      name: feature.name,
      levels: feature.comparison.levels,
      household: feature.household,
      ...(feature.isOfTown ? { isOfTown: true as const } : {}),
      role: feature.role,
      ...expectedShared(feature, start.own?.has(f) ?? false),
      m: priorOf(feature, u[f] ?? []),
      u: u[f] ?? [],
    })),
  };
}

/**
 * m with no more difference than a match may show: records of one person have its name and its birth date,
 * mostly. A class of pairs that live in one town and have one given name is no class of matches, however well
 * it fits; what it says of the other levels is worth no more, so they are what was expected.
 */
function agreeing(
  m: readonly number[],
  { prior, mostDiffering = 1 }: Feature['comparison'],
): readonly number[] {
  if ((m[0] ?? 0) <= mostDiffering) return m;
  const rest = (1 - mostDiffering) / (1 - (prior[0] ?? 0));
  return prior.map((share, level) => (level === 0 ? mostDiffering : share * rest));
}

/** The m nearest to the one given (levels weighted by u) for which m/u does not fall with the level. */
export function rising(m: readonly number[], u: readonly number[]): number[] {
  const ratios = notFalling(
    m.map((value, level) => value / (u[level] ?? 0)),
    u,
  );
  return u.map((value, level) => value * (ratios[level] as number));
}
