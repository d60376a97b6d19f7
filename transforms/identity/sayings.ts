import type { FeatureParameters } from './featureParameters.ts';
import { rarityLeft } from './rarity.ts';
import { featuresOfPlaces, likelihoodRatios, tableOfPlaces } from './ratioPlaces.ts';

/** What each place of `ratioPlaces` says of its feature. */
export interface Sayings {
  readonly feature: Uint8Array;
  /** log2 of the likelihood ratio of one person against two, and that ratio */
  readonly weight: Float64Array;
  readonly ratio: Float64Array;
  /** what the rarity of the value is multiplied by: 0 where values are not equal */
  readonly rarity: Float64Array;
}

export function sayings(features: readonly FeatureParameters[]): Sayings {
  const weight = likelihoodRatios(features).map(Math.log2);
  return {
    feature: featuresOfPlaces(weight, features),
    weight,
    // of the weight, so that sums of either are of the same pairs
    ratio: weight.map((one) => 2 ** one),
    rarity: tableOfPlaces(features, rarityLeft),
  };
}
