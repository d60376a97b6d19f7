import { isAsGood, leastOrigins } from './asGood.ts';
import { backtest, originsOf } from './backtest.ts';
import { candidatesFor } from './candidates.ts';
import { chooseForecast, type ForecastChoice, forecastBy } from './choose.ts';
import { repeats } from './seasonality.ts';

/**
 * The season by which a history is foretold: itself, or 1 where it is too short to tell methods apart by the season,
 * could without, and one season is not like the last, or what one season tells is worse than what is chosen without,
 * at the origins at which both are known. Once one is like the last the season has the benefit of the doubt: on seventy
 * public monthly series of which two, two and a half or three years were known, methods without a season were off by
 * 1.05 to 1.10 times as much as the same as a season before (geometric mean, twelve months ahead), by more than twice
 * as much on sixteen; this rule by .78 to .82 times, and never by twice.
 *
 * @param choose what is chosen by a season
 */
export function learnableSeason(
  series: Float64Array,
  season: number,
  horizon: number,
  choose: (season: number) => ForecastChoice = (one) => chooseForecast(series, one, horizon),
): number {
  const enough = (one: number) => originsOf(series.length, horizon, one).length >= leastOrigins;
  if (enough(season) || !enough(1)) return season;
  if (!repeats(series, season)) return 1;
  const without = choose(1);
  const late = Array.from(without.origins.keys()).filter((k) => (without.origins[k] as number) >= season);
  if (late.length < leastOrigins) return season;
  const origins = late.map((k) => without.origins[k] as number);
  const bySeason = forecastBy([choose(season).chosen], candidatesFor);
  const held = backtest(bySeason, series, season, horizon, origins);
  const errors = late.map((k) => without.tests.get(without.chosen)?.errors[k] as Float64Array);
  return isAsGood(held, { errors }, origins, without.loss) ? season : 1;
}
