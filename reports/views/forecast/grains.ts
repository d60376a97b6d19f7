import type { ForecastSeries } from '../../loaders/forecast.ts';

/** What is expected of the same whole weeks by either grain. */
export interface BothGrains {
  readonly weeks: number;
  readonly byDay: number;
  readonly byWeek: number;
}

/** Sums that differ by more than this share of the larger say different things of the business. */
const mostApart = 1 / 2;

const msPerWeek = 7 * 86_400_000;

type Ahead = Pick<ForecastSeries, 'ahead'>;

/**
 * What is expected of the weeks that lie whole within both forecasts, where days and weeks, each foretold by itself,
 * say different things: sums that are far apart, and that of the days beyond what the weeks' 80 % intervals come to,
 * where there are any. Undefined where they do not, or no week is in both.
 */
export function farApart(days: Ahead, weeks: Ahead): BothGrains | undefined {
  const whole = weeks.ahead.flatMap((week) => {
    const [from, to] = [Date.parse(week.start), Date.parse(week.start) + msPerWeek];
    const within = days.ahead.filter((day) => Date.parse(day.start) >= from && Date.parse(day.start) < to);
    return within.length === 7 ? [{ ...week, byDay: sum(within.map((day) => day.value)) }] : [];
  });
  const byDay = sum(whole.map((week) => week.byDay));
  const byWeek = sum(whole.map((week) => week.value));
  const low = sum(whole.map(({ value, low80 }) => low80 ?? value));
  const high = sum(whole.map(({ value, high80 }) => high80 ?? value));
  const isFar = Math.abs(byDay - byWeek) > mostApart * Math.max(Math.abs(byDay), Math.abs(byWeek));
  return isFar && (byDay < low || byDay > high) ? { weeks: whole.length, byDay, byWeek } : undefined;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
