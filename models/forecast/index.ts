export { isAsGood } from './asGood.ts';
export {
  type Backtest,
  heldTo,
  intervalWidths,
  measuredCoverage,
  scaledErrors,
  sizesAhead,
} from './backtest.ts';
export { type Bounds, boundsOf, heldWithin, withinBounds } from './bounds.ts';
export { candidatesFor } from './candidates.ts';
export { chooseForecast, forecastBy } from './choose.ts';
export { learnableSeason } from './learnableSeason.ts';
export { type Occasion, occasionLabels } from './occasionLabels.ts';
export {
  type OccasionEffects,
  type Occasions,
  occasionsOfSteps,
  occasionsOfWeeks,
  sizesWithOccasions,
  sumsOfSeven,
  withOccasions,
} from './occasions.ts';
export { type Forecaster, seasonalNaive } from './plain.ts';
export { type PartOfLate, topDown } from './topDown.ts';
export { type ForecastTrial, knowsOccasions, methodBy, tryForecasts } from './trial.ts';
