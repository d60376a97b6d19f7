/**
 * What segments can be made of, over a span of `customer_spans` and the end of one of its months; as in
 * `segment_features`.
 */
const features: Readonly<Record<string, string>> = {
  recency_days: 'days_between(last_order_date, month_end_date)',
  frequency: 'frequency',
  monetary: 'monetary',
  average_order_value: 'cast(monetary as double) / frequency',
  tenure_days: 'days_between(first_order_date, month_end_date)',
  active_days: 'days_between(first_order_date, last_order_date)',
  orders_12m: 'orders_12m',
  net_revenue_12m: 'net_revenue_12m',
};

/**
 * The features wanted of each customer at every month end since the first order, the as-of date last.
 * @param among relation of the customers wanted, all without it
 */
export const monthlyFeatures = (wanted: readonly string[], asOf: string, among?: string): string => `(
  with months as (
    select month_number,
      least(last_day(cast(date '2000-01-01' + to_months(cast(month_number as integer)) as date)), date '${asOf}') as month_end_date
    from (select each_number(min(from_month_number), max(until_month_number)) as month_number from customer_spans)
  ), each_month as (
    select *, each_number(from_month_number, until_month_number) as month_number
    from customer_spans ${among ? `where customer_id in (select customer_id from ${among})` : ''}
  )
  select ${['customer_id', 'month_end_date', ...wanted.map((name) => `${features[name] ?? name} as ${name}`)].join(', ')}
  from each_month inner join months using (month_number))`;

/** The month end `months` before the month of a date. */
const monthEndBefore = (asOf: string, months: number): string =>
  `last_day(cast(date_trunc('month', date '${asOf}') - to_months(${months}) as date))`;

/** The as-of date and the ends of the months a quarter apart before it: between them movement is told. */
export const quarterEnds = (asOf: string): string =>
  [`date '${asOf}'`, ...[3, 6, 9, 12].map((months) => monthEndBefore(asOf, months))].join(', ');
