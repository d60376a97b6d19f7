import type { Reader } from './observe.ts';

/** The purchase days of a past date, for as long as a fit goes on. */
export const pastDays = 'temp.lifetime_past_days';

/**
 * Makes `pastDays` anew: what `purchase_days` was at the end of a date. An order counts as it stood then, whatever
 * corrected or cancelled it later, less the refunds given by then. Whose an order is, exchange rates and the amount of
 * a refund are as they are known now.
 * @param isKept condition on `o.customer_id`
 */
export async function observePast({ connection }: Reader, until: string, isKept: string): Promise<void> {
  await connection.run(`
    create or replace temp table lifetime_past_days as
    with cut as (
      select start_of_business_date(date '${until}' + 1, business_time_zone) as end_at from settings
    ), placed as (
      -- orders that nothing changed, and of the others the version that counted then
      select o.order_key, o.customer_id, o.order_date, o.net_amount
      from orders as o anti join order_versions as v on v.order_key = o.order_key
      where o.customer_id is not null and o.order_date <= date '${until}' and ${isKept}
      union all
      select o.order_key, o.customer_id, o.order_date, o.net_amount
      from order_versions as o cross join cut
      where o.customer_id is not null and o.from_at < cut.end_at and coalesce(o.to_at >= cut.end_at, true) and ${isKept}
    ), moved as (
      select customer_id, order_date as moved_date, true as is_order, coalesce(net_amount, 0) as net_amount
      from placed
      union all
      select p.customer_id, p.order_date, false, -coalesce(r.amount, 0)
      from refunds as r inner join placed as p on p.order_key = r.order_key
      where r.refund_date <= date '${until}'
      union all
      select o.customer_id, o.refund_date, false, -coalesce(o.amount, 0)
      from refunds as o
      where o.order_key is null and o.customer_id is not null and o.refund_date <= date '${until}' and ${isKept}
    ), dated as (
      select
        customer_id,
        max(moved_date) filter (where is_order) over (partition by customer_id order by moved_date) as purchase_date,
        net_amount
      from moved
    ), days as (
      select customer_id, purchase_date, sum(net_amount) as net_amount
      from dated
      where purchase_date is not null
      group by customer_id, purchase_date
    )
    select
      customer_id,
      purchase_date,
      cast(net_amount as decimal(18, 4)) as net_amount,
      min(purchase_date) over (partition by customer_id) as first_date,
      days_between(
        lag(purchase_date) over (partition by customer_id order by purchase_date nulls last), purchase_date
      ) as interval_days
    from days`);
}
