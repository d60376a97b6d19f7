export { type Basket, type Histories, withoutLast } from './histories.ts';
export { type ItemSimilarity, itemSimilarity, type SimilarityOptions } from './itemSimilarity.ts';
export { type Recommendation, recentPopularity, recommend, type ScoreOptions } from './score.ts';
export { rankingFigures, type RankingFigures } from './rankingFigures.ts';
export { tuneRecommender, type Recommender } from './recommender.ts';
