import { leastLevel, ratioUnder } from './dependence.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { patternBase } from './patterns.ts';
import type { PatternTable } from './patternTable.ts';

/** What pairs are, before anything is compared. */
export interface Shares {
  /** the share of all pairs that are matches */
  readonly lambda: number;
  /** the share of all pairs that are two people of one household */
  readonly lambdaHousehold: number;
  /** of the matches, the share that have moved between their records: no part of the address says anything of them */
  readonly moved: number;
}

/** The share of pairs of one household where there is no such class. */
export const noHousehold = 1e-30;

/** What pairs are while parameters are fitted. */
export interface FittedShares extends Shares {
  /**
   * the share of all pairs that are two people of one town and agree in its parts at once, more often than
   * chance has it; 0 where nothing is known of towns
   */
  readonly lambdaTown: number;
}

/** The share of pairs that are two people of two homes, as a number above 0. */
export const shareOfStrangers = ({ lambda, lambdaHousehold }: Shares): number =>
  Math.max(1e-9, 1 - lambda - lambdaHousehold);

/** By pattern, the probability that a pair which shows it is one person, or two people of one household. */
export interface Posteriors {
  readonly match: Float64Array;
  /** that it is one person who has not moved between the records */
  readonly stayed: Float64Array;
  readonly household: Float64Array;
  /** that it is two people of one town and two homes */
  readonly town: Float64Array;
}

/**
 * What the likelihood ratio of a match is multiplied by to have that of one household: 1 for what a household
 * shares, 0 for what is a person's own, and in between where people of one household may coincide.
 */
export const householdDiscount = ({ household, coincidence, m }: FeatureParameters): number =>
  coincidence === undefined
    ? Number(household)
    : Math.min(1 - 1e-9, household ? coincidence : coincidence / (m.at(-1) ?? 1));

/**
 * Of those who have moved, the share of whom no identifier (e-mail address, telephone, identity number) that
 * both records give is still the same. Not fitted, and on the low side: two of one name and one birth date
 * who have nothing else in common are to be looked at, not joined.
 */
const withoutIdentifier = 0.25;

/** P(moved, with these identifiers) of one person, by whether both records give identifiers and whether any agrees. */
export const movedWith = (
  moved: number,
  comparesIdentifiers: boolean,
  agreesInIdentifiers: boolean,
): number => (comparesIdentifiers && !agreesInIdentifiers ? moved * withoutIdentifier : moved);

/**
 * The likelihood ratio of one household where that of one person is `ratio`: agreement is discounted; they
 * differ in what they share no more than one person does, in identifiers, where homes are known, as often as
 * they have their own, in what is a person's own as two people do. Where no home is known, those who share a
 * name and a town and have other identifiers are namesakes.
 */
export function householdRatio(
  ratio: number,
  discount: number,
  { household, coincidence = 1, isOwn }: FeatureParameters,
): number {
  return Math.max(ratio * discount, isOwn ? 1 - coincidence : household ? 0 : 1);
}

/**
 * Two people of one household have one name, or one birth date, now and then, and hardly ever both: how much
 * more seldom than either alone would make it, for each beyond the first.
 */
export const bothCoincide = 0.01;

/** Whether a feature is a person's own and may be the same of two people of one household all the same. */
export const mayCoincide = ({ household, coincidence }: FeatureParameters): boolean =>
  !household && coincidence !== undefined;

/** Places of a feature in a table of ratios: one a level, and the last for a missing value. */
const slots = patternBase;
const missing = slots - 1;

/**
 * Where the ratio of each feature of each pattern stands in `likelihoodRatios`: it depends on what a feature
 * depends on, not on the parameters, so it is worked out once.
 */
export function ratioPlaces(
  { rows, levels }: PatternTable,
  features: readonly FeatureParameters[],
): Uint16Array {
  const width = features.length;
  const conditions = features.map(({ given = [] }): readonly Condition[] =>
    given.map((dependence) => dependence.when.map((f) => [f, leastLevel(dependence, features, f)] as const)),
  );
  const places = new Uint16Array(rows * width);
  for (let at = 0, first = 0; first < places.length; first += width)
    for (let f = 0; f < width; f++, at++) {
      const holding = holdingOf(conditions[f] as readonly Condition[], levels, first);
      const level = levels[at] as number;
      places[at] = ((holding + 1) * width + f) * slots + (level < 0 ? missing : level);
    }
  return places;
}

/** Features that must show at least a level each. */
type Condition = readonly (readonly [feature: number, least: number])[];

/** The place of the first condition that the pattern whose levels begin at `first` fulfils; −1 if none. */
function holdingOf(conditions: readonly Condition[], levels: PatternTable['levels'], first: number): number {
  for (let c = 0; c < conditions.length; c++) {
    let holds = true;
    for (const [feature, least] of conditions[c] as Condition)
      holds &&= (levels[first + feature] as number) >= least;
    if (holds) return c;
  }
  return -1;
}

/**
 * P(match), P(one household) and P(one town) of patterns by Bayes' rule, features being independent but for
 * their dependences, and the parts of an address of somebody who has moved. People of one town agree on its
 * parts as one person does, and on the rest as strangers do: they are a class for themselves, as they would be
 * taken for households otherwise, which then would outdo the matches of sparse records.
 * @param places from `ratioPlaces`
 * @param without a feature that is left out
 */
export function posteriors(
  places: Uint16Array,
  features: readonly FeatureParameters[],
  shares: FittedShares,
  without?: number,
): Posteriors {
  const width = features.length;
  const ratios = likelihoodRatios(features, without);
  const homes = householdRatios(features, ratios);
  const roles = features.map(({ role }) => role);
  const coincides = features.map(mayCoincide);
  const ofTown = features.map(({ isOfTown = false }) => isOfTown);
  const { lambda, lambdaHousehold, lambdaTown, moved } = shares;
  const rest = Math.max(1e-9, shareOfStrangers(shares) - lambdaTown);
  const rows = places.length / Math.max(1, width);
  const match = new Float64Array(rows);
  const stayed = new Float64Array(rows);
  const household = new Float64Array(rows);
  const town = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    let one = lambda;
    let home = lambdaHousehold;
    let near = lambdaTown;
    let address = 1 - moved;
    let compared = false;
    let agreed = false;
    let coincidences = 0;
    for (let f = 0; f < width; f++, at++) {
      const place = places[at] as number;
      const ratio = ratios[place] as number;
      home *= homes[place] as number;
      if (ofTown[f]) near *= ratio;
      if (coincides[f] && ratio > 1 && ++coincidences > 1) home *= bothCoincide;
      if (roles[f] === 'address') {
        address *= ratio;
        continue;
      }
      one *= ratio;
      if (roles[f] !== 'identifier' || place % slots === missing || f === without) continue;
      compared = true;
      agreed ||= ratio > 1;
    }
    const gone = movedWith(moved, compared, agreed);
    const all = one * (address + gone) + home + near + rest;
    match[row] = (one * (address + gone)) / all;
    stayed[row] = (one * address) / all;
    household[row] = home / all;
    town[row] = near / all;
  }
  return { match, stayed, household, town };
}

/**
 * The likelihood ratio of one person against two, by feature and level, 1 for what is missing or left out;
 * then again for each condition that the feature depends on.
 */
function likelihoodRatios(features: readonly FeatureParameters[], without?: number): Float64Array {
  const most = Math.max(0, ...features.map(({ given = [] }) => given.length));
  const ratios = new Float64Array((1 + most) * features.length * slots).fill(1);
  features.forEach((feature, f) => {
    if (f === without) return;
    [undefined, ...(feature.given ?? [])].forEach((dependence, holding) => {
      feature.levels.forEach((_, level) => {
        ratios[(holding * features.length + f) * slots + level] = ratioUnder(feature, level, dependence);
      });
    });
  });
  return ratios;
}

/** The same of two people of one household against two of two. */
function householdRatios(features: readonly FeatureParameters[], ratios: Float64Array): Float64Array {
  const discounts = features.map(householdDiscount);
  return ratios.map((ratio, at) => {
    const f = Math.floor(at / slots) % features.length;
    return at % slots === missing
      ? 1
      : householdRatio(ratio, discounts[f] as number, features[f] as FeatureParameters);
  });
}
