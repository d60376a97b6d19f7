-- Checks: orders
-- Severity: error
-- Owner: finance
-- Sentence: Every order and refund has an exchange rate of its day or of one of the last few days.
with
  missing as (
    select currency, order_date as rate_date
    from orders
    where exchange_rate is null
    union all
    select currency, refund_date as rate_date
    from refunds
    where amount is null and amount_original is not null
  )
select
  currency,
  rate_date,
  count(*) as orders_and_refunds
from missing
group by currency, rate_date
