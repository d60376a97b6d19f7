import { isAsGood, leastOrigins } from './asGood.ts';
import { type Backtest, backtest, originsOf } from './backtest.ts';
import type { ForecastChoice } from './choose.ts';
import { absoluteErrors } from './loss.ts';
import type { Forecaster } from './plain.ts';

/**
 * The choice where too few origins are left once a season could be learned: the same as a season before, which one
 * season is enough to hold to what came, or that at today's level where it alone is worse. For less than a season, the
 * mean of the last values.
 */
export function byOneSeason(
  series: Float64Array,
  season: number,
  horizon: number,
  candidates: ReadonlyMap<string, Forecaster>,
  held: Pick<ForecastChoice, 'origins' | 'tests'>,
  mostOrigins: number,
): ForecastChoice {
  const common = { members: [], isFallback: true, loss: absoluteErrors };
  if (series.length < season) return { ...common, ...held, chosen: 'mean-of-4' };
  const [before, levelled] = ['seasonal-naive', 'seasonal-level'] as const;
  const origins = originsOf(series.length, horizon, season, mostOrigins, season);
  if (origins.length <= held.origins.length) return { ...common, ...held, chosen: before };
  const tests = new Map<string, Backtest>();
  for (const name of [before, levelled]) {
    const forecaster = candidates.get(name);
    if (forecaster) tests.set(name, backtest(forecaster, series, season, horizon, origins));
  }
  if (origins.length < leastOrigins) return { ...common, chosen: before, origins, tests };
  const [bar, other] = [tests.get(before), tests.get(levelled)];
  const chosen = bar && other && !isAsGood(bar, other, origins) ? levelled : before;
  return { ...common, isFallback: false, chosen, origins, tests };
}
