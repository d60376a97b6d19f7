export {
  expectedAsBefore,
  expectedBy,
  type HoldoutVerdict,
  judgeByHoldout,
  lifetimeCandidates,
  perCustomer,
} from './contest.ts';
export { type Decile, decilesOf } from './deciles.ts';
export { discountedPurchases } from './discount.ts';
export type { Forecast } from './forecast.ts';
export {
  expectedTransactionValue,
  fitGammaGamma,
  type GammaGamma,
  type GammaGammaParameters,
  type Spending,
} from './gammaGamma.ts';
export { fitGroups, type GroupFits, type StatesOfGroup } from './groupFits.ts';
export {
  biasOf,
  type Candidate,
  type ErrorDifference,
  type HoldoutFigures,
  holdoutFigures,
  isSound,
} from './holdout.ts';
export { type Independence, independenceOf } from './independence.ts';
export { isDistribution, type LifetimeFormula, leavesFrom, lifetimeForecast } from './lifetimeForecast.ts';
export {
  type FitLifetimeModel,
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitParetoNbd,
  fitPastRate,
  informationCriterion,
  type LifetimeModel,
  type LifetimeModelName,
  leastReturned,
  lifetimeFits,
  mostRegular,
} from './lifetimeModels.ts';
export { type Credibility, credibilityOf } from './pastRate.ts';
export { onClock, type Season, type SeasonClock, seasonClock, seasonFrom } from './season.ts';
export { scaleOfParts } from './sharedRate.ts';
export { type DistinctStates, distinctStates, type PurchaseStates } from './states.ts';
export { type ValueIntervals, valueIntervals } from './valueIntervals.ts';
export { scaleOf } from './valueQuantiles.ts';
