import {
  backtest,
  candidatesFor,
  chooseForecast,
  forecastBy,
  heldTo,
  intervalWidths,
  isAsGood,
  learnableSeason,
  measuredCoverage,
  scaledErrors,
  withOccasions,
} from '../../models/index.ts';
import { type PeriodSeries, type SeriesParameters, sizesOf } from './periods.ts';

/** Methods that the parts of a business are held to: those that fit fast, one of each kind. */
const methodsOfParts: ReadonlySet<string> = new Set([
  'seasonal-naive',
  'mean-of-4',
  'mean-of-8',
  'mean-of-56',
  'seasonal-mean',
  'drift',
  'theta',
  'holt-winters-additive-damped',
]);

export interface SeriesFit {
  readonly parameters: SeriesParameters;
  /** held-out figures by candidate; they take time */
  readonly figures: () => Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/**
 * Chooses the method of a series by rolling origin. Holidays whose factors could be learned are used unless that was worse at these
 * origins.
 */
export function fitSeries(series: PeriodSeries, isPart: boolean): SeriesFit {
  const { values, horizon } = series;
  const season = learnableSeason(values, series.season, horizon);
  const all = candidatesFor(values, season);
  const candidates = isPart ? new Map([...all].filter(([name]) => methodsOfParts.has(name))) : all;
  const { chosen, members, origins, tests, isFallback, loss } = chooseForecast(
    values,
    season,
    horizon,
    candidates,
    isPart ? 6 : 12,
  );
  const methods = chosen === 'combination' ? members : [chosen];
  let test = tests.get(chosen) ?? heldTo([], values, []);
  const actual = origins.map((origin) => values.slice(origin, origin + horizon));
  const mean = meanOf(actual.flatMap((one) => Array.from(one, Math.abs)));
  const rate = (error: number | undefined) =>
    error !== undefined && Number.isFinite(error) && mean > 0 ? error / mean : null;
  const withHolidays = `${chosen} with holidays`;
  let hasHolidays = false;
  const tried = new Map(tests);
  if (!isFallback && series.holidays(values, season, 0).found > 0) {
    const method = withOccasions(forecastBy(methods, candidatesFor), series.holidays);
    const tested = backtest(method, values, season, horizon, origins);
    hasHolidays = isAsGood(tested, test, origins, loss);
    tried.set(withHolidays, tested);
    if (hasHolidays) test = tested;
  }
  const inUnits = (errors: readonly Float64Array[], isWith: boolean) =>
    scaledErrors(errors, values, season, origins, sizesOf(series, isWith));
  const scaled = inUnits(test.errors, hasHolidays);
  return {
    parameters: {
      chosen,
      methods,
      season,
      hasHolidays,
      isFallback,
      origins: origins.length,
      width80: rounded(intervalWidths(scaled, 0.8, origins)),
      width95: rounded(intervalWidths(scaled, 0.95, origins)),
      error: Number.isFinite(test.mae) ? test.mae : null,
      errorRate: rate(test.mae),
      naiveErrorRate: rate(tests.get('seasonal-naive')?.mae),
      coverage80: measuredCoverage(scaled, 0.8, origins),
      coverage95: measuredCoverage(scaled, 0.95, origins),
    },
    figures: () =>
      Object.fromEntries(
        [...tried].map(([name, { mae, errors }]) => {
          const units = inUnits(errors, name === withHolidays);
          const [coverage80, coverage95] = [
            measuredCoverage(units, 0.8, origins),
            measuredCoverage(units, 0.95, origins),
          ];
          return [name, { wape: rate(mae), coverage80, coverage95 }];
        }),
      ),
  };
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);

const rounded = (values: Float64Array) => Array.from(values, (one) => Number(one.toPrecision(4)));
