export {
  type Backtest,
  backtest,
  chooseByBacktest,
  intervalWidths,
  measuredCoverage,
  originsOf,
} from './backtest.ts';
export { candidatesFor, type Forecaster, plainMethods } from './candidates.ts';
export { holtWinters } from './holtWinters.ts';
export { theta } from './theta.ts';
