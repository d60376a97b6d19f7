import { quantile } from '../quantile.ts';
import { isAsGood, leastOrigins, mostError } from './asGood.ts';
import { type Backtest, backtest, heldTo, originsOf } from './backtest.ts';
import { candidatesFor, isUnfit, type Kind, plainMethods } from './candidates.ts';
import { closedPlaces } from './closedPlaces.ts';
import { absoluteErrors, type Loss, squaredErrors, type Tested } from './loss.ts';
import { byOneSeason } from './oneSeason.ts';
import type { Forecaster } from './plain.ts';

/** The most methods whose middle is taken. */
const combined = 4;

export interface ForecastChoice {
  /** a method's name, or `combination` */
  readonly chosen: string;
  /** the best few, whose median at each step is the combination; none where the season was too short to hold them to */
  readonly members: readonly string[];
  readonly origins: readonly number[];
  /** by name, with `combination` */
  readonly tests: ReadonlyMap<string, Backtest>;
  /** whether there were too few origins to choose by */
  readonly isFallback: boolean;
  /** what was chosen by */
  readonly loss: Loss;
}

/**
 * Chooses how a series is foretold by what each method would have foretold at up to twelve earlier origins. The median
 * of the best four stands unless it is worse than the best alone by more than a standard error of their difference;
 * then the best alone, or a plain one that is no worse than that by the same measure. Errors are taken as they are, or
 * squared where values are rare or wide apart: the least absolute error is that of the median, which is zero where most
 * values are, and sums need the mean. With fewer than three origins the same as a season before, or, for less than a
 * season, the mean of the last values.
 *
 * Source: Timmermann (2006), Forecast combinations, Handbook of Economic Forecasting 1, chapter 4; the standard error
 * as in Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 7.10; Kolassa (2016),
 * Evaluating predictive count data distributions in retail sales forecasting, Int. J. of Forecasting 32(3), for what
 * absolute errors reward.
 */
export function chooseForecast(
  series: Float64Array,
  season: number,
  horizon: number,
  candidates: ReadonlyMap<string, Forecaster> = candidatesFor(series, season),
  mostOrigins = 12,
): ForecastChoice {
  const origins = originsOf(series.length, horizon, season, mostOrigins);
  const tests = new Map<string, Backtest>();
  if (origins.length > 0)
    for (const [name, forecaster] of candidates)
      tests.set(name, backtest(forecaster, series, season, horizon, origins));
  if (origins.length < leastOrigins)
    return byOneSeason(series, season, horizon, candidates, { origins, tests }, mostOrigins);
  const kind = kindOf(series, season, origins, tests);
  const rivals = new Map([...tests].filter(([name]) => !isUnfit(name, kind)));
  const loss = kind === 'usual' ? absoluteErrors : squaredErrors;
  const members = ranked(rivals, loss)
    .slice(0, combined)
    .map(([name]) => name);
  const forecasts = origins.map((_, k) =>
    medianOf(members.map((name) => tests.get(name)?.forecasts[k] as Float64Array)),
  );
  const combination = heldTo(forecasts, series, origins);
  const best = chooseByBacktest(rivals, plainMethods, origins, loss) ?? 'seasonal-naive';
  const stands =
    members.length > 2 && isAsGood(combination, tests.get(members[0] as string) as Backtest, origins, loss);
  tests.set('combination', combination);
  return { chosen: stands ? 'combination' : best, members, origins, tests, isFallback: false, loss };
}

/**
 * The kind of a series since the first origin: rare where most values are zero, places that are closed left out; wide
 * where no method was nearer to what came than nothing is, by more than a tenth. Only what values come to in sum can be
 * foretold of either.
 */
function kindOf(
  series: Float64Array,
  season: number,
  origins: readonly number[],
  tests: ReadonlyMap<string, Backtest>,
): Kind {
  const closed = closedPlaces(series, season);
  const first = origins[0] as number;
  const open = series.slice(first).filter((_, i) => !closed.has((first + i) % season));
  const zeros = open.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
  if (zeros > open.length / 2) return 'rare';
  const usual = [...tests].flatMap(([name, test]) => (isUnfit(name, 'usual') ? [] : [test]));
  const nothing = usual[0]?.forecasts.map((one) => new Float64Array(one.length)) ?? [];
  const least = Math.min(...usual.map(({ mae }) => mae));
  return mostError * least >= heldTo(nothing, series, origins).mae ? 'wide' : 'usual';
}

/** The forecast of the named members: their median at each step. */
export const forecastBy =
  (
    members: readonly string[],
    candidates: (series: Float64Array, season: number) => ReadonlyMap<string, Forecaster>,
  ): Forecaster =>
  (series, season, horizon) => {
    const methods = candidates(series, season);
    const known = members.flatMap((name) => methods.get(name) ?? []);
    const used = known.length > 0 ? known : [...methods.values()].slice(0, 1);
    return medianOf(used.map((method) => method(series, season, horizon)));
  };

function medianOf(forecasts: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: forecasts[0]?.length ?? 0 }, (_, i) => {
    const sorted = Float64Array.from(forecasts, (one) => one[i] as number).sort();
    return quantile(sorted, 1, 2);
  });
}

/** By error, the least first; of those that foretell the same, one. */
function ranked(tests: ReadonlyMap<string, Backtest>, loss: Loss): [string, Backtest][] {
  const sorted = [...tests].toSorted(([, a], [, b]) => loss.of(a) - loss.of(b));
  const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(a);
  return sorted.filter(
    ([, test], i) => !sorted.slice(0, i).some(([, other]) => isSame(loss.of(other), loss.of(test))),
  );
}

/** The method of the smallest error, or a plain one that is as good but for chance. */
export function chooseByBacktest(
  tests: ReadonlyMap<string, Tested>,
  plain: ReadonlySet<string>,
  origins: readonly number[],
  loss = absoluteErrors,
): string | undefined {
  const sorted = [...tests].toSorted(([, a], [, b]) => loss.of(a) - loss.of(b));
  const [best] = sorted;
  if (!best) return undefined;
  const asGood = sorted.find(([name, test]) => plain.has(name) && isAsGood(test, best[1], origins, loss));
  return (asGood ?? best)[0];
}
