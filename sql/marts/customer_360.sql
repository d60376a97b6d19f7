-- Everything about a customer in one wide row, as the customer page and the exports need it.
-- Grain: customer
-- Keys: customer_id
-- Incremental: customer_id; customers: customer_id; customer_tiers: customer_id; customer_lifecycle: customer_id;
--   customer_rfm: customer_id; orders: customer_id; refunds: customer_id; interactions: customer_id;
--   tickets: customer_id; survey_answers: customer_id; loyalty_ledger: customer_id; consent_intervals: customer_id;
--   customer_clv: customer_id; customer_churn: customer_id; customer_segments: customer_id;
--   customer_cross_sell: customer_id
-- Notes: interactions_90d counts the 90 days up to the as-of date; open_tickets those not resolved by then; last_csat the
--   latest CSAT answer; consented_channels the channels on which marketing is allowed by the last decision,
--   separated by commas (all but email: on every channel without a decision of its own, and not by e-mail).
--   marketing_consent is granted (on some channel), refused (decided, and allowed on none: not to be asked again) or
--   not_asked (no decision); may_be_called, whether marketing is allowed by phone. average_order_value is before refunds,
--   null without an order. What is said of the segment, of lifetime value, of leaving (churn_, warns_) and of what to offer
--   next is that of the customer's row there.
with
  bought as (
    select
      customer_id,
      sum(coalesce(net_amount, 0)) as net_amount,
      count(*) as orders
    from orders
    where customer_id is not null
    group by customer_id
  ),
  returned as (
    select
      customer_id,
      sum(coalesce(amount, 0)) as amount
    from refunds
    where customer_id is not null
    group by customer_id
  ),
  contacted as (
    select
      i.customer_id,
      count(*) as interactions
    from interactions as i
    cross join as_of as a
    where i.customer_id is not null and i.interaction_date > add_days(a.as_of_date, -90)
    group by i.customer_id
  ),
  waiting as (
    select
      customer_id,
      count(*) as tickets
    from tickets
    where customer_id is not null and resolved_at is null
    group by customer_id
  ),
  rated as (
    select
      customer_id,
      score,
      row_number() over (
        partition by customer_id
        order by answered_at desc nulls last, landed_seq desc nulls last
      ) as place
    from survey_answers
    where survey = 'csat' and customer_id is not null
  ),
  points as (
    select
      customer_id,
      balance,
      row_number() over (
        partition by customer_id
        order by moved_at desc nulls last, landed_seq desc nulls last
      ) as place
    from loyalty_ledger
    where customer_id is not null
  ),
  reachable as (
    select
      customer_id,
      string_agg(channel, ', ' order by channel nulls last) filter (where is_granted and channel <> 'all') as allowed,
      string_agg(channel, ', ' order by channel nulls last) filter (where not is_granted) as forbidden,
      count(*) filter (where is_granted) > 0 as is_granted,
      count(*) filter (where is_granted and channel = 'all') > 0 as is_general,
      count(*) filter (where is_granted and channel = 'phone') > 0 as is_phone_granted,
      count(*) filter (where not is_granted and channel = 'phone') > 0 as is_phone_refused
    from consent_intervals
    where purpose = 'marketing' and to_at is null
    group by customer_id
  )
select
  cast(c.customer_id as varchar) as customer_id,
  cast(c.full_name as varchar) as full_name,
  cast(c.given_name as varchar) as given_name,
  cast(c.family_name as varchar) as family_name,
  cast(c.email as varchar) as email,
  cast(c.phone as varchar) as phone,
  cast(c.gender as varchar) as gender,
  cast(c.birth_date as date) as birth_date,
  cast(c.company as varchar) as company,
  cast(c.job_title as varchar) as job_title,
  cast(c.account_id as varchar) as account_id,
  cast(c.account_owner as varchar) as account_owner,
  cast(c.country as varchar) as country,
  cast(c.province as varchar) as province,
  cast(c.city as varchar) as city,
  cast(c.district as varchar) as district,
  cast(c.street as varchar) as street,
  cast(c.detail as varchar) as detail,
  cast(c.postal_code as varchar) as postal_code,
  cast(c.acquisition_channel as varchar) as acquisition_channel,
  cast(c.records as integer) as records,
  cast(c.first_seen_at as timestamp) as first_seen_at,
  cast(c.last_seen_at as timestamp) as last_seen_at,
  cast(f.recency_days as integer) as recency_days,
  cast(f.frequency as integer) as frequency,
  cast(f.monetary as decimal(18, 4)) as monetary,
  cast(f.r_score as integer) as r_score,
  cast(f.f_score as integer) as f_score,
  cast(f.m_score as integer) as m_score,
  cast(f.rfm_code as varchar) as rfm_code,
  cast(f.rfm_segment as varchar) as rfm_segment,
  cast(k.segment as integer) as segment,
  cast(k.name_en as varchar) as segment_name,
  cast(k.name_zh as varchar) as segment_name_zh,
  cast(k.distance as double) as segment_distance,
  cast(k.previous_segment as integer) as previous_segment,
  cast(t.tier as varchar) as tier,
  cast(t.previous_tier as varchar) as previous_tier,
  cast(t.tier_changed_on as date) as tier_changed_on,
  cast(l.lifecycle as varchar) as lifecycle,
  cast(l.first_order_date as date) as first_order_date,
  cast(l.last_order_date as date) as last_order_date,
  cast(l.days_since_last_order as integer) as days_since_last_order,
  cast(t.orders as integer) as orders,
  cast(t.net_revenue as decimal(18, 4)) as net_revenue,
  cast(t.orders_12m as integer) as orders_12m,
  cast(t.net_revenue_12m as decimal(18, 4)) as net_revenue_12m,
  cast(coalesce(r.amount, 0) as decimal(18, 4)) as refunds_amount,
  cast(cast(b.net_amount as double) / nullif(b.orders, 0) as double) as average_order_value,
  cast(t.is_repeat as boolean) as is_repeat,
  cast(t.satisfaction as double) as satisfaction,
  cast(coalesce(i.interactions, 0) as integer) as interactions_90d,
  cast(coalesce(w.tickets, 0) as integer) as open_tickets,
  cast(s.score as integer) as last_csat,
  cast(coalesce(p.balance, 0) as decimal(18, 4)) as points_balance,
  cast(v.p_alive as double) as p_alive,
  cast(v.expected_orders_3m as double) as expected_orders_3m,
  cast(v.expected_orders_6m as double) as expected_orders_6m,
  cast(v.expected_orders_12m as double) as expected_orders_12m,
  cast(v.expected_order_value as decimal(18, 4)) as expected_order_value,
  cast(v.expected_margin_3m as decimal(18, 4)) as expected_margin_3m,
  cast(v.expected_margin_6m as decimal(18, 4)) as expected_margin_6m,
  cast(v.expected_margin_12m as decimal(18, 4)) as expected_margin_12m,
  cast(v.clv as decimal(18, 4)) as clv,
  cast(v.clv_low as decimal(18, 4)) as clv_low,
  cast(v.clv_high as decimal(18, 4)) as clv_high,
  cast(h.churn_probability as double) as churn_probability,
  cast(h.churn_band as varchar) as churn_band,
  cast(h.reason_1 as varchar) as churn_reason_1,
  cast(h.reason_2 as varchar) as churn_reason_2,
  cast(h.reason_3 as varchar) as churn_reason_3,
  cast(h.warns_interval as boolean) as warns_interval,
  cast(h.warns_basket as boolean) as warns_basket,
  cast(h.warns_complaint as boolean) as warns_complaint,
  cast(h.warns_email as boolean) as warns_email,
  cast(h.value_at_risk as decimal(18, 4)) as value_at_risk,
  cast(h.offer_gain as decimal(18, 4)) as offer_gain,
  cast(h.is_offer_worthwhile as boolean) as is_offer_worthwhile,
  cast(n.next_sku as varchar) as next_sku,
  cast(n.next_chance as double) as next_chance,
  cast(n.next_because_sku as varchar) as next_because_sku,
  cast(n.cross_sell_potential as decimal(18, 4)) as cross_sell_potential,
  cast(
    case
      when a.is_general and a.forbidden is not null then 'all but ' || a.forbidden
      when a.is_general then 'all'
      else a.allowed
    end as varchar
  ) as consented_channels,
  cast(
    case
      when a.customer_id is null then 'not_asked'
      when a.is_granted then 'granted'
      else 'refused'
    end as varchar
  ) as marketing_consent,
  cast(coalesce(a.is_phone_granted or (a.is_general and not a.is_phone_refused), false) as boolean) as may_be_called
from customers as c
-- every join finds at most one row
inner join customer_tiers as t on t.customer_id = c.customer_id
inner join customer_lifecycle as l on l.customer_id = c.customer_id
left join customer_rfm as f on f.customer_id = c.customer_id
left join customer_segments as k on k.customer_id = c.customer_id
left join customer_clv as v on v.customer_id = c.customer_id
left join customer_churn as h on h.customer_id = c.customer_id
left join customer_cross_sell as n on n.customer_id = c.customer_id
left join bought as b on b.customer_id = c.customer_id
left join returned as r on r.customer_id = c.customer_id
left join contacted as i on i.customer_id = c.customer_id
left join waiting as w on w.customer_id = c.customer_id
left join rated as s on s.customer_id = c.customer_id and s.place = 1
left join points as p on p.customer_id = c.customer_id and p.place = 1
left join reachable as a on a.customer_id = c.customer_id
order by c.customer_id
