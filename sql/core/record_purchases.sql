-- Where the orders of a source record go, and in what money they are paid.
-- Grain: source record that has an order
-- Keys: record_key
-- Incremental: record_key; stg_purchase_completed: record_key
-- Published: no
-- Notes: the address that most orders with one went to, of several the last, as a key of standard_addresses; the
--   currency of the last order.
with
  addressed as (
    select
      record_key,
      clean_text(delivery_address) as address,
      count(*) as orders,
      max(event_order(occurred_at, landed_seq)) as last_order
    from stg_purchase_completed
    where record_key is not null and clean_text(delivery_address) is not null
    group by record_key, clean_text(delivery_address)
  ),
  ranked as (
    select
      record_key,
      address,
      row_number() over (
        partition by record_key
        order by orders desc, last_order desc, address
      ) as place
    from addressed
  ),
  paid as (
    select
      record_key,
      max_by(currency, event_order(occurred_at, landed_seq)) as currency
    from stg_purchase_completed
    where record_key is not null
    group by record_key
  )
select
  cast(p.record_key as varchar) as record_key,
  cast(address_key(null, null, null, null, null, r.address) as varchar) as address_key,
  cast(p.currency as varchar) as currency
from paid as p
-- none or one
left join ranked as r on r.record_key = p.record_key and r.place = 1
order by record_key
