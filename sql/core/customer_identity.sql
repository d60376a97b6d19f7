-- Which customer a source record belongs to, by which rule or weight, since when.
-- Grain: source record
-- Keys: record_id
-- Incremental: record_id; source_records: record_id
-- Notes: customer_id is c and the smallest record_id of the customer's records, so it needs no registry and does not
--   change when later records are added. rule: own record, email, phone, loyalty_id (an identifier shared with another
--   record), order, coupon (named by both), similarity (with match_weight, the log2 odds of the pair) or steward: what links the record with
--   linked_record_id, which is nearer to the first record of the customer; of the first record, its strongest link.
select
  cast(r.record_id as bigint) as record_id,
  cast(r.record_key as varchar) as record_key,
  cast('c' || cast(coalesce(c.first_record_id, r.record_id) as varchar) as varchar) as customer_id,
  cast(coalesce(c.rule, 'own record') as varchar) as rule,
  cast(c.match_weight as double) as match_weight,
  cast(c.linked_record_id as bigint) as linked_record_id,
  cast(coalesce(c.since_at, r.first_seen_at) as timestamp) as since_at
from source_records as r
left join record_clusters as c on c.record_id = r.record_id
order by record_id
