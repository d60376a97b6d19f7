export { type Comparison, type NotTestable, type Verdict, verdictOf } from './comparison.ts';
export { type DailySums, dailyRatio, dailyTotals } from './dailySamples.ts';
export { type Description, describeValues } from './describe.ts';
export { adjustHolm, holdTogether } from './holm.ts';
export { type Effect, leastSquares, type Regression } from './leastSquares.ts';
export { compareMeans, type Sample } from './means.ts';
export { compareProportions, type Share } from './proportions.ts';
