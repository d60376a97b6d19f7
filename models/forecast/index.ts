export {
  type Backtest,
  backtest,
  heldTo,
  intervalWidths,
  measuredCoverage,
  scaledErrors,
  sizesAhead,
} from './backtest.ts';
export { candidatesFor } from './candidates.ts';
export { chooseForecast, type ForecastChoice, forecastBy, isAsGood, learnableSeason } from './choose.ts';
export {
  type Occasion,
  type OccasionEffects,
  type Occasions,
  occasionLabels,
  occasionsOfSteps,
  occasionsOfWeeks,
  sizesWithOccasions,
  sumsOfSeven,
  withOccasions,
} from './occasions.ts';
export { type Forecaster, seasonalNaive } from './plain.ts';
