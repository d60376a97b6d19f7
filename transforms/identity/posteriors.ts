import type { FeatureParameters } from './featureParameters.ts';
import { featuresOfPlaces, likelihoodRatios, type RatioPlaces } from './ratioPlaces.ts';

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

/**
 * P(match), P(one household) and P(one town) of patterns by Bayes' rule, features being independent but for
 * their dependences, and the parts of an address of somebody who has moved. People of one town agree on its
 * parts as one person does, and on the rest as strangers do: they are a class for themselves, as they would be
 * taken for households otherwise, which then would outdo the matches of sparse records.
 * @param places from `ratioPlaces`
 * @param without a feature that is left out
 * @param into where the answer is written
 */
export function posteriors(
  places: RatioPlaces,
  features: readonly FeatureParameters[],
  shares: FittedShares,
  {
    without,
    into = posteriorsOf(places.ends.length),
  }: { readonly without?: number; readonly into?: Posteriors } = {},
): Posteriors {
  const { lambda, lambdaHousehold, lambdaTown, moved } = shares;
  judge(places, sayingsOf(features, without), { lambda, lambdaHousehold, lambdaTown, moved }, into);
  return into;
}

/** Bayes' rule, pattern by pattern, into `match` and the rest. */
function judge(
  { places, ends }: RatioPlaces,
  said: Sayings,
  shares: FittedShares,
  { match, stayed, household, town }: Posteriors,
): void {
  const { lambda, lambdaHousehold, lambdaTown, moved } = shares;
  const rest = Math.max(1e-9, shareOfStrangers(shares) - lambdaTown);
  for (let row = 0, at = 0; row < ends.length; row++) {
    let one = lambda;
    let address = 1 - moved;
    let home = lambdaHousehold;
    let near = lambdaTown;
    let marks = 0;
    for (const end = ends[row] as number; at < end; at++) {
      const place = places[at] as number;
      one *= said.person[place] as number;
      address *= said.address[place] as number;
      home *= said.home[place] as number;
      near *= said.town[place] as number;
      marks += said.marks[place] as number;
    }
    home *= seldom[marks % compares] as number;
    const gone = movedWith(moved, marks % agrees >= compares, marks >= agrees);
    const all = one * (address + gone) + home + near + rest;
    match[row] = (one * (address + gone)) / all;
    stayed[row] = (one * address) / all;
    household[row] = home / all;
    town[row] = near / all;
  }
}

/**
 * What a pair is marked with, once a feature: one agreement that two people of one household may show too, an identifier
 * that is compared, one that agrees. There are fewer features than fill one.
 */
const [coincides, compares, agrees] = [1, 2 ** 8, 2 ** 16] as const;

/** How seldom so many coincidences come together, beside each for itself. */
const seldom = Float64Array.from({ length: compares }, (_, count) => bothCoincide ** Math.max(0, count - 1));

/** By place: what it multiplies the likelihood ratio of each class by, against two people of two homes, and its marks. */
interface Sayings {
  /** one person, but for the address */
  readonly person: Float64Array;
  /** one person who has not moved, the address alone */
  readonly address: Float64Array;
  readonly home: Float64Array;
  readonly town: Float64Array;
  readonly marks: Uint32Array;
}

function sayingsOf(features: readonly FeatureParameters[], without: number | undefined): Sayings {
  const all = likelihoodRatios(features);
  const featureAt = featuresOfPlaces(all, features);
  const ratios = all.map((ratio, place) => (featureAt[place] === without ? 1 : ratio));
  const discounts = features.map(householdDiscount);
  const at = (place: number) => features[featureAt[place] as number] as FeatureParameters;
  const only = (holds: (feature: FeatureParameters) => boolean) =>
    ratios.map((ratio, place) => (holds(at(place)) ? ratio : 1));
  return {
    person: only(({ role }) => role !== 'address'),
    address: only(({ role }) => role === 'address'),
    town: only(({ isOfTown }) => isOfTown === true),
    home: ratios.map((ratio, place) =>
      householdRatio(ratio, discounts[featureAt[place] as number] as number, at(place)),
    ),
    marks: Uint32Array.from(ratios, (ratio, place) => {
      const isIdentifier = at(place).role === 'identifier' && featureAt[place] !== without;
      return (
        (mayCoincide(at(place)) && ratio > 1 ? coincides : 0) +
        (isIdentifier ? compares : 0) +
        (isIdentifier && ratio > 1 ? agrees : 0)
      );
    }),
  };
}

/** Room for what is said of so many patterns. */
export const posteriorsOf = (rows: number): Posteriors => ({
  match: new Float64Array(rows),
  stayed: new Float64Array(rows),
  household: new Float64Array(rows),
  town: new Float64Array(rows),
});
