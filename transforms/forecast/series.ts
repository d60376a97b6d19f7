import { dateOf, msPerDay } from '../days.ts';
import type { StepContext } from '../step.ts';

/** What is foretold: an amount by day, of the whole business or of a part of it. */
export interface DailySeries {
  readonly metric: 'net_revenue' | 'orders';
  readonly dimension: string;
  readonly dimensionValue: string;
  /** ISO 8601 date of the first value; values follow day by day to the as-of date */
  readonly firstDate: string;
  readonly values: Float64Array;
}

export const keyOf = ({ metric, dimension, dimensionValue }: DailySeries, kind: string) =>
  [kind, metric, dimension, dimensionValue].join(' ');

/** No more days than these are looked at: three years show each holiday twice before the last one. */
const longest = 3 * 366;

/** Days of late by which parts are chosen, and by which they stand to the whole. */
export const daysOfLate = 56;

/** Channels and categories beside the whole, the largest by orders of the last year. */
const mostParts = 8;

/**
 * The business as a whole, then its channels and its categories that had orders or refunds in the last eight weeks, the
 * largest by orders first, in net revenue and in orders. Refunds have no category: what is unknown is a part like
 * others, so that parts make up the whole. A series begins with its first day that is not empty; that of a part which
 * sells nothing, of refunds alone, with the business.
 */
export async function dailySeries({ read, asOf }: StepContext): Promise<readonly DailySeries[]> {
  const columns = await read(`
    select dimension, dimension_value, cast(calendar_date as varchar) as calendar_date,
      cast(orders as double) as orders, cast(net_amount - refund_amount as double) as net_revenue
    from metric_days where dimension in ('all', 'channel', 'category')
    order by dimension, dimension_value, calendar_date`);
  const text = (name: string) => (columns[name] ?? []) as string[];
  const number = (name: string) => (columns[name] ?? []) as number[];
  const [dimensions, names, dates] = [text('dimension'), text('dimension_value'), text('calendar_date')];
  const [orders, revenue] = [number('orders'), number('net_revenue')];
  const last = Date.parse(asOf);
  const parts = new Map<string, { dimension: string; value: string; rows: number[] }>();
  dimensions.forEach((dimension, row) => {
    const value = names[row] as string;
    const key = `${dimension} ${value}`;
    const part = parts.get(key) ?? { dimension, value, rows: [] };
    const at = Date.parse(dates[row] as string);
    if (at <= last && at > last - longest * msPerDay) part.rows.push(row);
    parts.set(key, part);
  });
  const since = (days: number, rows: readonly number[]) =>
    rows.filter((row) => Date.parse(dates[row] as string) > last - days * msPerDay);
  const ordersOf = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (orders[row] as number), 0);
  const isSold = (rows: readonly number[]) => ordersOf(rows) > 0;
  const isOfLate = (rows: readonly number[]) =>
    since(daysOfLate, rows).some((row) => orders[row] !== 0 || revenue[row] !== 0);
  const chosen = ['all', 'channel', 'category'].flatMap((dimension) =>
    [...parts.values()]
      .filter((part) => part.dimension === dimension && (dimension === 'all' ? isSold : isOfLate)(part.rows))
      .map((part) => ({ ...part, size: ordersOf(since(365, part.rows)) }))
      .sort((a, b) => b.size - a.size || (a.value < b.value ? -1 : 1))
      .slice(0, mostParts),
  );
  const whole = chosen.find(({ dimension }) => dimension === 'all');
  // refunds alone are no business to foretell
  if (!whole) return [];
  return chosen.flatMap(({ dimension, value, rows }) =>
    (['net_revenue', 'orders'] as const).map((metric) => {
      const amounts = metric === 'orders' ? orders : revenue;
      const first = Date.parse(dates[(isSold(rows) ? rows : whole.rows)[0] as number] as string);
      const values = new Float64Array((last - first) / msPerDay + 1);
      for (const row of rows)
        values[(Date.parse(dates[row] as string) - first) / msPerDay] = amounts[row] as number;
      return { metric, dimension, dimensionValue: value, firstDate: dateOf(first), values };
    }),
  );
}
