export type { BasketEvaluation } from './basket.ts';
export type { BuiltIdentityEvaluation } from './builtIdentity.ts';
export type { ChurnEvaluation, ChurnEvaluationOptions } from './churn.ts';
export type { ClvEvaluation, ClvEvaluationOptions } from './clv.ts';
export type { ForecastEvaluation } from './forecast.ts';
export type { IdentityEvaluation } from './identityEvaluation.ts';
export { parseColumns } from './inputFile.ts';
export type { RecommendEvaluation } from './recommend.ts';
export type { RfmEvaluation } from './rfm.ts';
export type { SegmentsEvaluation } from './segments.ts';
export type { SentimentEvaluation } from './sentiment.ts';

/** A function that is loaded when it is called first: one evaluation needs nothing of the others. */
const lazily =
  <Arguments extends readonly unknown[], Result>(
    load: () => Promise<(...given: Arguments) => Promise<Result>>,
  ) =>
  async (...given: Arguments): Promise<Result> =>
    (await load())(...given);

export const evaluateBasket = lazily(async () => (await import('./basket.ts')).evaluateBasket);
export const evaluateBuiltIdentity = lazily(
  async () => (await import('./builtIdentity.ts')).evaluateBuiltIdentity,
);
export const evaluateChurn = lazily(async () => (await import('./churn.ts')).evaluateChurn);
export const evaluateClv = lazily(async () => (await import('./clv.ts')).evaluateClv);
export const evaluateForecast = lazily(async () => (await import('./forecast.ts')).evaluateForecast);
export const evaluateIdentity = lazily(async () => (await import('./identity.ts')).evaluateIdentity);
export const evaluateRecommend = lazily(async () => (await import('./recommend.ts')).evaluateRecommend);
export const evaluateRfm = lazily(async () => (await import('./rfm.ts')).evaluateRfm);
export const evaluateSegments = lazily(async () => (await import('./segments.ts')).evaluateSegments);
export const evaluateSentiment = lazily(async () => (await import('./sentiment.ts')).evaluateSentiment);
