export { type BasketEvaluation, type BasketEvaluationOptions, evaluateBasket } from './basket.ts';
export { type ChurnEvaluation, type ChurnEvaluationOptions, evaluateChurn } from './churn.ts';
export { type ClvEvaluation, type ClvEvaluationOptions, evaluateClv } from './clv.ts';
export { evaluateForecast, type ForecastEvaluation, type ForecastEvaluationOptions } from './forecast.ts';
export { type ColumnMap, parseColumns } from './inputFile.ts';
export { evaluateRecommend, type RecommendEvaluation, type RecommendEvaluationOptions } from './recommend.ts';
export { evaluateRfm, type RfmEvaluation, type RfmEvaluationOptions } from './rfm.ts';
export { evaluateSegments, type SegmentsEvaluation, type SegmentsEvaluationOptions } from './segments.ts';
export { evaluateSentiment, type SentimentEvaluation, type SentimentEvaluationOptions } from './sentiment.ts';
