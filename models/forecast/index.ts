export {
  type Backtest,
  backtest,
  heldTo,
  intervalWidths,
  measuredCoverage,
  originsOf,
  scaledErrors,
  sizesAhead,
} from './backtest.ts';
export { candidatesFor, plainMethods } from './candidates.ts';
export {
  chooseByBacktest,
  chooseForecast,
  type ForecastChoice,
  forecastBy,
  isAsGood,
  learnableSeason,
} from './choose.ts';
export { holtWinters } from './holtWinters.ts';
export {
  type Occasion,
  type OccasionEffects,
  type Occasions,
  occasionFactors,
  occasionLabels,
  occasionsOfSteps,
  occasionsOfWeeks,
  sizesWithOccasions,
  sumsOfSeven,
  withOccasions,
} from './occasions.ts';
export { type Forecaster, seasonalNaive } from './plain.ts';
export { isSeasonal } from './seasonality.ts';
export { theta } from './theta.ts';
