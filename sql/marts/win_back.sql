-- Whom to win back first: customers whom an offer is worth, most at stake first, and what to do about each.
-- Grain: customer
-- Keys: customer_id
-- Notes: worth it is who brings more by an offer than it costs (models.churn.offerCost, successRate, the margin of lifetime
--   value). action is the first that holds: settle_complaint (a complaint or ticket within 90 days), personal_call (tier
--   gold), other_channel (no longer reads e-mails), rebuild_basket (orders a third smaller than their own mean),
--   second_order (one order so far), remind (silent beyond their own rhythm), offer. channels are those on which
--   marketing is allowed; null asks for consent first. Reasons are those of customer_churn: where the chance is below that
--   of the mean customer they say what speaks for staying.
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
      when h.warns_complaint then 'settle_complaint'
      when c.tier = 'gold' then 'personal_call'
      when h.warns_email then 'other_channel'
      when h.warns_basket then 'rebuild_basket'
      when c.orders = 1 then 'second_order'
      when h.warns_interval then 'remind'
      else 'offer'
    end as varchar
  ) as action,
  cast(c.rfm_segment as varchar) as rfm_segment,
  cast(c.tier as varchar) as tier,
  cast(c.last_order_date as date) as last_order_date,
  cast(c.consented_channels as varchar) as channels
from customer_churn as h
-- exactly one row each
inner join customer_360 as c on c.customer_id = h.customer_id
where h.is_offer_worthwhile and h.churn_band in ('medium', 'high')
order by place
