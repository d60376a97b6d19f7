const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, one) => all + one, 0);

/**
 * Forecasts of parts that come, at each step, to a share of the forecast of the whole: each in proportion to what was
 * foretold of it, or to how large it was of late where nothing was foretold of any. The forecast of the whole stays as
 * it is: it is the better known of the two. Where the share is none, parts stay as they are.
 *
 * Source: Athanasopoulos, Ahmed & Hyndman (2009), Hierarchical forecasts for Australian domestic tourism, International
 * Journal of Forecasting 25(1), top-down by forecast proportions.
 *
 * @param share what all parts came to of late in share of the whole, 1 where they make it up
 * @param sizes how large each part was of late
 */
export function topDown(
  whole: Float64Array,
  parts: readonly Float64Array[],
  share: number,
  sizes: readonly number[],
): readonly Float64Array[] {
  const size = sum(sizes);
  if (!Number.isFinite(share) || !(share > 0) || !(size > 0)) return parts;
  const foretold = whole.map((_, i) => sum(parts.map((part) => Math.max(0, part[i] as number))));
  return parts.map((part, k) =>
    whole.map((value, i) => {
      const all = foretold[i] as number;
      const proportion = all > 0 ? Math.max(0, part[i] as number) / all : (sizes[k] as number) / size;
      return share * value * proportion;
    }),
  );
}
