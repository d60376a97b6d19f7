export { basketGroup, type Chances, type OfferKind } from './chances.ts';
export {
  type ChosenRecommender,
  chooseRecommender,
  type ListFigures,
  type ListRule,
  leastAsked,
  popularHalfLifeDays,
} from './chooseRecommender.ts';
export { type Basket, type Histories, withoutLast } from './histories.ts';
export { type ItemSimilarity, itemSimilarity, type SimilarityOptions } from './itemSimilarity.ts';
export { type Gain, pairedGain } from './pairedGain.ts';
export { byPopularity, filledUp, ownMostBought, popularItems } from './plainRules.ts';
export { type DailyPurchases, dailyPurchases, recentPopularity } from './popularity.ts';
export { type RankingFigures, rankingFigures } from './rankingFigures.ts';
export { type Recommender, type RecommenderSettings, tuneRecommender } from './recommender.ts';
export { type ListMaker, listMaker, type Recommendation, type ScoreOptions } from './score.ts';
