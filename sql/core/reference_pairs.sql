-- Source records of two sources that name an order or a personal coupon together, where such pairs are known to be one customer.
-- Grain: two source records × kind of reference
-- Keys: left_record_id, right_record_id, kind
-- Published: no
-- Notes: known by reference_agreement. since_at is when the second of the two named the first such reference.
select
  cast(least(x.record_id, y.record_id) as bigint) as left_record_id,
  cast(greatest(x.record_id, y.record_id) as bigint) as right_record_id,
  cast(a.kind as varchar) as kind,
  cast(min(greatest(a.first_seen_at, b.first_seen_at)) as timestamp) as since_at
from record_references as a
join record_references as b on b.reference_key = a.reference_key and b.source > a.source
join reference_agreement as t on t.kind = a.kind and t.left_source = a.source and t.right_source = b.source
join record_values as x on x.record_key = a.record_key
join record_values as y on y.record_key = b.record_key
where t.joins
group by x.record_id, y.record_id, a.kind
order by left_record_id, right_record_id, kind
