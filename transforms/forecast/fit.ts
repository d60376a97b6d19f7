import {
  type Backtest,
  backtest,
  candidatesFor,
  chooseForecast,
  forecastBy,
  heldTo,
  intervalWidths,
  isAsGood,
  learnableSeason,
  type MethodTrial,
  measuredCoverage,
  scaledErrors,
  withOccasions,
  yearBefore,
  yearTrial,
} from '../../models/index.ts';
import { meanOf } from '../../models/numeric/index.ts';
import { type PeriodSeries, type SeriesParameters, sizesOf } from './periods.ts';

/** Methods that the parts of a business are held to: those that fit fast, one of each kind. */
const methodsOfParts: ReadonlySet<string> = new Set([
  'seasonal-naive',
  'seasonal-level',
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
 * Chooses the method of a series by rolling origin. Holidays whose factors could be learned are used unless
 * that was worse at these origins; the year before, where that is better at those from which it was known.
 */
export function fitSeries(series: PeriodSeries, isPart: boolean): SeriesFit {
  const { values, horizon } = series;
  const choose = (season: number) => {
    const all = candidatesFor(values, season);
    const candidates = isPart ? new Map([...all].filter(([name]) => methodsOfParts.has(name))) : all;
    return chooseForecast(values, season, horizon, candidates, isPart ? 6 : 12);
  };
  const season = learnableSeason(values, series.season, horizon, choose);
  const { chosen, members, origins, tests, isFallback, loss } = choose(season);
  const methods = chosen === 'combination' ? members : [chosen];
  const withHolidays = `${chosen} with holidays`;
  let trial: MethodTrial = { name: chosen, origins, tests };
  let hasHolidays = false;
  if (!isFallback && series.holidays(values, season, 0).found > 0) {
    const method = withOccasions(forecastBy(methods, candidatesFor), series.holidays);
    const tested = backtest(method, values, season, horizon, origins);
    hasHolidays = isAsGood(tested, tests.get(chosen) as Backtest, origins, loss);
    const name = hasHolidays ? withHolidays : chosen;
    trial = { name, origins, tests: new Map(tests).set(withHolidays, tested) };
  }
  const { stepsAWeek } = series;
  const year = yearBefore(stepsAWeek);
  const before = hasHolidays ? withOccasions(year, series.holidays) : year;
  const yearly = isFallback ? undefined : yearTrial(trial, values, season, { before, stepsAWeek, loss });
  const held = yearly ?? trial;
  const actual = held.origins.map((origin) => values.slice(origin, origin + horizon));
  const mean = meanOf(actual.flatMap((one) => Array.from(one, Math.abs)));
  const rate = (error: number | undefined) =>
    error !== undefined && Number.isFinite(error) && mean > 0 ? error / mean : null;
  const inUnits = ({ errors }: Backtest, isWith: boolean) =>
    scaledErrors(errors, values, season, held.origins, sizesOf(series, isWith));
  const test = held.tests.get(held.name) ?? heldTo([], values, []);
  const naive = held.tests.get('seasonal-naive');
  const scaled = inUnits(test, hasHolidays);
  const isMeasured = scaled.some((one) => one.some((error) => !Number.isNaN(error)));
  const widths = (share: number) => (isMeasured ? rounded(intervalWidths(scaled, share, held.origins)) : []);
  return {
    parameters: {
      chosen,
      methods,
      season,
      hasHolidays,
      hasYearBefore: yearly !== undefined,
      isFallback,
      origins: held.origins.length,
      width80: widths(0.8),
      width95: widths(0.95),
      error: Number.isFinite(test.mae) ? test.mae : null,
      errorRate: rate(test.mae),
      naiveErrorRate: rate(naive?.mae),
      beatsNaive: naive ? !isAsGood(naive, test, held.origins) : null,
      coverage80: measuredCoverage(scaled, 0.8, held.origins),
      coverage95: measuredCoverage(scaled, 0.95, held.origins),
    },
    figures: () =>
      Object.fromEntries(
        Array.from(held.tests, ([name, one]) => {
          const units = inUnits(one, name.startsWith(withHolidays));
          const [coverage80, coverage95] = [
            measuredCoverage(units, 0.8, held.origins),
            measuredCoverage(units, 0.95, held.origins),
          ];
          return [name, { wape: rate(one.mae), coverage80, coverage95 }];
        }),
      ),
  };
}

const rounded = (values: Float64Array) => Array.from(values, (one) => Number(one.toPrecision(4)));
