import { isAsGood, leastOrigins } from './asGood.ts';
import { type Backtest, heldTo } from './backtest.ts';
import type { Loss } from './loss.ts';
import type { Forecaster } from './plain.ts';
import { meanOfBoth, stepsToYearBefore } from './yearBefore.ts';

/** Methods that were held to what came after the same origins, and which of them was chosen. */
export interface MethodTrial {
  readonly name: string;
  readonly origins: readonly number[];
  /** by name */
  readonly tests: ReadonlyMap<string, Backtest>;
}

/**
 * The trial at those of its origins from which the year before was known, with the mean of what was chosen and of the
 * year before as the choice. Undefined where what was chosen is as good there alone, or too few origins are left to
 * tell.
 */
export function yearTrial(
  { name, origins, tests }: MethodTrial,
  series: Float64Array,
  season: number,
  { before, stepsAWeek, loss }: { before: Forecaster; stepsAWeek: number; loss: Loss },
): MethodTrial | undefined {
  const late = Array.from(origins.keys()).filter(
    (k) => (origins[k] as number) >= stepsToYearBefore(stepsAWeek),
  );
  const chosen = tests.get(name);
  if (!chosen || late.length < leastOrigins) return undefined;
  const known = late.map((k) => origins[k] as number);
  const there = ({ forecasts }: Backtest) =>
    heldTo(
      late.map((k) => forecasts[k] as Float64Array),
      series,
      known,
    );
  const alone = there(chosen);
  const forecasts = alone.forecasts.map((one, k) =>
    meanOfBoth(one, before(series.slice(0, known[k]), season, one.length)),
  );
  const together = heldTo(forecasts, series, known);
  if (isAsGood(alone, together, known, loss)) return undefined;
  const others = Array.from(tests, ([one, test]) => [one, there(test)] as const);
  const both = `${name} and year before`;
  return { name: both, origins: known, tests: new Map([...others, [both, together]]) };
}
