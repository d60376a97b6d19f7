-- How many rows each rule of data quality was tried on and how many broke it.
-- Grain: rule × source × business date
-- Keys: rule, source, quality_date
-- Notes: a source that never gives a name, or never an e-mail address or phone, is not tried on having one. Records count on the day they were first seen, orders, refunds and events on their own day. event_contract looks
--   at each topic, or for files at their events' source (at the file's name where they have none or several), and recent_events (one in the last settings.recent_days) at each source as a whole, on the as-of date.
--   customer_identified is tried on the events that give a customer's id, e-mail address or phone; those by which nobody can
--   be told (0, 无, N/A, masked digits) count as events of an unknown customer.
--   A source that sends reference data alone (products, stores, staff, campaigns, markets, exchange rates, stewards' corrections) need not have
--   sent any lately: such data is sent when it changes.
with
  giving as (
    select
      source,
      count(full_name) > 0 as gives_names,
      count(email) + count(phone) > 0 as gives_contacts
    from source_records
    group by source
  ),
  record_days as (
    select
      source,
      business_date(first_seen_at, s.business_time_zone) as quality_date,
      count(*) as records,
      count(*) filter (where email is null and phone is null) as without_contact,
      count(*) filter (where full_name is null) as without_name,
      count(email_valid) as emails,
      count(*) filter (where not email_valid) as bad_emails,
      count(*) filter (where email_valid) as good_emails,
      count(email_suggestion) as misspelt_emails,
      count(*) filter (where email_is_role) as role_emails,
      count(*) filter (where email_is_disposable) as disposable_emails,
      count(phone_valid) as phones,
      count(*) filter (where not phone_valid) as bad_phones,
      count(birth_date_valid) as birth_dates,
      count(*) filter (where not birth_date_valid) as bad_birth_dates
    from source_records
    cross join settings as s
    group by source, business_date(first_seen_at, s.business_time_zone)
  ),
  order_days as (
    select
      source,
      order_date as quality_date,
      count(*) as orders,
      count(*) filter (where customer_id is null) as without_customer,
      count(*) filter (where exchange_rate is null) as without_rate
    from orders
    group by source, order_date
  ),
  line_days as (
    select
      o.source,
      o.order_date as quality_date,
      count(*) as lines,
      count(*) filter (where p.sku is null) as unknown_products
    from order_lines as l
    inner join orders as o on o.version_landed_seq = l.version_landed_seq
    left join products as p on p.sku = l.sku
    group by o.source, o.order_date
  ),
  refund_days as (
    select
      r.source,
      r.refund_date as quality_date,
      count(*) as refunds,
      count(*) filter (where o.order_key is null and not r.is_order_cancelled) as unknown_orders
    from refunds as r
    left join orders as o on o.order_key = r.order_key
    group by r.source, r.refund_date
  ),
  event_days as (
    select
      e.source,
      date_within(e.occurred_at, d.first_date, d.second_from_at, d.third_from_at) as quality_date,
      count(*) as events,
      count(e.record_key) as identified,
      -- what stands in the place of a customer, and is nobody
      count(*) filter (
        where e.record_key is null and coalesce(e.customer_ref, e.loyalty_id, e.email, e.phone, e.anonymous_id) is not null
      ) as of_nobody
    from stg_events as e
    inner join business_days as d on d.utc_date = cast(e.occurred_at as date)
    group by e.source, date_within(e.occurred_at, d.first_date, d.second_from_at, d.third_from_at)
  ),
  repeat_days as (
    select
      e.source,
      date_within(e.occurred_at, d.first_date, d.second_from_at, d.third_from_at) as quality_date,
      count(*) as repeats,
      count(*) filter (where r.is_conflict) as conflicts
    from duplicate_events as r
    inner join stg_events as e on e.landed_seq = r.first_landed_seq
    inner join business_days as d on d.utc_date = cast(e.occurred_at as date)
    group by e.source, date_within(e.occurred_at, d.first_date, d.second_from_at, d.third_from_at)
  ),
  repeated_days as (
    select
      e.source,
      e.quality_date,
      e.events + coalesce(r.repeats, 0) as events,
      coalesce(r.repeats, 0) as repeats,
      coalesce(r.conflicts, 0) as conflicts
    from event_days as e
    left join repeat_days as r on r.source = e.source and r.quality_date = e.quality_date
  ),
  topics as (
    select
      -- every export is a topic of its own: file:name@checksum
      case when topic like 'file:%' then coalesce(source, replace_all(topic, '@[^@]*$', '')) else topic end as source,
      events,
      dead_letters
    from landing_counts
    -- another mapping of the same file took its place
    where not is_superseded
  ),
  contracts as (
    select
      source,
      sum(events) + sum(dead_letters) as events,
      sum(dead_letters) as dead_letters
    from topics
    group by source
  ),
  living_sources as (
    select source
    from stg_events
    where type not in (
      'product.updated',
      'store.updated',
      'staff.updated',
      'campaign.updated',
      'market.updated',
      'exchange_rate.updated',
      'field.corrected'
    )
    group by source
  ),
  sources as (
    select
      e.source,
      max(e.quality_date) as last_date
    from event_days as e
    inner join living_sources as l on l.source = e.source
    cross join as_of as a
    where e.quality_date <= a.as_of_date
    group by e.source
  ),
  results as (
    select 'contact_present' as rule, 'completeness' as dimension, d.source, d.quality_date, d.records as rows_tested, d.without_contact as rows_failed
    from record_days as d
    inner join giving as g on g.source = d.source and g.gives_contacts
    union all
    select 'name_present' as rule, 'completeness' as dimension, d.source, d.quality_date, d.records, d.without_name
    from record_days as d
    inner join giving as g on g.source = d.source and g.gives_names
    union all
    select 'order_customer_present' as rule, 'completeness' as dimension, source, quality_date, orders, without_customer
    from order_days
    union all
    select 'customer_identified' as rule, 'validity' as dimension, source, quality_date, identified + of_nobody, of_nobody
    from event_days
    union all
    select 'email_valid' as rule, 'validity' as dimension, source, quality_date, emails, bad_emails
    from record_days
    union all
    select 'phone_valid' as rule, 'validity' as dimension, source, quality_date, phones, bad_phones
    from record_days
    union all
    select 'email_domain_meant' as rule, 'validity' as dimension, source, quality_date, good_emails, misspelt_emails
    from record_days
    union all
    select 'email_of_person' as rule, 'validity' as dimension, source, quality_date, good_emails, role_emails
    from record_days
    union all
    select 'email_lasting' as rule, 'validity' as dimension, source, quality_date, good_emails, disposable_emails
    from record_days
    union all
    select 'birth_date_valid' as rule, 'validity' as dimension, source, quality_date, birth_dates, bad_birth_dates
    from record_days
    union all
    select 'event_contract' as rule, 'validity' as dimension, c.source, a.as_of_date as quality_date, c.events, c.dead_letters
    from contracts as c
    cross join as_of as a
    union all
    select 'event_once' as rule, 'uniqueness' as dimension, source, quality_date, events, repeats
    from repeated_days
    union all
    select 'repeat_identical' as rule, 'consistency' as dimension, source, quality_date, repeats, conflicts
    from repeated_days
    union all
    select 'line_product_known' as rule, 'consistency' as dimension, source, quality_date, lines, unknown_products
    from line_days
    union all
    select 'refund_order_known' as rule, 'consistency' as dimension, source, quality_date, refunds, unknown_orders
    from refund_days
    union all
    select 'order_rate_present' as rule, 'consistency' as dimension, source, quality_date, orders, without_rate
    from order_days
    union all
    select
      'recent_events' as rule,
      'timeliness' as dimension,
      s.source,
      a.as_of_date as quality_date,
      1 as rows_tested,
      case when s.last_date <= add_days(a.as_of_date, -t.recent_days) then 1 else 0 end as rows_failed
    from sources as s
    cross join as_of as a
    cross join settings as t
  )
select
  cast(rule as varchar) as rule,
  cast(dimension as varchar) as dimension,
  cast(source as varchar) as source,
  cast(quality_date as date) as quality_date,
  cast(rows_tested as bigint) as rows_tested,
  cast(rows_failed as bigint) as rows_failed,
  cast(cast(rows_failed as double) / nullif(rows_tested, 0) as double) as failed_rate,
  cast(
    case
      when rule in ('event_contract', 'event_once', 'repeat_identical', 'recent_events') then 'data engineering'
      when rule = 'order_rate_present' then 'finance'
      else 'data steward'
    end as varchar
  ) as owner
from results
where rows_tested > 0
order by rule, source, quality_date
