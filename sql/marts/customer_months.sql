-- Scores, segment, tier and lifecycle of each customer as of each month end, recomputed from orders and refunds.
-- Grain: customer × month, from the month of the customer's first order to the as-of month
-- Keys: customer_id, month_end_date
-- Incremental: month_end_date
-- Notes: month_end_date is the last day of the month, in the as-of month the as-of date. RFM looks at everything up to
--   that date, the tier at the twelve months up to it. orders and net_revenue (after refunds) are those of the month
--   alone. Scores as in models/rfm.ts: 1 + the number of cuts below the value, recency reversed; cuts are the type-7
--   quintiles of the month's customers, a fractional one rounded up where all values are whole, and otherwise replaced
--   by the value just below it, which parts the customers in the same way without a fraction (rfm_method quantile), or
--   the values below which k/5 of the customers lie (rank). Shares of the tiers are of the customers with net revenue in
--   the twelve months. Equal values get equal scores and tiers.
with
  months as (
    select
      months_between_dates(date '2000-01-01', month_start_date) as month_number,
      max(calendar_date) as month_end_date
    from calendar
    group by month_start_date
  ),
  every_month as (
    select
      *,
      each_number(from_month_number, until_month_number) as month_number
    from customer_spans
  ),
  states as (
    select
      e.customer_id,
      e.month_number,
      m.month_end_date,
      case when e.month_number = e.from_month_number then e.orders else 0 end as orders,
      case when e.month_number = e.from_month_number then e.net_revenue else 0 end as net_revenue,
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
      count(*) filter (where net_revenue_12m > 0) as valued_customers,
      count(*) filter (where monetary <> floor(monetary)) = 0 as is_whole
    from states
    group by month_number
  ),
  -- where in the sorted values the cut above score k lies: at a place or part fifths of the way to the next
  cut_places as (
    select
      z.month_number,
      z.is_whole,
      k.score,
      case
        when p.rfm_method = 'rank' then whole_quotient(k.score * z.customers + 4, 5) - 1
        else whole_quotient(k.score * (z.customers - 1), 5)
      end as place,
      case
        when p.rfm_method = 'rank' then 0
        else k.score * (z.customers - 1) - 5 * whole_quotient(k.score * (z.customers - 1), 5)
      end as part
    from sizes as z
    cross join settings as p
    cross join (values (1), (2), (3), (4)) as k (score)
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
      ) - customers as place
    from recency_counts
  ),
  recency_cuts as (
    select
      c.month_number,
      c.score,
      whole_quotient(
        (5 - min(c.part)) * max(r.recency_days) filter (where r.place <= c.place)
          + min(c.part) * max(r.recency_days) filter (where r.place <= c.place + 1)
          + 4,
        5
      ) as cut
    from cut_places as c
    inner join recency_places as r on r.month_number = c.month_number
    group by c.month_number, c.score
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
      ) - customers as place
    from frequency_counts
  ),
  frequency_cuts as (
    select
      c.month_number,
      c.score,
      whole_quotient(
        (5 - min(c.part)) * max(f.frequency) filter (where f.place <= c.place)
          + min(c.part) * max(f.frequency) filter (where f.place <= c.place + 1)
          + 4,
        5
      ) as cut
    from cut_places as c
    inner join frequency_places as f on f.month_number = c.month_number
    group by c.month_number, c.score
  ),
  monetary_places as (
    select
      month_number,
      monetary,
      row_number() over (partition by month_number order by monetary nulls last) - 1 as place
    from states
    -- true of every state; without it the sort would carry all columns
    where frequency > 0
  ),
  monetary_neighbours as (
    select
      c.month_number,
      c.score,
      c.is_whole,
      c.part,
      min(m.monetary) as lower_value,
      max(m.monetary) as upper_value
    from monetary_places as m
    -- eight places of each month
    inner join (
      select month_number, score, is_whole, part, place
      from cut_places
      union all
      select month_number, score, is_whole, part, place + 1 as place
      from cut_places
    ) as c on c.month_number = m.month_number and c.place = m.place
    group by c.month_number, c.score, c.is_whole, c.part
  ),
  monetary_cuts as (
    select
      month_number,
      score,
      case
        when is_whole then -floor(cast(-(5 - part) * lower_value - part * upper_value as decimal(22, 4)) * 0.2)
        else lower_value
      end as cut
    from monetary_neighbours
  ),
  value_places as (
    select
      month_number,
      net_revenue_12m,
      row_number() over (partition by month_number order by net_revenue_12m desc nulls last) - 1 as place
    from states
    where net_revenue_12m > 0
  ),
  -- the last customer inside a share; whoever has as much is inside too
  tier_places as (
    select
      z.month_number,
      'gold' as tier,
      cast(ceil(least(p.gold_share, 1) * z.valued_customers) as bigint) - 1 as place
    from sizes as z
    cross join settings as p
    union all
    select
      z.month_number,
      'silver' as tier,
      cast(ceil(least(p.gold_share + p.silver_share, 1) * z.valued_customers) as bigint) - 1 as place
    from sizes as z
    cross join settings as p
  ),
  tier_cuts as (
    select
      v.month_number,
      max(v.net_revenue_12m) filter (where t.tier = 'gold') as gold_from,
      max(v.net_revenue_12m) filter (where t.tier = 'silver') as silver_from
    from value_places as v
    -- two places of each month
    inner join tier_places as t on t.month_number = v.month_number and t.place = v.place
    group by v.month_number
  ),
  limits as (
    select
      r.month_number,
      max(r.cut) filter (where r.score = 1) as recency_1,
      max(r.cut) filter (where r.score = 2) as recency_2,
      max(r.cut) filter (where r.score = 3) as recency_3,
      max(r.cut) filter (where r.score = 4) as recency_4,
      max(f.cut) filter (where f.score = 1) as frequency_1,
      max(f.cut) filter (where f.score = 2) as frequency_2,
      max(f.cut) filter (where f.score = 3) as frequency_3,
      max(f.cut) filter (where f.score = 4) as frequency_4,
      max(m.cut) filter (where m.score = 1) as monetary_1,
      max(m.cut) filter (where m.score = 2) as monetary_2,
      max(m.cut) filter (where m.score = 3) as monetary_3,
      max(m.cut) filter (where m.score = 4) as monetary_4,
      max(t.gold_from) as gold_from,
      max(t.silver_from) as silver_from
    from recency_cuts as r
    inner join frequency_cuts as f on f.month_number = r.month_number and f.score = r.score
    inner join monetary_cuts as m on m.month_number = r.month_number and m.score = r.score
    left join tier_cuts as t on t.month_number = r.month_number
    group by r.month_number
  ),
  scored as (
    select
      s.customer_id,
      s.month_end_date,
      case
        when s.recency_days > l.recency_4 then 1
        when s.recency_days > l.recency_3 then 2
        when s.recency_days > l.recency_2 then 3
        when s.recency_days > l.recency_1 then 4
        else 5
      end as r_score,
      case
        when s.frequency > l.frequency_4 then 5
        when s.frequency > l.frequency_3 then 4
        when s.frequency > l.frequency_2 then 3
        when s.frequency > l.frequency_1 then 2
        else 1
      end as f_score,
      case
        when s.monetary > l.monetary_4 then 5
        when s.monetary > l.monetary_3 then 4
        when s.monetary > l.monetary_2 then 3
        when s.monetary > l.monetary_1 then 2
        else 1
      end as m_score,
      case
        when s.days_since_first_order <= p.new_days then 'new'
        when s.orders_12m >= p.gold_minimum_orders and s.net_revenue_12m >= l.gold_from then 'gold'
        when s.net_revenue_12m >= l.silver_from then 'silver'
        else 'regular'
      end as tier,
      case
        when s.days_since_first_order <= p.lifecycle_new_days then 'new'
        when s.days_since_last_return <= p.active_days then 'resurrected'
        when s.recency_days <= p.active_days then 'active'
        when s.recency_days <= p.at_risk_days then 'at_risk'
        when s.recency_days <= p.dormant_days then 'dormant'
        else 'lost'
      end as lifecycle,
      s.orders,
      s.net_revenue
    from states as s
    left join limits as l on l.month_number = s.month_number
    cross join settings as p
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
