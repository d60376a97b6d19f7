-- Scores, segment, tier and lifecycle of each customer as of each month end, recomputed from orders and refunds.
-- Grain: customer × month, from the month of the customer's first order to the as-of month
-- Keys: customer_id, month_end_date
-- Notes: month_end_date is the last day of the month, in the as-of month the as-of date. RFM looks at everything up to
--   that date, the tier at the twelve months up to it. orders and net_revenue (after refunds) are those of the month
--   alone. A score of k + 1 or more belongs to the values above the lower of the two order statistics that the type-7
--   k/5 quantile interpolates, which is the same as above the quantile and needs no fractions (rfm_method quantile),
--   or to those above k/5 of the customers (rank). Shares of the tiers are of the customers with net revenue in the
--   twelve months. Equal values get equal scores and tiers.
with
  parameters as (
    select
      s.*,
      o.first_month_date,
      months_between_dates(o.first_month_date, a.as_of_date) as last_month_number,
      cast(a.as_of_date + interval '1' day - interval '12' month as date) as window_start_date
    from settings as s
    cross join as_of as a
    cross join (
      select cast(date_trunc('month', min(order_date)) as date) as first_month_date
      from orders
      where customer_id is not null
    ) as o
  ),
  months as (
    select
      months_between_dates(min(p.first_month_date), c.month_start_date) as month_number,
      max(c.calendar_date) as month_end_date
    from calendar as c
    cross join parameters as p
    where c.calendar_date >= p.first_month_date
    group by c.month_start_date
  ),
  activity as (
    select
      o.customer_id,
      o.order_date as activity_date,
      1 as orders,
      coalesce(o.net_amount, 0) as net_revenue,
      o.order_date,
      case when o.days_since_previous_order > p.resurrected_gap_days then o.order_date end as return_date
    from orders as o
    cross join parameters as p
    where o.customer_id is not null
    union all
    select
      customer_id,
      refund_date as activity_date,
      0 as orders,
      -coalesce(amount, 0) as net_revenue,
      cast(null as date) as order_date,
      cast(null as date) as return_date
    from refunds
    where customer_id is not null
  ),
  activity_months as (
    select
      a.customer_id,
      months_between_dates(p.first_month_date, a.activity_date) as month_number,
      cast(sum(a.orders) as integer) as orders,
      cast(sum(a.net_revenue) as decimal(18, 4)) as net_revenue,
      min(a.order_date) as first_order_date,
      max(a.order_date) as last_order_date,
      max(a.return_date) as last_return_date,
      cast(sum(a.orders) filter (where a.activity_date < p.window_start_date) as integer) as leaving_orders,
      cast(sum(a.net_revenue) filter (where a.activity_date < p.window_start_date) as decimal(18, 4))
        as leaving_net_revenue
    from activity as a
    cross join parameters as p
    group by a.customer_id, months_between_dates(p.first_month_date, a.activity_date)
  ),
  -- what enters the sums in a month (step 1, last) and what leaves the twelve months in it (step 0)
  changes as (
    select
      customer_id,
      month_number,
      1 as step,
      orders,
      net_revenue,
      orders as orders_12m_change,
      net_revenue as net_revenue_12m_change,
      first_order_date,
      last_order_date,
      last_return_date
    from activity_months
    union all
    select
      m.customer_id,
      m.month_number + 12 as month_number,
      0 as step,
      0 as orders,
      0 as net_revenue,
      -m.leaving_orders as orders_12m_change,
      -m.leaving_net_revenue as net_revenue_12m_change,
      cast(null as date) as first_order_date,
      cast(null as date) as last_order_date,
      cast(null as date) as last_return_date
    from activity_months as m
    cross join parameters as p
    where m.leaving_orders is not null and m.month_number + 12 <= p.last_month_number
  ),
  running as (
    select
      c.customer_id,
      c.month_number as change_month_number,
      c.orders,
      c.net_revenue,
      coalesce(lead(c.month_number) over by_month - 1, p.last_month_number) as until_month_number,
      cast(sum(c.orders) over to_date as integer) as frequency,
      cast(sum(c.net_revenue) over to_date as decimal(18, 4)) as monetary,
      cast(sum(c.orders_12m_change) over to_date as integer) as orders_12m,
      cast(sum(c.net_revenue_12m_change) over to_date as decimal(18, 4)) as net_revenue_12m,
      min(c.first_order_date) over to_date as first_order_date,
      max(c.last_order_date) over to_date as last_order_date,
      max(c.last_return_date) over to_date as last_return_date
    from changes as c
    cross join parameters as p
    window
      by_month as (partition by c.customer_id order by c.month_number nulls last, c.step nulls last),
      to_date as (
        partition by c.customer_id
        order by c.month_number nulls last, c.step nulls last
        rows between unbounded preceding and current row
      )
  ),
  -- a change holds from its month until the one before the next change; one that another of its month follows, nowhere
  every_month as (
    select
      *,
      each_number(change_month_number, until_month_number) as month_number
    from running
    where frequency > 0
  ),
  states as (
    select
      e.customer_id,
      e.month_number,
      m.month_end_date,
      case when e.month_number = e.change_month_number then e.orders else 0 end as orders,
      case when e.month_number = e.change_month_number then e.net_revenue else 0 end as net_revenue,
      days_between(e.last_order_date, m.month_end_date) as recency_days,
      e.frequency,
      e.monetary,
      e.orders_12m,
      e.net_revenue_12m,
      days_between(e.first_order_date, m.month_end_date) as days_since_first_order,
      days_between(e.last_return_date, m.month_end_date) as days_since_last_return
    from every_month as e
    left join months as m on m.month_number = e.month_number
  ),
  sizes as (
    select
      month_number,
      count(*) as customers,
      count(*) filter (where net_revenue_12m > 0) as valued_customers
    from states
    group by month_number
  ),
  -- how many customers have a smaller value where a score begins, and how many more valued ones a tier holds
  edges as (
    select
      m.month_number,
      case when p.rfm_method = 'rank' then whole_quotient(z.customers + 4, 5) else whole_quotient(z.customers - 1, 5) + 1 end
        as edge_2,
      case
        when p.rfm_method = 'rank' then whole_quotient(2 * z.customers + 4, 5)
        else whole_quotient(2 * (z.customers - 1), 5) + 1
      end as edge_3,
      case
        when p.rfm_method = 'rank' then whole_quotient(3 * z.customers + 4, 5)
        else whole_quotient(3 * (z.customers - 1), 5) + 1
      end as edge_4,
      case
        when p.rfm_method = 'rank' then whole_quotient(4 * z.customers + 4, 5)
        else whole_quotient(4 * (z.customers - 1), 5) + 1
      end as edge_5,
      p.gold_share * z.valued_customers as gold_places,
      (p.gold_share + p.silver_share) * z.valued_customers as silver_places
    from months as m
    inner join sizes as z on z.month_number = m.month_number
    cross join parameters as p
  ),
  recency_counts as (
    select
      month_number,
      recency_days,
      count(*) as customers
    from states
    group by month_number, recency_days
  ),
  recency_places as (
    select
      month_number,
      recency_days,
      sum(customers) over (
        partition by month_number
        order by recency_days nulls last
        rows between unbounded preceding and current row
      ) - customers as smaller
    from recency_counts
  ),
  recency_cuts as (
    select
      r.month_number,
      min(r.recency_days) filter (where r.smaller >= e.edge_2) as r_from_2,
      min(r.recency_days) filter (where r.smaller >= e.edge_3) as r_from_3,
      min(r.recency_days) filter (where r.smaller >= e.edge_4) as r_from_4,
      min(r.recency_days) filter (where r.smaller >= e.edge_5) as r_from_5
    from recency_places as r
    inner join edges as e on e.month_number = r.month_number
    group by r.month_number
  ),
  frequency_counts as (
    select
      month_number,
      frequency,
      count(*) as customers
    from states
    group by month_number, frequency
  ),
  frequency_places as (
    select
      month_number,
      frequency,
      sum(customers) over (
        partition by month_number
        order by frequency nulls last
        rows between unbounded preceding and current row
      ) - customers as smaller
    from frequency_counts
  ),
  frequency_cuts as (
    select
      f.month_number,
      min(f.frequency) filter (where f.smaller >= e.edge_2) as f_from_2,
      min(f.frequency) filter (where f.smaller >= e.edge_3) as f_from_3,
      min(f.frequency) filter (where f.smaller >= e.edge_4) as f_from_4,
      min(f.frequency) filter (where f.smaller >= e.edge_5) as f_from_5
    from frequency_places as f
    inner join edges as e on e.month_number = f.month_number
    group by f.month_number
  ),
  monetary_places as (
    select
      month_number,
      monetary,
      rank() over (partition by month_number order by monetary nulls last) - 1 as smaller
    from states
    -- true of every state; without it the sort would carry all columns
    where frequency > 0
  ),
  monetary_cuts as (
    select
      m.month_number,
      min(m.monetary) filter (where m.smaller >= e.edge_2) as m_from_2,
      min(m.monetary) filter (where m.smaller >= e.edge_3) as m_from_3,
      min(m.monetary) filter (where m.smaller >= e.edge_4) as m_from_4,
      min(m.monetary) filter (where m.smaller >= e.edge_5) as m_from_5
    from monetary_places as m
    inner join edges as e on e.month_number = m.month_number
    group by m.month_number
  ),
  value_places as (
    select
      month_number,
      net_revenue_12m,
      rank() over (partition by month_number order by net_revenue_12m desc nulls last) - 1 as larger
    from states
    where net_revenue_12m > 0
  ),
  tier_cuts as (
    select
      v.month_number,
      min(v.net_revenue_12m) filter (where v.larger < e.gold_places) as gold_from,
      min(v.net_revenue_12m) filter (where v.larger < e.silver_places) as silver_from
    from value_places as v
    inner join edges as e on e.month_number = v.month_number
    group by v.month_number
  ),
  limits as (
    select
      e.month_number,
      r.r_from_2,
      r.r_from_3,
      r.r_from_4,
      r.r_from_5,
      f.f_from_2,
      f.f_from_3,
      f.f_from_4,
      f.f_from_5,
      m.m_from_2,
      m.m_from_3,
      m.m_from_4,
      m.m_from_5,
      t.gold_from,
      t.silver_from,
      p.new_days,
      p.gold_minimum_orders,
      p.lifecycle_new_days,
      p.active_days,
      p.at_risk_days,
      p.dormant_days
    from edges as e
    cross join parameters as p
    inner join recency_cuts as r on r.month_number = e.month_number
    inner join frequency_cuts as f on f.month_number = e.month_number
    inner join monetary_cuts as m on m.month_number = e.month_number
    left join tier_cuts as t on t.month_number = e.month_number
  ),
  scored as (
    select
      s.customer_id,
      s.month_end_date,
      case
        when s.recency_days >= l.r_from_5 then 1
        when s.recency_days >= l.r_from_4 then 2
        when s.recency_days >= l.r_from_3 then 3
        when s.recency_days >= l.r_from_2 then 4
        else 5
      end as r_score,
      case
        when s.frequency >= l.f_from_5 then 5
        when s.frequency >= l.f_from_4 then 4
        when s.frequency >= l.f_from_3 then 3
        when s.frequency >= l.f_from_2 then 2
        else 1
      end as f_score,
      case
        when s.monetary >= l.m_from_5 then 5
        when s.monetary >= l.m_from_4 then 4
        when s.monetary >= l.m_from_3 then 3
        when s.monetary >= l.m_from_2 then 2
        else 1
      end as m_score,
      case
        when s.days_since_first_order <= l.new_days then 'new'
        when s.orders_12m >= l.gold_minimum_orders and s.net_revenue_12m >= l.gold_from then 'gold'
        when s.net_revenue_12m >= l.silver_from then 'silver'
        else 'regular'
      end as tier,
      case
        when s.days_since_first_order <= l.lifecycle_new_days then 'new'
        when s.days_since_last_return <= l.active_days then 'resurrected'
        when s.recency_days <= l.active_days then 'active'
        when s.recency_days <= l.at_risk_days then 'at_risk'
        when s.recency_days <= l.dormant_days then 'dormant'
        else 'lost'
      end as lifecycle,
      s.orders,
      s.net_revenue
    from states as s
    left join limits as l on l.month_number = s.month_number
  )
select
  cast(s.customer_id as varchar) as customer_id,
  cast(s.month_end_date as date) as month_end_date,
  cast(s.r_score as integer) as r_score,
  cast(s.f_score as integer) as f_score,
  cast(s.m_score as integer) as m_score,
  cast(g.rfm_segment as varchar) as rfm_segment,
  cast(s.tier as varchar) as tier,
  cast(s.lifecycle as varchar) as lifecycle,
  cast(s.orders as integer) as orders,
  cast(s.net_revenue as decimal(18, 4)) as net_revenue
from scored as s
-- one segment each
left join rfm_segments as g on g.r_score = s.r_score and g.f_score = s.f_score and g.m_score = s.m_score
order by s.customer_id, s.month_end_date
