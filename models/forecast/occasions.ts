import { meanOf } from '../numeric/vectors.ts';
import { quantile } from '../quantile.ts';
import { sizesAhead } from './backtest.ts';
import type { Forecaster } from './plain.ts';

/** A named time that comes again, such as a holiday: its first and last step, which may lie outside the series. */
export interface Occasion {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** periods of seven steps before and as many after that may differ because of it, each in its own way; 1 where not given */
  readonly weeks?: number;
}

/** Two days of one label are one occurrence where they are no farther apart than this. */
const sameOccurrence = 14;

/** So many days near no occasion at least tell what is usual. */
const leastOrdinary = 28;

/** Effects smaller than so many standard errors are not told from chance: of weeks some fifty are looked at, of days some hundreds. */
const leastErrors = { weeks: 2.5, days: 3.5 };

/** What each step is near to, a week at a time and by the day; undefined where it is near to nothing. */
export interface OccasionLabels {
  /** `feast`, `before feast`, `2 weeks after feast` */
  readonly weeks: readonly (string | undefined)[];
  /** `day 1 of feast`, `3 days before feast` */
  readonly days: readonly (string | undefined)[];
}

/**
 * What each step is near to: the occasion itself, the seven steps before or after it, the seven beyond those where it reaches so far, or
 * nothing. Of several, the occasion comes before its surroundings, the nearer before the farther, the first named before the others.
 */
export function occasionLabels(length: number, occasions: readonly Occasion[]): OccasionLabels {
  const weeksOf: (string | undefined)[] = new Array(length).fill(undefined);
  const days = [...weeksOf];
  const distances = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (const { name, first, last, weeks = 1 } of occasions)
    for (let t = Math.max(0, first - 7 * weeks); t <= Math.min(length - 1, last + 7 * weeks); t++) {
      const distance = t < first ? first - t : t > last ? t - last : 0;
      if (distance >= (distances[t] as number)) continue;
      distances[t] = distance;
      const side = t < first ? 'before' : 'after';
      const away = Math.ceil(distance / 7);
      weeksOf[t] = distance === 0 ? name : `${away > 1 ? `${away} weeks ` : ''}${side} ${name}`;
      days[t] = distance === 0 ? `day ${t - first + 1} of ${name}` : `${distance} days ${side} ${name}`;
    }
  return { weeks: weeksOf, days };
}

/**
 * By what factor values near an occasion differ from those of the same place in the seasons around, learned from two occurrences or more:
 * of whole weeks about it, and beyond those of single days where they stand out of their week. By label.
 *
 * The mean log ratio is shrunk towards none by its own uncertainty (the positive part of James and Stein), and kept only where
 * each occurrence is foretold better by the others than by nothing.
 *
 * Source: James & Stein (1961), Estimation with quadratic loss, Proceedings of the 4th Berkeley Symposium 1.
 */
export function occasionFactors(
  series: Float64Array,
  season: number,
  labels: OccasionLabels,
): ReadonlyMap<string, number> {
  let ofWeeks: ReadonlyMap<string, number> = new Map();
  // a second look leaves the occasions that were found out of what others are measured against
  for (let look = 0; look < 2; look++) {
    const usual = usualValues(series, season, labels, ofWeeks);
    ofWeeks = factorsAgainst(series, labels.weeks, usual, leastErrors.weeks);
  }
  const expected = usualValues(series, season, labels, ofWeeks).map(
    (one, t) => one * factorAt(t, labels, ofWeeks),
  );
  return new Map([...ofWeeks, ...factorsAgainst(series, labels.days, expected, leastErrors.days)]);
}

/** The factor of a step: that of the week that it is in, and of its day. */
const factorAt = (t: number, { weeks, days }: OccasionLabels, factors: ReadonlyMap<string, number>) =>
  (factors.get(weeks[t] ?? '') ?? 1) * (factors.get(days[t] ?? '') ?? 1);

function factorsAgainst(
  series: Float64Array,
  labels: readonly (string | undefined)[],
  usual: Float64Array,
  errors: number,
): ReadonlyMap<string, number> {
  const floor = 0.02 * meanOf(series.map(Math.abs));
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
    if (current && t - current.last <= sameOccurrence) {
      current.sum += ratio(t);
      current.days++;
      current.last = t;
    } else known.push({ sum: ratio(t), days: 1, last: t });
    occurrences.set(label, known);
  }
  if (ordinary.length < leastOrdinary) return factors;
  const spread = 1.4826 * quantile(Float64Array.from(ordinary, Math.abs).sort(), 1, 2);
  for (const [label, known] of occurrences) {
    const means = known.map(({ sum, days }) => sum / days);
    if (means.length < 2) continue;
    const mean = meanOf(means);
    const between = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
    const days = meanOf(known.map((one) => one.days));
    const variance = Math.max(between, spread ** 2 / days) / means.length;
    if (!(mean ** 2 > errors ** 2 * variance)) continue;
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
  { weeks }: OccasionLabels,
  found: ReadonlyMap<string, number>,
): Float64Array {
  const near = new Float64Array(2 * seasonsAround);
  return series.map((_, t) => {
    let count = 0;
    for (let away = -seasonsAround; away <= seasonsAround; away++) {
      const at = t + away * season;
      if (away === 0 || at < 0 || at >= series.length) continue;
      const label = weeks[at];
      if (label !== undefined && (label === weeks[t] || found.has(label))) continue;
      const value = series[at] as number;
      let place = count++;
      for (; place > 0 && (near[place - 1] as number) > value; place--)
        near[place] = near[place - 1] as number;
      near[place] = value;
    }
    return count > 1 ? quantile(near.subarray(0, count), 1, 2) : Number.NaN;
  });
}

/** Where an occasion leaves less than this share of what is usual, what little is left is no measure: it may be twice or half as much. */
const leastSize = 0.3;

/** The series as it would have been without occasions: divided by their factors, or what is usual where little is left to divide. */
function withoutOccasions(
  series: Float64Array,
  season: number,
  labels: OccasionLabels,
  factors: ReadonlyMap<string, number>,
): Float64Array {
  if (factors.size === 0) return series;
  const usual = usualValues(series, season, labels, factors);
  return series.map((one, t) => {
    const factor = factorAt(t, labels, factors);
    return factor < leastSize && !Number.isNaN(usual[t]) ? (usual[t] as number) : one / factor;
  });
}

/** What occasions make of a series. */
export interface OccasionEffects {
  /** the series as it would have been without them */
  readonly plain: Float64Array;
  /** by what factor they change each step ahead */
  readonly ahead: Float64Array;
  /** how many effects were found */
  readonly found: number;
}

/** What occasions make of the steps seen so far and of a horizon after them. */
export type Occasions = (seen: Float64Array, season: number, horizon: number) => OccasionEffects;

/** Occasions by the labels of steps, which reach as far as any forecast. */
export const occasionsOfSteps =
  (labels: OccasionLabels): Occasions =>
  (seen, season, horizon) => {
    const factors = occasionFactors(seen, season, labels);
    return {
      plain: withoutOccasions(seen, season, labels, factors),
      ahead: Float64Array.from({ length: horizon }, (_, i) => factorAt(seen.length + i, labels, factors)),
      found: factors.size,
    };
  };

/**
 * The same for sums of seven days: occasions are learned by day and taken out, and the days of a week to come weigh as they did
 * of late. `days` and `labels` begin with the first day of the first week.
 */
export const occasionsOfWeeks =
  (days: Float64Array, labels: OccasionLabels): Occasions =>
  (weeks, _, horizon) => {
    const seen = days.slice(0, 7 * weeks.length);
    const { plain, ahead, found } = occasionsOfSteps(labels)(seen, 7, 7 * horizon);
    if (found === 0) return { plain: weeks, ahead: new Float64Array(horizon).fill(1), found };
    const recent = plain.slice(-56);
    const weights = Float64Array.from({ length: 7 }, (_, day) =>
      recent.reduce((sum, one, t) => sum + (t % 7 === day ? Math.max(0, one) : 0), 0),
    );
    const all = weights.reduce((sum, one) => sum + one, 0);
    const ofWeek = (week: number) =>
      weights.reduce((sum, weight, day) => sum + (weight / all) * (ahead[7 * week + day] as number), 0);
    return {
      plain: sumsOfSeven(plain),
      ahead: Float64Array.from({ length: horizon }, (_, week) => (all > 0 ? ofWeek(week) : 1)),
      found,
    };
  };

/** A method that does not see occasions, whose forecasts are multiplied by their factors. */
export const withOccasions =
  (forecaster: Forecaster, occasions: Occasions): Forecaster =>
  (series, season, horizon) => {
    const { plain, ahead } = occasions(series, season, horizon);
    return forecaster(plain, season, horizon).map((one, i) => one * (ahead[i] as number));
  };

/** How large values are at the steps to come where occasions change them: the unit of errors there. */
export const sizesWithOccasions =
  (occasions: Occasions): Forecaster =>
  (series, season, horizon) => {
    const { plain, ahead } = occasions(series, season, horizon);
    return sizesAhead(plain, season, horizon).map((one, i) => one * Math.max(leastSize, ahead[i] as number));
  };

/** Whole weeks from the first day; days that are left over do not count. */
export const sumsOfSeven = (days: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    days.slice(7 * week, 7 * week + 7).reduce((sum, one) => sum + one, 0),
  );
