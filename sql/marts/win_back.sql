-- Whom to win back first: customers whom an offer is worth, most at stake first, and what to do about each.
-- Grain: customer
-- Keys: customer_id
-- Notes: worth it is who brings more by an offer than it costs (models.churn.offerCost, successRate, the margin of lifetime
--   value). action is the first that holds, decided_by tells which rule it was. First what the person shows and is worth:
--   1 complaint: settle_complaint (a complaint, or a ticket not resolved, within 90 days); 2 tier: personal_call (gold); 3 segment:
--   personal_call (the k-means segment brings at least twice as much a customer in twelve months as all); 4 email:
--   other_channel (no longer reads e-mails, and may be reached otherwise); 5 basket: rebuild_basket (orders a third smaller
--   than their own mean); 6 orders: second_order (one order so far). Then what suits the kind of customer: 7 rfm_segment:
--   personal_call (Can't Lose Them), thank (Champions, Loyal: attention, not a discount), recommend (Potential Loyalist,
--   Promising, New Customers, Need Attention: what suits them next, next_sku), last_offer (Hibernating, Lost: one, then
--   peace); of the others (At Risk, About To Sleep) 8 rhythm: remind (silent beyond their own rhythm); 9 none: offer.
--   channels are those on which marketing is allowed. Where it is allowed, and not by phone, personal_call is
--   personal_message. Whoever was never asked (marketing_consent not_asked) is asked first; whoever refused is not on the
--   list, but for a complaint or an open ticket, whose answer is no marketing. Reasons are those of customer_churn. Whoever
--   bought within models.churn.leastSilenceDays is left alone, but for the same.
with
  worth as (
    select
      cast(sum(revenue_12m) as double) / nullif(sum(customers), 0) as revenue_each
    from segment_profiles
  ),
  dear_segments as (
    select p.segment
    from segment_profiles as p
    cross join worth as w
    where p.customers > 0 and cast(p.revenue_12m as double) / p.customers >= 2 * w.revenue_each and w.revenue_each > 0
  ),
  ruled as (
    select
      h.customer_id,
      case
        when h.warns_complaint then 'complaint'
        when c.tier = 'gold' then 'tier'
        when d.segment is not null then 'segment'
        when h.warns_email and c.consented_channels is distinct from 'email' then 'email'
        when h.warns_basket then 'basket'
        when c.orders = 1 then 'orders'
        when c.rfm_segment not in ('At Risk', 'About To Sleep') then 'rfm_segment'
        when h.warns_interval then 'rhythm'
        else 'none'
      end as decided_by
    from customer_churn as h
    -- exactly one row each
    inner join customer_360 as c on c.customer_id = h.customer_id
    -- at most one row
    left join dear_segments as d on d.segment = c.segment
    cross join churn_settings as s
    where
      h.is_offer_worthwhile
      and h.churn_band in ('medium', 'high')
      and (h.warns_complaint or (c.recency_days >= s.least_silence_days and c.marketing_consent <> 'refused'))
  ),
  advised as (
    select
      r.customer_id,
      r.decided_by,
      case
        when r.decided_by = 'complaint' then 'settle_complaint'
        when r.decided_by in ('tier', 'segment') then 'personal_call'
        when r.decided_by = 'email' then 'other_channel'
        when r.decided_by = 'basket' then 'rebuild_basket'
        when r.decided_by = 'orders' then 'second_order'
        when r.decided_by = 'rhythm' then 'remind'
        when r.decided_by = 'none' then 'offer'
        when c.rfm_segment = 'Can''t Lose Them' then 'personal_call'
        when c.rfm_segment in ('Champions', 'Loyal') then 'thank'
        when c.rfm_segment in ('Hibernating', 'Lost') then 'last_offer'
        else 'recommend'
      end as action
    from ruled as r
    -- exactly one row each
    inner join customer_360 as c on c.customer_id = r.customer_id
  )
select
  cast(row_number() over (order by h.value_at_risk desc nulls last, h.customer_id nulls last) as integer) as place,
  cast(h.customer_id as varchar) as customer_id,
  cast(h.churn_probability as double) as churn_probability,
  cast(h.churn_band as varchar) as churn_band,
  cast(h.value_at_risk as decimal(18, 4)) as value_at_risk,
  cast(h.offer_gain as decimal(18, 4)) as offer_gain,
  cast(h.reason_1 as varchar) as reason_1,
  cast(h.reason_2 as varchar) as reason_2,
  cast(h.reason_3 as varchar) as reason_3,
  cast(
    case
      when r.action = 'personal_call' and c.marketing_consent = 'granted' and not c.may_be_called then 'personal_message'
      else r.action
    end as varchar
  ) as action,
  cast(r.decided_by as varchar) as decided_by,
  cast(c.next_sku as varchar) as next_sku,
  cast(c.rfm_segment as varchar) as rfm_segment,
  cast(c.segment as integer) as segment,
  cast(c.segment_name as varchar) as segment_name,
  cast(c.segment_name_zh as varchar) as segment_name_zh,
  cast(c.tier as varchar) as tier,
  cast(c.last_order_date as date) as last_order_date,
  cast(c.consented_channels as varchar) as channels,
  cast(c.marketing_consent as varchar) as marketing_consent
from advised as r
-- exactly one row each
inner join customer_churn as h on h.customer_id = r.customer_id
inner join customer_360 as c on c.customer_id = r.customer_id
order by place
