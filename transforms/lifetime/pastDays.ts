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
    ), returned as (
      select order_key, sum(coalesce(amount, 0)) as amount
      from refunds
      where order_key is not null and refund_date <= date '${until}'
      group by order_key
    ), days as (
      select p.customer_id, p.order_date as purchase_date, sum(coalesce(p.net_amount, 0) - coalesce(r.amount, 0)) as net_amount
      from placed as p left join returned as r on r.order_key = p.order_key
      group by p.customer_id, p.order_date
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
