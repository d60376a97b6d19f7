export { type Basket, type Histories, withoutLast } from './histories.ts';
export { type ItemSimilarity, itemSimilarity, type SimilarityOptions } from './itemSimilarity.ts';
export { type RankingFigures, rankingFigures } from './rankingFigures.ts';
export { type Recommender, tuneRecommender } from './recommender.ts';
export { type Recommendation, recentPopularity, recommend, type ScoreOptions } from './score.ts';
