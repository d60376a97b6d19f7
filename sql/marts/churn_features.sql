-- What was known of each customer at the end of a cut-off date, and whether nothing was bought within the horizon after it.
-- Grain: customer with an order by the cut-off date × cut-off date
-- Keys: customer_id, horizons_ago
-- Published: no
-- Incremental: customer_id; orders: customer_id; order_versions: customer_id; refunds: customer_id;
--   interactions: customer_id; tickets: customer_id; survey_answers: customer_id
-- Notes: cut-off dates and who is looked at are those of churn_cut_offs. Every column but is_churned knows what happened up
--   to the end of the cut-off date alone: an order counts as it stood then, whatever corrected or cancelled it later.
--   Whose a record is, exchange rates and the amount of a refund are as they are known at the as-of date. is_churned knows
--   the horizon after the cut-off date, by orders as they stand at the as-of date, and is null there. Orders of one day
--   are one. complaints_90 and complaints count tickets too; unsettled_90 counts complaints, and tickets that were not
--   resolved by the end of the cut-off date.
with
  -- orders that nothing changed, and each version of the others while it counted
  placed as (
    select
      o.customer_id,
      o.order_date,
      o.net_amount,
      o.ordered_at as from_at,
      cast(null as timestamp) as to_at
    from orders as o
    anti join order_versions as v on v.order_key = o.order_key
    where o.customer_id is not null
    union all
    select
      customer_id,
      order_date,
      net_amount,
      from_at,
      to_at
    from order_versions
    where customer_id is not null and from_at is not null
  ),
  buyers as (
    select
      customer_id,
      sha256_hex(customer_id) as digest
    from placed
    group by customer_id
  ),
  bought as (
    select
      p.customer_id,
      c.horizons_ago,
      p.order_date,
      sum(coalesce(p.net_amount, 0)) as amount
    from buyers as b
    inner join churn_cut_offs as c on b.digest < c.sampled_below
    inner join placed as p
      on p.customer_id = b.customer_id
      and p.from_at < c.cut_off_end_at
      and coalesce(p.to_at >= c.cut_off_end_at, true)
    group by p.customer_id, c.horizons_ago, p.order_date
  ),
  spaced as (
    select
      customer_id,
      horizons_ago,
      order_date,
      amount,
      days_between(lag(order_date) over by_date, order_date) as gap,
      sum(amount) over last_three as last_three,
      count(*) over last_three as of_three
    from bought
    window
      by_date as (partition by customer_id, horizons_ago order by order_date nulls last),
      last_three as (
        partition by customer_id, horizons_ago
        order by order_date nulls last
        rows between 2 preceding and current row
      )
  ),
  aged as (
    select
      o.*,
      days_between(o.order_date, c.cut_off_date) as age
    from spaced as o
    inner join churn_cut_offs as c on c.horizons_ago = o.horizons_ago
  ),
  ordered as (
    select
      customer_id,
      horizons_ago,
      min(age) as recency_days,
      max(age) as tenure_days,
      count(*) as orders,
      count(*) filter (where age < 30) as orders_30,
      count(*) filter (where age < 90) as orders_90,
      count(*) filter (where age < 180) as orders_180,
      count(*) filter (where age < 365) as orders_365,
      count(gap) as gaps,
      coalesce(sum(gap), 0) as gap_sum,
      coalesce(sum(cast(gap as bigint) * gap), 0) as gap_squares,
      max_by(gap, order_date) as last_interval_days,
      sum(amount) as amount,
      coalesce(sum(amount) filter (where age < 90), 0) as amount_90,
      coalesce(sum(amount) filter (where age < 365), 0) as amount_365,
      max_by(last_three, order_date) as last_three,
      max_by(of_three, order_date) as of_three
    from aged
    group by customer_id, horizons_ago
  ),
  subjects as (
    select
      o.customer_id,
      c.horizons_ago,
      c.horizon_days,
      c.cut_off_date,
      c.cut_off_end_at
    from ordered as o
    inner join churn_cut_offs as c on c.horizons_ago = o.horizons_ago
  ),
  returned as (
    select
      s.customer_id,
      s.horizons_ago,
      sum(coalesce(r.amount, 0)) as amount,
      coalesce(sum(r.amount) filter (where days_between(r.refund_date, s.cut_off_date) < 365), 0) as amount_365
    from subjects as s
    inner join refunds as r on r.customer_id = s.customer_id and r.refund_date <= s.cut_off_date
    group by s.customer_id, s.horizons_ago
  ),
  touched as (
    select
      s.customer_id,
      s.horizons_ago,
      days_between(i.interaction_date, s.cut_off_date) as age,
      i.type
    from subjects as s
    inner join interactions as i on i.customer_id = s.customer_id and i.interaction_date <= s.cut_off_date
  ),
  contacted as (
    select
      customer_id,
      horizons_ago,
      count(*) filter (where age < 90 and type <> 'email.sent') as contacts_90,
      count(*) filter (where age >= 90 and age < 180 and type <> 'email.sent') as contacts_before,
      count(*) filter (where age < 90 and type = 'email.sent') as emails_sent_90,
      count(*) filter (where age < 90 and type in ('email.opened', 'email.clicked', 'email.replied')) as emails_read_90,
      count(*) filter (where age >= 90 and type in ('email.opened', 'email.clicked', 'email.replied')) as emails_read_before,
      count(*) filter (where age < 90 and type = 'complaint.filed') as complaints_90,
      count(*) filter (where type = 'complaint.filed') as complaints
    from touched
    group by customer_id, horizons_ago
  ),
  helped as (
    select
      s.customer_id,
      s.horizons_ago,
      count(*) filter (where seconds_between(t.opened_at, s.cut_off_end_at) <= 90 * 86400) as tickets_90,
      count(*) filter (
        where
          seconds_between(t.opened_at, s.cut_off_end_at) <= 90 * 86400
          and coalesce(t.resolved_at >= s.cut_off_end_at, true)
      ) as unresolved_90,
      count(*) as tickets
    from subjects as s
    inner join tickets as t on t.customer_id = s.customer_id and t.opened_at < s.cut_off_end_at
    group by s.customer_id, s.horizons_ago
  ),
  rated as (
    select
      s.customer_id,
      s.horizons_ago,
      a.score,
      row_number() over (
        partition by s.customer_id, s.horizons_ago
        order by a.answered_at desc nulls last, a.landed_seq desc nulls last
      ) as place
    from subjects as s
    inner join survey_answers as a on a.customer_id = s.customer_id and a.answered_at < s.cut_off_end_at
    where a.survey = 'csat'
  ),
  stayed as (
    select
      s.customer_id,
      s.horizons_ago,
      count(*) as orders
    from subjects as s
    inner join orders as o
      on o.customer_id = s.customer_id
      and o.order_date > s.cut_off_date
      and o.order_date <= add_days(s.cut_off_date, s.horizon_days)
    where s.horizons_ago > 0
    group by s.customer_id, s.horizons_ago
  )
select
  cast(s.customer_id as varchar) as customer_id,
  cast(s.horizons_ago as integer) as horizons_ago,
  cast(s.cut_off_date as date) as cut_off_date,
  cast(case when s.horizons_ago > 0 then y.orders is null end as boolean) as is_churned,
  cast(o.recency_days as integer) as recency_days,
  cast(o.tenure_days as integer) as tenure_days,
  cast(o.orders as integer) as orders,
  cast(o.orders_30 as integer) as orders_30,
  cast(o.orders_90 as integer) as orders_90,
  cast(o.orders_180 as integer) as orders_180,
  cast(o.orders_365 as integer) as orders_365,
  cast(cast(o.gap_sum as double) / nullif(o.gaps, 0) as double) as mean_interval_days,
  cast(
    sqrt(
      greatest(
        cast(o.gap_squares as double) / nullif(o.gaps, 0)
          - (cast(o.gap_sum as double) / nullif(o.gaps, 0)) * (cast(o.gap_sum as double) / nullif(o.gaps, 0)),
        0
      )
    ) as double
  ) as interval_deviation_days,
  cast(o.last_interval_days as integer) as last_interval_days,
  cast(o.amount - coalesce(r.amount, 0) as decimal(18, 4)) as net_revenue,
  cast(o.amount_90 as decimal(18, 4)) as amount_90,
  cast(o.amount_365 - coalesce(r.amount_365, 0) as decimal(18, 4)) as net_revenue_365,
  cast(cast(o.amount as double) / o.orders as double) as mean_order,
  cast(cast(o.last_three as double) / o.of_three as double) as late_order,
  cast(coalesce(r.amount_365, 0) as decimal(18, 4)) as refunds_365,
  cast(coalesce(i.contacts_90, 0) as integer) as contacts_90,
  cast(coalesce(i.contacts_before, 0) as integer) as contacts_before,
  cast(coalesce(i.emails_sent_90, 0) as integer) as emails_sent_90,
  cast(coalesce(i.emails_read_90, 0) as integer) as emails_read_90,
  cast(coalesce(i.emails_read_before, 0) as integer) as emails_read_before,
  cast(coalesce(i.complaints_90, 0) + coalesce(t.tickets_90, 0) as integer) as complaints_90,
  cast(coalesce(i.complaints, 0) + coalesce(t.tickets, 0) as integer) as complaints,
  cast(coalesce(i.complaints_90, 0) + coalesce(t.unresolved_90, 0) as integer) as unsettled_90,
  cast(a.score as integer) as satisfaction
from subjects as s
-- every join finds at most one row
inner join ordered as o on o.customer_id = s.customer_id and o.horizons_ago = s.horizons_ago
left join returned as r on r.customer_id = s.customer_id and r.horizons_ago = s.horizons_ago
left join contacted as i on i.customer_id = s.customer_id and i.horizons_ago = s.horizons_ago
left join helped as t on t.customer_id = s.customer_id and t.horizons_ago = s.horizons_ago
left join rated as a on a.customer_id = s.customer_id and a.horizons_ago = s.horizons_ago and a.place = 1
left join stayed as y on y.customer_id = s.customer_id and y.horizons_ago = s.horizons_ago
order by s.horizons_ago, s.customer_id
