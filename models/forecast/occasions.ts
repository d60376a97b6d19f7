import { quantile } from '../quantile.ts';
import type { Forecaster } from './plain.ts';

/** A named time that comes again, such as a holiday: its first and last step, which may lie outside the series. */
export interface Occasion {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** Steps before and after an occasion that may differ because of it. */
const reach = 7;

/** An effect smaller than so many standard errors is not told from chance: some fifty are looked at. */
const leastErrors = 2.5;

/**
 * What each step is near to: the occasion itself, the seven steps before or after it, or nothing. Of several, the occasion comes
 * before its surroundings, the nearer before the farther, the first named before the others.
 */
export function occasionLabels(
  length: number,
  occasions: readonly Occasion[],
): readonly (string | undefined)[] {
  const labels: (string | undefined)[] = new Array(length).fill(undefined);
  const distances = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (const { name, first, last } of occasions)
    for (let t = Math.max(0, first - reach); t <= Math.min(length - 1, last + reach); t++) {
      const distance = t < first ? first - t : t > last ? t - last : 0;
      if (distance >= (distances[t] as number)) continue;
      distances[t] = distance;
      labels[t] = distance === 0 ? name : t < first ? `before ${name}` : `after ${name}`;
    }
  return labels;
}

/**
 * By what factor values near an occasion differ from those of the same place in the seasons around, learned from two occurrences or more.
 * The mean log ratio is shrunk towards none by its own uncertainty (the positive part of James and Stein), and kept only where
 * each occurrence is foretold better by the others than by nothing.
 *
 * Source: James & Stein (1961), Estimation with quadratic loss, Proceedings of the 4th Berkeley Symposium 1.
 */
export function occasionFactors(
  series: Float64Array,
  season: number,
  labels: readonly (string | undefined)[],
): ReadonlyMap<string, number> {
  let factors: ReadonlyMap<string, number> = new Map();
  // a second look leaves the occasions that were found out of what others are measured against
  for (let look = 0; look < 2; look++)
    factors = factorsAgainst(series, labels, usualValues(series, season, labels, factors));
  return factors;
}

function factorsAgainst(
  series: Float64Array,
  labels: readonly (string | undefined)[],
  usual: Float64Array,
): ReadonlyMap<string, number> {
  const floor = 0.02 * (series.reduce((sum, one) => sum + Math.abs(one), 0) / Math.max(1, series.length));
  const factors = new Map<string, number>();
  if (!(floor > 0)) return factors;
  const ratio = (t: number) =>
    Math.log((Math.max(0, series[t] as number) + floor) / (Math.max(0, usual[t] as number) + floor));
  const ordinary: number[] = [];
  const occurrences = new Map<string, { sum: number; days: number; last: number }[]>();
  for (let t = 0; t < series.length; t++) {
    if (Number.isNaN(usual[t])) continue;
    const label = labels[t];
    if (label === undefined) {
      ordinary.push(ratio(t));
      continue;
    }
    const known = occurrences.get(label) ?? [];
    const current = known.at(-1);
    if (current && t - current.last <= 2 * reach) {
      current.sum += ratio(t);
      current.days++;
      current.last = t;
    } else known.push({ sum: ratio(t), days: 1, last: t });
    occurrences.set(label, known);
  }
  if (ordinary.length < 4 * reach) return factors;
  const spread = 1.4826 * quantile(Float64Array.from(ordinary, Math.abs).sort(), 1, 2);
  for (const [label, known] of occurrences) {
    const means = known.map(({ sum, days }) => sum / days);
    if (means.length < 2) continue;
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    const between = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
    const days = known.reduce((sum, one) => sum + one.days, 0) / known.length;
    const variance = Math.max(between, spread ** 2 / days) / means.length;
    if (!(mean ** 2 > leastErrors ** 2 * variance)) continue;
    const others = (one: number) => (means.length * mean - one) / (means.length - 1);
    const gain = means.reduce((sum, one) => sum + one ** 2 - (one - others(one)) ** 2, 0);
    if (gain > 0) factors.set(label, Math.exp(mean * (1 - variance / mean ** 2)));
  }
  return factors;
}

/** Seasons before, and as many after, of which a usual value is the median. */
const seasonsAround = 4;

/** The median of the same place in up to four seasons before and after, other days near the occasion left out; NaN where there is none. */
function usualValues(
  series: Float64Array,
  season: number,
  labels: readonly (string | undefined)[],
  found: ReadonlyMap<string, number>,
): Float64Array {
  const near = new Float64Array(2 * seasonsAround);
  return series.map((_, t) => {
    let count = 0;
    for (let away = -seasonsAround; away <= seasonsAround; away++) {
      const at = t + away * season;
      if (away === 0 || at < 0 || at >= series.length) continue;
      const label = labels[at];
      if (label !== undefined && (label === labels[t] || found.has(label))) continue;
      const value = series[at] as number;
      let place = count++;
      for (; place > 0 && (near[place - 1] as number) > value; place--)
        near[place] = near[place - 1] as number;
      near[place] = value;
    }
    return count > 1 ? quantile(near.subarray(0, count), 1, 2) : Number.NaN;
  });
}

/** The series as it would have been without occasions: divided by their factors, or what is usual where little is left to divide. */
export function withoutOccasions(
  series: Float64Array,
  season: number,
  labels: readonly (string | undefined)[],
  factors: ReadonlyMap<string, number>,
): Float64Array {
  if (factors.size === 0) return series;
  const usual = usualValues(series, season, labels, factors);
  return series.map((one, t) => {
    const factor = factors.get(labels[t] ?? '');
    if (factor === undefined) return one;
    return factor < 0.3 && !Number.isNaN(usual[t]) ? (usual[t] as number) : one / factor;
  });
}

/** A method that does not see occasions, whose forecasts are multiplied by their factors; labels reach as far as the forecast. */
export const withOccasions =
  (forecaster: Forecaster, labels: readonly (string | undefined)[]): Forecaster =>
  (series, season, horizon) => {
    const factors = occasionFactors(series, season, labels);
    const forecast = forecaster(withoutOccasions(series, season, labels, factors), season, horizon);
    return forecast.map((one, i) => one * (factors.get(labels[series.length + i] ?? '') ?? 1));
  };

/**
 * The same for sums of seven days: occasions are learned by day and taken out, and the days of a week to come weigh as they did
 * of late. `days` begins with the first day of the first week.
 */
export const withOccasionsOfWeeks =
  (forecaster: Forecaster, days: Float64Array, labels: readonly (string | undefined)[]): Forecaster =>
  (weeks, season, horizon) => {
    const seen = days.slice(0, 7 * weeks.length);
    const factors = occasionFactors(seen, 7, labels);
    if (factors.size === 0) return forecaster(weeks, season, horizon);
    const plain = withoutOccasions(seen, 7, labels, factors);
    const recent = plain.slice(-56);
    const weights = Float64Array.from({ length: 7 }, (_, day) =>
      recent.reduce((sum, one, t) => sum + (t % 7 === day ? Math.max(0, one) : 0), 0),
    );
    const all = weights.reduce((sum, one) => sum + one, 0);
    const forecast = forecaster(sumsOfSeven(plain), season, horizon);
    return forecast.map((one, i) => {
      if (!(all > 0)) return one;
      let factor = 0;
      weights.forEach((weight, day) => {
        factor += (weight / all) * (factors.get(labels[7 * (weeks.length + i) + day] ?? '') ?? 1);
      });
      return one * factor;
    });
  };

/** Whole weeks from the first day; days that are left over do not count. */
export const sumsOfSeven = (days: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    days.slice(7 * week, 7 * week + 7).reduce((sum, one) => sum + one, 0),
  );
