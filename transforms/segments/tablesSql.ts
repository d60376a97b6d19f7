import { type Segmentation, unscale } from '../../models/index.ts';
import { literal } from '../../warehouse/index.ts';
import { segmentName } from './names.ts';
import { type SegmentsParameters, segmentNumber } from './parameters.ts';

/** Rows of a VALUES list with their column names; none where there are none. */
function valuesOf(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const nothing = columns.map((name) => `null as ${name}`).join(', ');
  if (rows.length === 0) return `(select ${nothing} where false)`;
  const cell = (value: string | number | null) =>
    value === null ? 'null' : typeof value === 'number' ? `${value}` : literal(value);
  const list = rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ');
  return `(select * from (values ${list}) as v (${columns.join(', ')}))`;
}

const segmentsOf = ({ segments }: Segmentation): string =>
  valuesOf(
    ['segment', 'segment_code', 'name_en', 'name_zh', 'kept'],
    segments.map(({ label, code, kept }) => [
      segmentNumber(label),
      code,
      segmentName(code, 'en'),
      segmentName(code, 'zh-CN'),
      kept,
    ]),
  );

/**
 * The tables over the scored customers.
 * @param scored name of a table of customer_id, month_end_date, segment and distance
 */
export function segmentTables({ segmentation, refit }: SegmentsParameters, scored: string, asOf: string) {
  const today = `(select * from ${scored} where month_end_date = date '${asOf}')`;
  const names = segmentsOf(segmentation);
  const ends = `(
    select month_end_date as after_date, lag(month_end_date) over (order by month_end_date) as before_date
    from (select distinct month_end_date from ${scored}))`;
  const moves = `
    select e.before_date, e.after_date, coalesce(b.segment, 0) as from_segment, a.segment as to_segment, count(*) as customers
    from ${ends} as e
    inner join ${scored} as a on a.month_end_date = e.after_date
    left join ${scored} as b on b.month_end_date = e.before_date and b.customer_id = a.customer_id
    where e.before_date is not null
    group by all`;
  const lastMoves = `(select * from (${moves}) where after_date = date '${asOf}')`;
  const refitted = valuesOf(
    ['from_segment', 'to_segment', 'customers'],
    (refit?.moves ?? []).map(({ from, to, customers }) => [
      segmentNumber(from),
      segmentNumber(to),
      customers,
    ]),
  );
  return {
    customers: `
      select c.customer_id, c.segment, n.segment_code, n.name_en, n.name_zh, c.distance, b.segment as previous_segment
      from ${today} as c
      inner join ${names} as n on n.segment = c.segment
      left join ${scored} as b on b.customer_id = c.customer_id
        and b.month_end_date = (select before_date from ${ends} where after_date = date '${asOf}')`,
    profiles: `
      with members as (
        select c.segment, count(*) as customers, sum(f.monetary) as revenue, sum(f.net_revenue_12m) as revenue_12m,
          sum(f.frequency) as orders
        from ${today} as c
        inner join segment_features as f on f.customer_id = c.customer_id and f.month_end_date = c.month_end_date
        group by c.segment
      ), entering as (
        select to_segment as segment, sum(customers) filter (where from_segment = 0) as new_customers,
          sum(customers) filter (where from_segment not in (0, to_segment)) as entered
        from ${lastMoves} group by to_segment
      ), leaving as (
        select from_segment as segment, sum(customers) filter (where from_segment <> to_segment) as customers
        from ${lastMoves} group by from_segment
      ), sums as (
        select sum(customers) as customers, sum(revenue) as revenue from members
      )
      select n.*, coalesce(m.customers, 0) as customers,
        coalesce(cast(m.customers as double) / s.customers, 0) as customer_share,
        coalesce(m.revenue, 0) as revenue,
        coalesce(cast(m.revenue as double) / nullif(cast(s.revenue as double), 0), 0) as revenue_share,
        coalesce(m.revenue_12m, 0) as revenue_12m, coalesce(m.orders, 0) as orders,
        coalesce(e.new_customers, 0) as new_customers, coalesce(e.entered, 0) as entered, coalesce(l.customers, 0) as "left"
      from ${names} as n
      cross join sums as s
      left join members as m on m.segment = n.segment
      left join entering as e on e.segment = n.segment
      left join leaving as l on l.segment = n.segment`,
    traits: traitsSql(segmentation, today),
    moves: `
      select 'customers' as moved_by, before_date, after_date, from_segment, to_segment, customers from (${moves})
      union all
      select 'refit', date '${refit?.lastFittedOn ?? asOf}', date '${asOf}', from_segment, to_segment, customers from ${refitted}`,
  };
}

/** Medians, not means: they do not depend on the order of a sum, and one wholesaler does not bend them. */
function traitsSql({ scales, segments }: Segmentation, today: string): string {
  if (scales.length === 0)
    return 'select null as segment, null as place, null as feature, null as z, null as centroid_value, null as median, null as median_all where false';
  const scale = {
    transforms: ['log1p', 'z'] as const,
    means: scales.map(({ mean }) => mean),
    deviations: scales.map(({ deviation }) => deviation ?? Number.POSITIVE_INFINITY),
  };
  const values = valuesOf(
    ['segment', 'place', 'feature', 'z', 'centroid_value'],
    segments.flatMap(({ label, centroid }) => {
      const plain = unscale(centroid, scale);
      return scales.map(({ feature }, c) => [
        segmentNumber(label),
        c + 1,
        feature,
        centroid[c] ?? 0,
        plain[c] ?? 0,
      ]);
    }),
  );
  const medians = (by: string) =>
    scales
      .map(
        ({ feature }) =>
          `select ${by} as segment, '${feature}' as feature, median(cast(${feature} as double)) as median from joined group by 1`,
      )
      .join(' union all ');
  return `
    with joined as (
      select c.segment, f.*
      from ${today} as c
      inner join segment_features as f on f.customer_id = c.customer_id and f.month_end_date = c.month_end_date
    ), own as (${medians('segment')}), everybody as (${medians('0')})
    select v.*, o.median, e.median as median_all
    from ${values} as v
    left join own as o on o.segment = v.segment and o.feature = v.feature
    left join everybody as e on e.feature = v.feature`;
}
