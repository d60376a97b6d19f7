import type { Segmentation } from '../../models/index.ts';

/** A number as a double of SQL, to the last digit. */
const double = (value: number): string => `(${value.toExponential()})`;

/**
 * SELECT of `keep`, `label` and `distance` (to the centroid, in standard deviations) of every row of `from`: drawn in
 * between the cuts, log1p, z, nearest centroid, ties to the smaller label.
 */
export function assignSql({ scales, segments }: Segmentation, from: string, keep: readonly string[]): string {
  const used = scales.flatMap((scale, column) =>
    scale.deviation === null ? [] : [{ ...scale, deviation: scale.deviation, column }],
  );
  const scaled = used.map(({ feature, low, high, mean, deviation, column }) => {
    const tamed = `greatest(${double(low)}, least(${double(high)}, cast(${feature} as double)))`;
    return `(sign(${tamed}) * ln(1 + abs(${tamed})) - ${double(mean)}) / ${double(deviation)} as z${column}`;
  });
  const squares = segments.map(({ centroid }, place) => {
    const terms = used.map(({ column }) => {
      const apart = `(z${column} - ${double(centroid[column] ?? 0)})`;
      return `${apart} * ${apart}`;
    });
    return `${terms.join(' + ') || double(0)} as d${place}`;
  });
  const names = keep.join(', ');
  const least = `least(${segments.map((_, place) => `d${place}`).join(', ')})`;
  const cases = segments.map(({ label }, place) => `when d${place} = nearest then ${label}`);
  return `
    with scaled as (select ${[names, ...scaled].join(', ')} from ${from}),
      squares as (select ${[names, ...squares].join(', ')} from scaled),
      nearest as (select *, ${least} as nearest from squares)
    select ${names}, case ${cases.join(' ')} end as label, sqrt(nearest) as distance from nearest`;
}
