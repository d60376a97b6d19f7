export { type Backtest, backtest, intervalWidths, measuredCoverage, originsOf } from './backtest.ts';
export { candidatesFor, type Forecaster } from './candidates.ts';
export { holtWinters } from './holtWinters.ts';
export { theta } from './theta.ts';
