import type { DuckDBConnection } from '@duckdb/node-api';
import {
  type Backtest,
  backtest,
  candidatesFor,
  chooseByBacktest,
  intervalWidths,
  measuredCoverage,
  originsOf,
  plainMethods,
} from '../../models/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { refuseRows } from './refuseRows.ts';

export interface ForecastEvaluationOptions {
  readonly file: string;
  /** headers of `date` (texts that sort, e.g. 2026-03) and `value` */
  readonly columns: ColumnMap;
  /** steps in a season; 1 for none */
  readonly season: number;
  /** steps held out at the end */
  readonly horizon: number;
}

export interface ForecastFigures {
  /** percent; null where a held-out value is 0 */
  readonly mape: number | null;
  /** sum of absolute errors in percent of the sum of values */
  readonly wape: number | null;
  /** against the mean absolute change over a season in what came before */
  readonly mase: number | null;
  /** mean absolute error of the backtest inside what came before */
  readonly backtestMae: number | null;
  /** shares within intervals, measured by rolling origin inside what came before */
  readonly coverage80: number;
  readonly coverage95: number;
  readonly seconds: number;
}

export interface ForecastEvaluation {
  readonly rows: number;
  readonly observations: number;
  readonly origins: number;
  readonly models: Readonly<Record<string, ForecastFigures>>;
  /** by the backtest, the held-out end unseen; the plain seasonal naive where the history is too short for one */
  readonly chosen: string;
  readonly forecast: readonly {
    readonly date: string;
    readonly actual: number;
    readonly value: number;
    readonly low95: number;
    readonly high95: number;
  }[];
  readonly seconds: number;
}

/**
 * Holds forecasts of a series to its end.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateForecast(options: ForecastEvaluationOptions): Promise<ForecastEvaluation> {
  const { season, horizon, file } = options;
  const engine = await openEngine();
  let read: { readonly dates: readonly string[]; readonly values: Float64Array };
  try {
    read = await readSeries(await engine.connect(), options);
  } finally {
    engine.close();
  }
  const { dates, values } = read;
  const known = values.slice(0, -horizon);
  if (known.length < Math.max(season, 3))
    throw new ClienteleError(
      'too-few-data',
      `${file} has ${values.length} values; ${horizon} are held out, and what is left is less than a season`,
    );
  const actual = values.slice(-horizon);
  const begun = performance.now();
  const origins = originsOf(known.length, horizon, season);
  const change = meanChange(known, known.length > season ? season : 1);
  const models: Record<string, ForecastFigures> = {};
  const tests = new Map<string, Backtest>();
  const runs = new Map<
    string,
    { readonly errors: readonly Float64Array[]; readonly forecast: Float64Array }
  >();
  for (const [name, forecaster] of candidatesFor(known, season)) {
    const since = performance.now();
    const tested = backtest(forecaster, known, season, horizon, origins);
    const { errors, mae } = tested;
    if (origins.length > 0) tests.set(name, tested);
    const forecast = forecaster(known, season, horizon);
    runs.set(name, { errors, forecast });
    const errorsNow = forecast.map((value, i) => Math.abs((actual[i] as number) - value));
    const mean = (of: Float64Array) => of.reduce((sum, one) => sum + one, 0) / of.length;
    const size = mean(actual.map(Math.abs));
    models[name] = {
      mape: actual.includes(0)
        ? null
        : 100 * mean(errorsNow.map((one, i) => one / Math.abs(actual[i] as number))),
      wape: size > 0 ? (100 * mean(errorsNow)) / size : null,
      mase: change > 0 ? mean(errorsNow) / change : null,
      backtestMae: origins.length > 0 ? mae : null,
      coverage80: measuredCoverage(errors, 0.8),
      coverage95: measuredCoverage(errors, 0.95),
      seconds: Math.round(performance.now() - since) / 1000,
    };
  }
  const best = chooseByBacktest(tests, plainMethods) ?? 'seasonal-naive';
  const chosen = origins.length >= 3 ? best : 'seasonal-naive';
  const run = runs.get(chosen);
  const widths = intervalWidths(run?.errors ?? [], 0.95);
  return {
    rows: values.length,
    observations: values.length,
    origins: origins.length,
    models,
    chosen,
    forecast: Array.from(run?.forecast ?? [], (value, i) => ({
      date: dates[known.length + i] ?? '',
      actual: actual[i] as number,
      value,
      low95: value - (widths[i] ?? 0),
      high95: value + (widths[i] ?? 0),
    })),
    seconds: Math.round(performance.now() - begun) / 1000,
  };
}

function meanChange(series: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < series.length; t++)
    sum += Math.abs((series[t] as number) - (series[t - lag] as number));
  return sum / Math.max(1, series.length - lag);
}

async function readSeries(connection: DuckDBConnection, { file, columns }: ForecastEvaluationOptions) {
  await readInputFile(connection, file, columns);
  await connection.run(`create temp table series as select row_number, date, value as value_text, try_cast(value as double) as value,
    row_number() over (partition by date order by row_number) as nth from input`);
  await refuseRows(connection, file, columns, 'series', [
    { bad: 'date is null', name: 'date', value: 'date', want: 'every row needs a date' },
    { bad: 'nth > 1', name: 'date', value: 'date', want: 'a date has one row' },
    {
      bad: 'value is null or not isfinite(value)',
      name: 'value',
      value: 'value_text',
      want: 'values are plain numbers',
    },
  ]);
  const reader = await connection.runAndReadAll('select date, value from series order by date');
  const [dates = [], values = []] = reader.getColumns() as [string[], number[]];
  return { dates, values: Float64Array.from(values) };
}
