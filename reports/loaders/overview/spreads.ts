import { type DailySums, dailyRatio, dailyTotals } from '../../../models/index.ts';
import type { Snapshot } from '../../build/snapshot.ts';

/** Metrics whose days can be told apart; a customer of two days is one customer, so counts of active ones cannot. */
const totals = ['net_revenue', 'orders', 'new_customers'];
const ratios = ['average_order_value'];

interface SumsRow extends DailySums {
  readonly metric: string;
  readonly dimension: string;
  readonly value: string;
  readonly kind: 'week' | 'month';
  readonly start: string;
}

/** The standard deviation from day to day within each period, rounded to three digits, by `spreadKey`. */
export type Spreads = ReadonlyMap<string, number>;

export const spreadKey = (metric: string, dimension: string, value: string, kind: string, start: string) =>
  [metric, dimension, value, kind, start].join('\u0000');

/** Days on which nothing was have no row and count as 0; a running period has the days up to the as-of date. */
export async function dailySpreads(snapshot: Snapshot): Promise<Spreads> {
  const names = [...totals, ...ratios].map((name) => `'${name}'`).join(', ');
  const asOf = `date '${snapshot.run.asOf}'`;
  const rows = await snapshot.rows<SumsRow>(`with days as (
      select metric, dimension, dimension_value as value, period_start as day, cast(numerator as double) as y,
        cast(coalesce(denominator, 0) as double) as x
      from metric_values where period_kind = 'day' and metric in (${names}) and (dimension in ('all', 'channel') or metric = 'net_revenue')
    ), kinds as (select unnest(['week', 'month']) as kind)
    select metric, dimension, value, kind, cast(date_trunc(kind, day)::date as varchar) as start,
      date_diff('day', date_trunc(kind, day)::date, least((date_trunc(kind, day) + case kind when 'week' then interval 7 day else interval 1 month end)::date, ${asOf} + 1)) as days,
      sum(y order by day) as y, sum(y * y order by day) as yy, sum(x order by day) as x, sum(x * y order by day) as xy, sum(x * x order by day) as xx
    from days cross join kinds group by all`);
  return new Map(
    rows.map((row) => {
      const { sd } = ratios.includes(row.metric) ? dailyRatio(row) : dailyTotals(row);
      return [
        spreadKey(row.metric, row.dimension, row.value, row.kind, row.start),
        Number.isFinite(sd) ? Number(sd.toPrecision(3)) : 0,
      ];
    }),
  );
}

/** latest periods whose parts are tested: more would make the page heavy */
const mostTested = 26;

type Parts = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** Spreads of net revenue for the values that are shown (those summed under `…` have none), latest periods alone. */
export function partSpreads(spreads: Spreads, kind: string, periods: readonly string[], shown: Parts): Parts {
  const latest = periods.slice(-mostTested);
  const of = (dimension: string, value: string) =>
    latest.map((start) => spreads.get(spreadKey('net_revenue', dimension, value, kind, start)) ?? 0);
  return Object.fromEntries(
    Object.entries(shown).map(([dimension, parts]) => {
      const values = Object.keys(parts).filter((value) => value !== '…');
      return [dimension, Object.fromEntries(values.map((value) => [value, of(dimension, value)]))];
    }),
  );
}
