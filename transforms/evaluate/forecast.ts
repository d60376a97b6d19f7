import {
  boundsOf,
  candidatesFor,
  type Forecaster,
  type ForecastTrial,
  forecastBy,
  heldWithin,
  intervalWidths,
  measuredCoverage,
  methodBy,
  scaledErrors,
  sizesAhead,
  tryForecasts,
  withinBounds,
} from '../../models/index.ts';
import { meanOf } from '../../models/numeric/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import type { ColumnMap } from './inputFile.ts';
import { readSeries, type Series } from './series.ts';
import { secondsSince } from './timing.ts';

export interface ForecastEvaluationOptions {
  readonly file: string;
  /** headers of `date` (days, weeks, months, quarters, years, or numbers 1, 2, 3) and `value` */
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
  /**
   * shares within intervals, measured by rolling origin inside what came before; null where there was nothing to
   * measure
   */
  readonly coverage80: number | null;
  readonly coverage95: number | null;
  readonly seconds: number;
}

export interface ForecastEvaluation {
  readonly rows: number;
  readonly observations: number;
  /** what a step is, by the dates: `month`, `week`, `2 days`, `day (6 a week)`; `step` where they are numbers */
  readonly period: string;
  /**
   * periods inside the series that have no value; their values are on the line between their neighbours, and held to
   * nothing
   */
  readonly missingPeriods: number;
  /** that what was chosen was held to; with the year before, those from which that was known */
  readonly origins: number;
  /** 1 where the history is too short to learn the one that was given */
  readonly season: number;
  readonly models: Readonly<Record<string, ForecastFigures>>;
  /**
   * by the backtest, the held-out end unseen; a plain method where the history is too short for one; `… and
   * year before` is the mean of both
   */
  readonly chosen: string;
  /** the methods whose median is the combination */
  readonly members: readonly string[];
  /** whether there were too few earlier origins to choose by */
  readonly isFallback: boolean;
  /** the held-out steps that have a row */
  readonly forecast: readonly {
    readonly date: string;
    readonly actual: number;
    readonly value: number;
    /** null where there was no earlier origin to measure it at */
    readonly low95: number | null;
    readonly high95: number | null;
  }[];
  readonly seconds: number;
}

/**
 * Holds forecasts of a series to its end.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateForecast(options: ForecastEvaluationOptions): Promise<ForecastEvaluation> {
  const { horizon, file } = options;
  const engine = await openEngine();
  let read: Series;
  try {
    read = await readSeries(await engine.connect(), file, options.columns);
  } finally {
    engine.close();
  }
  const { dates, values, missing, period, stepsAWeek } = read;
  const known = values.slice(0, -horizon);
  if (known.length < 3)
    throw new ClienteleError(
      'too-few-data',
      `${file} has ${values.length} values; ${horizon} are held out, and what is left is too little: at least 3 values`,
    );
  const held = [...Array(horizon).keys()].filter((step) => dates[known.length + step] !== undefined);
  const actual = Float64Array.from(held, (step) => values[known.length + step] as number);
  const begun = performance.now();
  const calendar = { stepsAWeek: options.season > 1 ? stepsAWeek : undefined };
  const trial = tryForecasts(known, options.season, horizon, calendar);
  const { season, members, isFallback } = trial;
  const task: Task = { known, season, horizon, held, actual };
  const methods = methodsOf(trial, task, calendar.stepsAWeek);
  const models: Record<string, ForecastFigures> = {};
  for (const [name, method] of methods) models[name] = figuresOf(name, method, trial, task);
  return {
    rows: read.rows,
    observations: read.observations,
    period,
    missingPeriods: missing,
    origins: trial.origins.length,
    season,
    models,
    chosen: trial.name,
    members,
    isFallback,
    forecast: heldSteps(trial, methods.get(trial.name) as Forecaster, task, dates),
    seconds: secondsSince(begun),
  };
}

/** A history and the end that is held out from it. */
interface Task {
  readonly known: Float64Array;
  readonly season: number;
  readonly horizon: number;
  /** the held-out steps that have a row, from 0, and their values */
  readonly held: readonly number[];
  readonly actual: Float64Array;
}

/** The candidates, their combination and the mean with the year before, where these were tried. */
function methodsOf(
  trial: ForecastTrial,
  { known, season }: Task,
  stepsAWeek: number | undefined,
): ReadonlyMap<string, Forecaster> {
  const methods = new Map<string, Forecaster>(candidatesFor(known, season));
  if (trial.tests.has('combination')) methods.set('combination', forecastBy(trial.members, candidatesFor));
  return methods.set(trial.name, methodBy(trial, { stepsAWeek }));
}

const ahead = (method: Forecaster, { known, season, horizon }: Task): Float64Array =>
  withinBounds(method)(known, season, horizon);

/** What a method was wrong by at the held-out end, and at the origins before it. */
function figuresOf(
  name: string,
  method: Forecaster,
  { origins, tests }: ForecastTrial,
  task: Task,
): ForecastFigures {
  const { known, season, held, actual } = task;
  const since = performance.now();
  const tested = tests.get(name);
  const scaled = scaledErrors(tested?.errors ?? [], known, season, origins);
  const given = ahead(method, task);
  const forecast = Float64Array.from(held, (step) => given[step] as number);
  return {
    ...errorsOf(actual, forecast, meanChange(known, known.length > season ? season : 1)),
    backtestMae: tested?.mae ?? null,
    coverage80: measuredCoverage(scaled, 0.8, origins),
    coverage95: measuredCoverage(scaled, 0.95, origins),
    seconds: secondsSince(since),
  };
}

/** The held-out steps by the method chosen. */
function heldSteps(
  { name, origins, tests }: ForecastTrial,
  method: Forecaster,
  task: Task,
  dates: Series['dates'],
): ForecastEvaluation['forecast'] {
  const { known, season, horizon, held, actual } = task;
  const scaled = scaledErrors(tests.get(name)?.errors ?? [], known, season, origins);
  const sizes = sizesAhead(known, season, horizon);
  const widths = intervalWidths(scaled, 0.95, origins);
  const forecast = ahead(method, task);
  const bounds = boundsOf(known);
  return held.map((step, i) => {
    const value = forecast[step] as number;
    const width = step < widths.length ? (widths[step] as number) * (sizes[step] as number) : null;
    return {
      date: dates[known.length + step] ?? '',
      actual: actual[i] as number,
      value,
      low95: width === null ? null : heldWithin(value - width, bounds),
      high95: width === null ? null : heldWithin(value + width, bounds),
    };
  });
}

/** @param change mean absolute change over a season in what came before */
function errorsOf(
  actual: Float64Array,
  forecast: Float64Array,
  change: number,
): Pick<ForecastFigures, 'mape' | 'wape' | 'mase'> {
  const errors = actual.map((value, i) => Math.abs(value - (forecast[i] as number)));
  const size = meanOf(actual.map(Math.abs));
  return {
    mape: actual.includes(0)
      ? null
      : 100 * meanOf(errors.map((one, i) => one / Math.abs(actual[i] as number))),
    wape: size > 0 ? (100 * meanOf(errors)) / size : null,
    mase: change > 0 ? meanOf(errors) / change : null,
  };
}

function meanChange(series: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < series.length; t++)
    sum += Math.abs((series[t] as number) - (series[t - lag] as number));
  return sum / Math.max(1, series.length - lag);
}
