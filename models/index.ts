export * from './baskets/index.ts';
export * from './churn/index.ts';
export * from './classify/index.ts';
export * from './clusters/index.ts';
export * from './compare/index.ts';
export * from './forecast/index.ts';
export * from './lifetime/index.ts';
export * from './recommend/index.ts';
export {
  type RfmMeasures,
  type RfmMethod,
  type RfmScores,
  rfmScores,
  rfmSegmentsOf,
  type Scored,
} from './rfm.ts';
export { allRfmCodes, type RfmSegment, rfmSegmentNames } from './rfmSegments.ts';
export * from './sentiment/index.ts';
