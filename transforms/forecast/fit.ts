import {
  type Backtest,
  candidatesFor,
  type Forecaster,
  heldTo,
  intervalWidths,
  isAsGood,
  knowsOccasions,
  measuredCoverage,
  scaledErrors,
  tryForecasts,
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

/** The candidates that a part of a business is held to. */
const candidatesOfParts = (values: Float64Array, season: number): ReadonlyMap<string, Forecaster> =>
  new Map([...candidatesFor(values, season)].filter(([name]) => methodsOfParts.has(name)));

/** Chooses the method of a series by rolling origin, parts of a business by fewer methods and origins. */
export function fitSeries(series: PeriodSeries, isPart: boolean): SeriesFit {
  const { values, horizon, stepsAWeek, holidays } = series;
  const held = tryForecasts(values, series.season, horizon, {
    ...(isPart ? { candidates: candidatesOfParts, mostOrigins: 6 } : {}),
    ...{ occasions: holidays, stepsAWeek },
  });
  const { chosen, methods, season, hasOccasions: hasHolidays, hasYearBefore, isFallback } = held;
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
      hasYearBefore,
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
          const units = inUnits(one, knowsOccasions(name, held));
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
