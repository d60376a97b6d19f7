export {
  type BetaGeometricForm,
  type BetaGeometricParameters,
  betaGeometricLogLikelihood,
} from './betaGeometric.ts';
export { betaGeometricForecast } from './betaGeometricForecast.ts';
export type { Forecast } from './forecast.ts';
export {
  expectedTransactionValue,
  fitGammaGamma,
  type GammaGamma,
  type GammaGammaParameters,
  gammaGammaLogLikelihood,
  type Spending,
} from './gammaGamma.ts';
export { type Candidate, chooseByHoldout, type HoldoutFigures, holdoutFigures, pastRate } from './holdout.ts';
export {
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitRegularity,
  type LifetimeModel,
  type LifetimeModelName,
} from './lifetimeModels.ts';
export { type NbdParameters, nbdForecast, nbdLogLikelihood } from './nbd.ts';
export { type ParetoNbdParameters, paretoNbdForecast, paretoNbdLogLikelihood } from './paretoNbd.ts';
export { type DistinctStates, distinctStates, type PurchaseStates } from './states.ts';
