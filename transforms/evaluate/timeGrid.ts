import { msPerDay } from '../days.ts';
import type { Periods, PeriodUnit } from './periods.ts';

/** The constant step of a series: which place each of its rows has, in order of time, from 0. */
export interface TimeGrid {
  /** `month`, `week`, `2 days`, `day (6 a week)` … */
  readonly period: string;
  readonly places: readonly number[];
  /** for days, days of business and weeks; undefined for others */
  readonly stepsAWeek: number | undefined;
  /** places between the first and the last that no row has */
  readonly missing: number;
}

/** What a step is called, and how many of them a week has. */
type Step = Pick<TimeGrid, 'period' | 'stepsAWeek'>;

const secondsADay = 86_400;

/** A weekday is one on which nothing ever happens if it came so often without a row. */
const leastAbsences = 3;

/**
 * The step of a series from its commonest distance, undefined where its rows have no constant one: days, weeks, months,
 * quarters, years or several of them. Days on which a business is never open are not missing; days of a month are that
 * month.
 * @param sorted places in time, ascending, no two alike
 */
export function timeGrid({ unit, places: sorted }: Periods): TimeGrid | undefined {
  if (unit !== 'day') return constant(sorted, (step) => named(step, unit));
  const seconds = sorted.map((day) => Math.round(day * secondsADay));
  if (seconds.some((one) => (one - (seconds[0] as number)) % secondsADay !== 0))
    return constant(seconds, ofSeconds);
  const days = sorted.map(Math.floor);
  if (new Set(differences(days)).size === 1 && !areMonths(days)) return constant(days, ofDays);
  const months = days.map(monthOf);
  const monthly = areDistinct(months) ? constant(months, ofMonths) : undefined;
  if (monthly && areMonths(days)) return monthly;
  const weeks = days.map(weekOf);
  const found = [
    openDays(days),
    constant(days, ofDays),
    areDistinct(weeks) ? constant(weeks, (step) => named(step, 'week')) : undefined,
    monthly,
  ];
  return found.reduce((best, one) => (one && (!best || one.missing < best.missing) ? one : best), undefined);
}

const stepOf = (period: string, stepsAWeek?: number): Step => ({ period, stepsAWeek });
const named = (step: number, unit: PeriodUnit): Step => {
  if (unit === 'month' && step === 3) return stepOf('quarter');
  if ((unit === 'month' && step === 12) || (unit === 'quarter' && step === 4)) return stepOf('year');
  if (unit === 'week' && step === 1) return stepOf('week', 1);
  return stepOf(step === 1 ? unit : `${step} ${unit}s`);
};
const ofMonths = (step: number) => named(step, 'month');
const ofDays = (step: number) =>
  step % 7 === 0 ? named(step / 7, 'week') : step === 1 ? stepOf('day', 7) : stepOf(`${step} days`);
const ofSeconds = (step: number) => {
  const [size, name] = (
    [
      [secondsADay, 'day'],
      [3600, 'hour'],
      [60, 'minute'],
      [1, 'second'],
    ] as const
  ).find(([seconds]) => step % seconds === 0) ?? [1, 'second'];
  return stepOf(step === size ? name : `${step / size} ${name}s`);
};

const monthOf = (day: number): number => {
  const date = new Date(day * msPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
/** From a Monday on. */
const weekOf = (day: number): number => Math.floor((day - 4) / 7);
const weekdayOf = (day: number): number => day - 4 - 7 * weekOf(day);

const differences = (places: readonly number[]): readonly number[] =>
  places.slice(1).map((place, i) => place - (places[i] as number));
const areDistinct = (places: readonly number[]): boolean => new Set(places).size === places.length;

/**
 * Whether days stand for their months: no two of one month, and all its firsts, or all its lasts, or all of one number.
 */
function areMonths(days: readonly number[]): boolean {
  const numberOf = (day: number) => new Date(day * msPerDay).getUTCDate();
  const isOneDay = new Set(days.map(numberOf)).size === 1;
  const isLast = days.every((day) => numberOf(day + 1) === 1);
  return areDistinct(days.map(monthOf)) && (isOneDay || isLast);
}

/** Places by the commonest distance, if all distances are multiples of it. */
function constant(places: readonly number[], step: (distance: number) => Step): TimeGrid | undefined {
  const counts = new Map<number, number>();
  for (const one of differences(places)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [distance] = [...counts].toSorted(([a, m], [b, n]) => n - m || a - b)[0] ?? [1];
  const first = places[0] ?? 0;
  if (places.some((place) => (place - first) % distance !== 0)) return undefined;
  const stepped = places.map((place) => (place - first) / distance);
  return { ...step(distance), places: stepped, missing: (stepped.at(-1) ?? 0) + 1 - stepped.length };
}

/** Days by their place among the days of a week that are ever open. */
function openDays(days: readonly number[]): TimeGrid | undefined {
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const present = new Set(days.map(weekdayOf));
  const timesOf = (weekday: number) =>
    Math.floor((last - first - ((weekday - weekdayOf(first) + 7) % 7)) / 7) + 1;
  const open = Array.from({ length: 7 }, (_, weekday) => weekday).filter(
    (weekday) => present.has(weekday) || timesOf(weekday) < leastAbsences,
  );
  const places = days.map((day) => weekOf(day) * open.length + open.indexOf(weekdayOf(day)));
  return constant(places, (step) =>
    open.length === 1
      ? named(step, 'week')
      : open.length === 7
        ? ofDays(step)
        : step === 1
          ? stepOf(`day (${open.length} a week)`, open.length)
          : stepOf(`${step} days (${open.length} a week)`),
  );
}
