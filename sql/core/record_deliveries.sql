-- Where the orders of a source record are delivered: to the address that most of them went to, of several the last.
-- Grain: source record that has an order with a delivery address
-- Keys: record_key
-- Incremental: record_key; stg_purchase_completed: record_key
-- Published: no
-- Notes: address_key is the line as a key of standard_addresses.
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
  )
select
  cast(record_key as varchar) as record_key,
  cast(address_key(null, null, null, null, null, address) as varchar) as address_key
from ranked
where place = 1
order by record_key
