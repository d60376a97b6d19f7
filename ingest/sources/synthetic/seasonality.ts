import type { Calendar } from './calendar.ts';

/**
 * Chinese New Year's day, as published; shops are quiet in the week from the eve and busy in the three weeks
 * before.
 */
const springFestivals = [
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
];

const byMonth = [0.94, 0.9, 0.96, 0.97, 1.0, 1.07, 0.95, 0.93, 1.0, 1.03, 1.18, 1.15];
const byWeekday = [1.14, 0.9, 0.91, 0.94, 0.98, 1.08, 1.2];

function ofYear(month: number, dayOfMonth: number): number {
  const date = month * 100 + dayOfMonth;
  if (date === 1111) return 3.2;
  if (date >= 1106 && date <= 1112) return 1.35;
  if (date === 618) return 2.1;
  if (date >= 1212 && date <= 1223) return 1.3;
  if (date >= 1224 && date <= 1226) return 0.75;
  return 1;
}

function aroundSpringFestival(date: string): number {
  for (const festival of springFestivals) {
    const distance = Math.round((Date.parse(date) - Date.parse(festival)) / 86_400_000);
    if (distance >= -21 && distance <= -2) return 1.3;
    if (distance >= -1 && distance <= 6) return 0.45;
  }
  return 1;
}

/**
 * How lively each day is, with mean 1 over a year or more, as operational time: a purchase process with a constant
 * rate in operational time follows the seasons in calendar time (an inhomogeneous Poisson process by time change).
 */
export class Seasonality {
  /** operational time at the beginning of each day, and at the end of the last */
  readonly elapsed: readonly number[];

  constructor(calendar: Calendar) {
    const raw = Array.from({ length: calendar.days }, (_, n) => {
      const { month, dayOfMonth, weekday } = calendar.parts(n);
      return (
        (byMonth[month - 1] ?? 1) *
        (byWeekday[weekday] ?? 1) *
        ofYear(month, dayOfMonth) *
        aroundSpringFestival(calendar.date(n))
      );
    });
    const mean = raw.reduce((sum, factor) => sum + factor, 0) / raw.length;
    const elapsed = [0];
    for (const factor of raw) elapsed.push((elapsed[elapsed.length - 1] ?? 0) + factor / mean);
    this.elapsed = elapsed;
  }

  /** The day that holds an operational time; the number of days if it is after the last. */
  dayAt(operational: number): number {
    let low = 0;
    let high = this.elapsed.length - 1;
    if (operational >= (this.elapsed[high] ?? 0)) return high;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.elapsed[middle] ?? 0) <= operational) low = middle;
      else high = middle;
    }
    return low;
  }
}
