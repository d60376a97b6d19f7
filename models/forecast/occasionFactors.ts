import { meanOf } from '../numeric/vectors.ts';
import { quantile } from '../quantile.ts';
import type { OccasionLabels } from './occasionLabels.ts';

/** Two days of one label are one occurrence where they are no farther apart than this. */
const sameOccurrence = 14;

/** So many days near no occasion at least tell what is usual. */
const leastOrdinary = 28;

/** Share of the mean that is added to values before their ratio, so that an empty day has one. */
const leastShare = 0.02;

/** A day on which less than this share of the mean is usual, as one that is closed, tells of no factor. */
const leastUsual = 0.1;

/** The standard deviation of a normal variate over its median absolute deviation. */
const deviationOfMedian = 1.4826;

/** The same over what one in twenty absolute deviations is beyond: sees empty days where they come by chance. */
const deviationOfTail = 1 / 1.96;

/**
 * Effects smaller than so many standard errors are not told from chance: of weeks some fifty are looked at, of days
 * some hundreds.
 */
const leastErrors = { weeks: 2.5, days: 3.5 };

/**
 * By what factor values near an occasion differ from those of the same place in the seasons around, learned from two
 * occurrences or more: of whole weeks about it, and beyond those of single days where they stand out of their week. By
 * label.
 *
 * The mean log ratio is shrunk towards none by its own uncertainty, by 1 − variance / mean². Its variance is no less than
 * that of other days, and more where less is usual, as that of counts is. Where it is told from chance at all, each
 * occurrence is foretold better by the others than by nothing: that needs √3 standard errors, fewer than are asked for.
 *
 * Source: Thompson (1968), Some shrinkage techniques for estimating the mean, Journal of the American Statistical
 * Association 63(321).
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
export const factorAt = (t: number, { weeks, days }: OccasionLabels, factors: ReadonlyMap<string, number>) =>
  (factors.get(weeks[t] ?? '') ?? 1) * (factors.get(days[t] ?? '') ?? 1);

/** Days of one label beside each other, and the sum of their log ratios. */
interface Occurrence {
  sum: number;
  readonly days: number[];
}

function factorsAgainst(
  series: Float64Array,
  labels: readonly (string | undefined)[],
  usual: Float64Array,
  errors: number,
): ReadonlyMap<string, number> {
  const size = meanOf(series.map(Math.abs));
  const floor = leastShare * size;
  const factors = new Map<string, number>();
  if (!(floor > 0)) return factors;
  const ratio = (t: number) =>
    Math.log((Math.max(0, series[t] as number) + floor) / (Math.max(0, usual[t] as number) + floor));
  const ordinary: number[] = [];
  const occurrences = new Map<string, Occurrence[]>();
  for (let t = 0; t < series.length; t++) {
    if (!((usual[t] as number) >= leastUsual * size)) continue;
    const label = labels[t];
    if (label === undefined) {
      ordinary.push(ratio(t));
      continue;
    }
    const known = occurrences.get(label) ?? [];
    const current = known.at(-1);
    if (current && t - (current.days.at(-1) as number) <= sameOccurrence) {
      current.sum += ratio(t);
      current.days.push(t);
    } else known.push({ sum: ratio(t), days: [t] });
    occurrences.set(label, known);
  }
  if (ordinary.length < leastOrdinary) return factors;
  // of small counts the usual value, a median, is not their mean
  const base = meanOf(ordinary);
  const sizes = Float64Array.from(ordinary, (one) => Math.abs(one - base)).sort();
  const spread = Math.max(
    deviationOfMedian * quantile(sizes, 1, 2),
    deviationOfTail * quantile(sizes, 19, 20),
  );
  const varianceAt = (t: number) => spread ** 2 * Math.max(1, size / (usual[t] as number));
  for (const [label, known] of occurrences) {
    const means = known.map(({ sum, days }) => sum / days.length - base);
    if (means.length < 2) continue;
    const mean = meanOf(means);
    const between = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
    const within = meanOf(known.map(({ days }) => meanOf(days.map(varianceAt)) / days.length));
    const variance = Math.max(between, within) / means.length;
    if (!(mean ** 2 > errors ** 2 * variance)) continue;
    factors.set(label, Math.exp(mean * (1 - variance / mean ** 2)));
  }
  return factors;
}

/** Seasons before, and as many after, of which a usual value is the median. */
const seasonsAround = 4;

/**
 * The median of the same place in up to four seasons before and after, other days near the occasion left out; NaN where
 * there is none.
 */
export function usualValues(
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
