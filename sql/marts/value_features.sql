-- What the first thirty days of a customer were like, and what they bought in the half-year after.
-- Grain: customer whose first order is at least 210 days ago
-- Keys: customer_id
-- Published: no
-- Incremental: customer_id; orders: customer_id; order_lines: customer_id; purchase_days: customer_id;
--   refunds: customer_id; tickets: customer_id; loyalty_ledger: customer_id; consent_intervals: customer_id;
--   customers: customer_id
-- Notes: later_revenue is the net amount of days 31 to 210 after the first order, after refunds of those orders (as
--   purchase_days has them); the first thirty days, from which the other columns come, are not in it. first_discount_rate is
--   0 to 1. Lines of no known category count as one category: who alone has any came by another system, and bought no more
--   variety.
with
  firsts as (
    select
      o.customer_id,
      o.order_date as first_date,
      o.net_amount as first_value,
      cast(o.discount_amount as double) / nullif(o.gross_amount, 0) as first_discount_rate,
      case when o.store_id is null then 0 else 1 end as first_in_store,
      o.order_key as first_order_key,
      start_of_business_date(o.order_date, s.business_time_zone) as first_from_at,
      start_of_business_date(add_days(o.order_date, 31), s.business_time_zone) as first_end_at
    from orders as o
    -- one row each
    cross join as_of as a
    cross join settings as s
    where o.customer_order_number = 1
      and o.net_amount is not null
      and o.order_date <= add_days(a.as_of_date, -210)
  ),
  categories as (
    select
      f.customer_id,
      count(distinct coalesce(l.category, '')) as categories
    from firsts as f
    inner join order_lines as l on l.order_key = f.first_order_key
    group by f.customer_id
  ),
  spent as (
    select
      f.customer_id,
      sum(case when days_between(f.first_date, d.purchase_date) between 31 and 210 then d.net_amount else 0 end)
        as later_revenue,
      count(*) filter (where days_between(f.first_date, d.purchase_date) between 1 and 30) as purchases_30d
    from firsts as f
    inner join purchase_days as d on d.customer_id = f.customer_id
    group by f.customer_id
  ),
  returned as (
    select
      f.customer_id,
      count(*) as refunds
    from firsts as f
    inner join refunds as r on r.customer_id = f.customer_id
    where days_between(f.first_date, r.refund_date) between 0 and 30
    group by f.customer_id
  ),
  asked as (
    select
      f.customer_id,
      count(*) as tickets
    from firsts as f
    inner join tickets as t on t.customer_id = f.customer_id
    where t.opened_at >= f.first_from_at and t.opened_at < f.first_end_at
    group by f.customer_id
  ),
  joined as (
    select distinct f.customer_id
    from firsts as f
    inner join loyalty_ledger as p on p.customer_id = f.customer_id
    where p.moved_at < f.first_end_at
  ),
  consented as (
    select distinct f.customer_id
    from firsts as f
    inner join consent_intervals as n on n.customer_id = f.customer_id
    where n.purpose = 'marketing' and n.is_granted and n.from_at < f.first_end_at
  )
select
  cast(f.customer_id as varchar) as customer_id,
  cast(coalesce(c.acquisition_channel, '') as varchar) as acquisition_channel,
  cast(s.later_revenue as decimal(18, 4)) as later_revenue,
  cast(f.first_value as decimal(18, 4)) as first_value,
  cast(coalesce(f.first_discount_rate, 0) as double) as first_discount_rate,
  cast(f.first_in_store as integer) as first_in_store,
  cast(coalesce(g.categories, 1) as integer) as first_categories,
  cast(case when s.purchases_30d > 0 then 1 else 0 end as integer) as again_30d,
  cast(case when coalesce(r.refunds, 0) > 0 then 1 else 0 end as integer) as refunded_30d,
  cast(case when coalesce(k.tickets, 0) > 0 then 1 else 0 end as integer) as ticket_30d,
  cast(case when j.customer_id is null then 0 else 1 end as integer) as member_30d,
  cast(case when n.customer_id is null then 0 else 1 end as integer) as consent_30d
from firsts as f
-- every join finds at most one row
inner join spent as s on s.customer_id = f.customer_id
left join customers as c on c.customer_id = f.customer_id
left join categories as g on g.customer_id = f.customer_id
left join returned as r on r.customer_id = f.customer_id
left join asked as k on k.customer_id = f.customer_id
left join joined as j on j.customer_id = f.customer_id
left join consented as n on n.customer_id = f.customer_id
order by f.customer_id
