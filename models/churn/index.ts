export {
  baseRate,
  type ContestFigures,
  chooseByContest,
  type HeldOut,
  holdTo,
  leastOfEither,
} from './contest.ts';
export { type GainStep, gainsOf, type ReliabilityBin, reliabilityOf } from './heldOut.ts';
export { type Baseline, baselineOf, type ReasonColumn, strongestReasons } from './reasons.ts';
export { leastEmails, type Signals, type Warnings, warningsOf } from './warnings.ts';
export {
  expectedGain,
  type Offer,
  type OfferStep,
  offerCurve,
  valueAtRisk,
} from './winBack.ts';
