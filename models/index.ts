export * from './baskets/index.ts';
export * from './churn/index.ts';
export * from './classify/index.ts';
export * from './clusters/index.ts';
export * from './compare/index.ts';
export * from './forecast/index.ts';
export * from './lifetime/index.ts';
export { quantile } from './quantile.ts';
export * from './recommend/index.ts';
export {
  type RfmMeasures,
  type RfmMethod,
  type RfmScores,
  rfmScores,
  rfmSegmentsOf,
  type Scored,
  scoreByQuantiles,
} from './rfm.ts';
export {
  allRfmCodes,
  type RfmSegment,
  rfmCode,
  rfmSegment,
  rfmSegmentCodes,
  rfmSegmentNames,
} from './rfmSegments.ts';
export * from './sentiment/index.ts';
