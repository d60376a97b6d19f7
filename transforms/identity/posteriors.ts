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
  { places, ends }: RatioPlaces,
  features: readonly FeatureParameters[],
  shares: FittedShares,
  {
    without,
    into = posteriorsOf(ends.length),
  }: { readonly without?: number; readonly into?: Posteriors } = {},
): Posteriors {
  const ofPlaces = likelihoodRatios(features);
  const featureAt = featuresOfPlaces(ofPlaces, features);
  const ratios = ofPlaces.map((ratio, place) => (featureAt[place] === without ? 1 : ratio));
  const discounts = features.map(householdDiscount);
  // of two people of one household against two of two
  const homes = ratios.map((ratio, place) => {
    const f = featureAt[place] as number;
    return householdRatio(ratio, discounts[f] as number, features[f] as FeatureParameters);
  });
  const traits = features.map((feature, f) => traitsOf(feature, f === without));
  const traitsAt = featureAt.map((f) => traits[f] as number);
  const { lambda, lambdaHousehold, lambdaTown, moved } = shares;
  const rest = Math.max(1e-9, shareOfStrangers(shares) - lambdaTown);
  const { match, stayed, household, town } = into;
  for (let row = 0, at = 0; row < ends.length; row++) {
    let one = lambda;
    let home = lambdaHousehold;
    let near = lambdaTown;
    let address = 1 - moved;
    let compared = false;
    let agreed = false;
    let coincidences = 0;
    for (const end = ends[row] as number; at < end; at++) {
      const place = places[at] as number;
      const ratio = ratios[place] as number;
      const trait = traitsAt[place] as number;
      home *= homes[place] as number;
      if (trait & ofTown) near *= ratio;
      if (trait & coincides && ratio > 1 && ++coincidences > 1) home *= bothCoincide;
      if (trait & ofAddress) {
        address *= ratio;
        continue;
      }
      one *= ratio;
      if (!(trait & identifies)) continue;
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
  return into;
}

/** Room for what is said of so many patterns. */
export const posteriorsOf = (rows: number): Posteriors => ({
  match: new Float64Array(rows),
  stayed: new Float64Array(rows),
  household: new Float64Array(rows),
  town: new Float64Array(rows),
});

/** What is asked of a feature for every pattern, a bit each. */
const [ofTown, coincides, ofAddress, identifies] = [1, 2, 4, 8] as const;

const traitsOf = (feature: FeatureParameters, isLeftOut: boolean): number =>
  (feature.isOfTown ? ofTown : 0) |
  (mayCoincide(feature) ? coincides : 0) |
  (feature.role === 'address' ? ofAddress : 0) |
  (feature.role === 'identifier' && !isLeftOut ? identifies : 0);
