export { basketGroup, type Chances, type OfferKind } from './chances.ts';
export { type ChosenRecommender, chooseRecommender } from './chooseRecommender.ts';
export { compareRules, isGain } from './compareRules.ts';
export {
  type Basket,
  type HeldOutBaskets,
  type Histories,
  lastHeldOut,
  nextHeldOut,
} from './histories.ts';
export { type ItemSimilarity, itemSimilarity } from './itemSimilarity.ts';
export { type FreshRule, type ListRule, offersOf, soldItems } from './offers.ts';
export type { Gain } from './pairedGain.ts';
export { byPopularity, ownMostBought, popularItems } from './plainRules.ts';
export { type HalfLife, recentPopularity } from './popularity.ts';
export { rankingFigures } from './rankingFigures.ts';
export type { RecommenderSettings } from './recommender.ts';
export { listMaker, type Recommendation } from './score.ts';
export { type Trial, trialsOf } from './trials.ts';
