import { type Bounds, heldWithin } from './bounds.ts';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, one) => all + one, 0);

/** How a part stands to the whole of late. */
export interface PartOfLate {
  /** how large it was of late */
  readonly size: number;
  /** what no forecast of it leaves */
  readonly bounds: Bounds;
}

/**
 * Forecasts of parts that come, at each step, to a share of the forecast of the whole: each is moved by as much of its
 * own size, or of how large it was of late where nothing was foretold of any that could be moved. Where no forecast is
 * below zero that is in proportion to what was foretold of each. The forecast of the whole stays as it is: it is the
 * better known of the two.
 *
 * None leaves its bounds: where the whole is foretold below zero, the parts that ever were make it up. Where the bounds
 * of all parts together are above their share of the whole, or below it, what is missing is in none of them. Where the
 * share is none, parts stay as they are.
 *
 * Source: Athanasopoulos, Ahmed & Hyndman (2009), Hierarchical forecasts for Australian domestic tourism, International
 * Journal of Forecasting 25(1), top-down by forecast proportions.
 *
 * @param parts within their bounds
 * @param share what all parts came to of late in share of the whole, 1 where they make it up
 */
export function topDown(
  whole: Float64Array,
  parts: readonly Float64Array[],
  share: number,
  ofLate: readonly PartOfLate[],
): readonly Float64Array[] {
  if (!Number.isFinite(share) || !(share > 0)) return parts;
  const [sizes, bounds] = [ofLate.map(({ size }) => size), ofLate.map((one) => one.bounds)];
  const steps = Array.from(whole, (value, i) => {
    const own = parts.map((part) => part[i] as number);
    const moved = movedTo(share * value, own, own.map(Math.abs), bounds);
    return moved.rest === 0 ? moved.values : movedTo(share * value, moved.values, sizes, bounds).values;
  });
  return parts.map((_, k) => Float64Array.from(steps, (values) => values[k] as number));
}

/**
 * Values moved so that they come to a total, each in proportion to its weight, until it meets a bound; and what is left
 * to move where all that have a weight have met theirs.
 */
function movedTo(
  total: number,
  values: readonly number[],
  weights: readonly number[],
  bounds: readonly Bounds[],
): { readonly values: readonly number[]; readonly rest: number } {
  const moved = Array.from(values);
  const free = new Set(weights.flatMap((weight, k) => (weight > 0 ? [k] : [])));
  for (;;) {
    const rest = total - sum(moved);
    if (rest === 0 || free.size === 0) return { values: moved, rest };
    const weight = sum(Array.from(free, (k) => weights[k] as number));
    const before = Array.from(free);
    for (const k of before) {
      const wanted = (moved[k] as number) + (rest * (weights[k] as number)) / weight;
      moved[k] = heldWithin(wanted, bounds[k] as Bounds);
      if (moved[k] !== wanted) free.delete(k);
    }
    // all that was left to move has found its place
    if (free.size === before.length) return { values: moved, rest: 0 };
  }
}
