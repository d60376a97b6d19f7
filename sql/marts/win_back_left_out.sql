-- Whom an offer is worth and who is not on the win-back list all the same, with the reason.
-- Grain: customer
-- Keys: customer_id
-- Notes: why is the first that holds: low (no medium or high chance of leaving), recent (bought within
--   models.churn.leastSilenceDays), refused (refused marketing). Whoever complained or has an open ticket is left out for a low
--   chance alone.
select
  cast(h.customer_id as varchar) as customer_id,
  cast(
    case
      when h.churn_band not in ('medium', 'high') then 'low'
      when c.recency_days < s.least_silence_days then 'recent'
      else 'refused'
    end as varchar
  ) as why
from customer_churn as h
-- exactly one row
inner join customer_360 as c on c.customer_id = h.customer_id
cross join churn_settings as s
-- at most one row
left join win_back as w on w.customer_id = h.customer_id
where h.is_offer_worthwhile and w.customer_id is null
order by customer_id
