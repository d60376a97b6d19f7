-- Whether records of two sources that name one order, or one coupon, are one customer, as far as identifiers tell.
-- Grain: kind of reference × two sources
-- Keys: kind, left_source, right_source
-- Notes: of the pairs of records of which both hold an identifier of one kind (an e-mail address, a phone, a loyalty id), the
--   share that holds an equal one. A reference joins records where there are 10 such pairs and three quarters of them agree:
--   numbers that two systems count up on their own, or coupons that are passed on, do not.
with
  pairs as (
    select distinct
      l.kind,
      l.source as left_source,
      r.source as right_source,
      l.record_key as left_record_key,
      r.record_key as right_record_key
    from record_references as l
    join record_references as r on r.reference_key = l.reference_key and r.source > l.source
  ),
  held as (
    select
      v.record_key,
      i.kind as identifier_kind,
      i.identifier
    from record_identifiers as i
    join record_values as v on v.record_id = i.record_id
  ),
  compared as (
    select
      p.kind,
      p.left_source,
      p.right_source,
      p.left_record_key,
      p.right_record_key,
      bool_or(l.identifier = r.identifier) as agrees
    from pairs as p
    join held as l on l.record_key = p.left_record_key
    join held as r on r.record_key = p.right_record_key and r.identifier_kind = l.identifier_kind
    group by p.kind, p.left_source, p.right_source, p.left_record_key, p.right_record_key
  ),
  counted as (
    select
      kind,
      left_source,
      right_source,
      count(*) as compared_pairs,
      count(*) filter (where agrees) as agreeing_pairs
    from compared
    group by kind, left_source, right_source
  ),
  all_pairs as (
    select
      kind,
      left_source,
      right_source,
      count(*) as pairs
    from pairs
    group by kind, left_source, right_source
  )
select
  cast(p.kind as varchar) as kind,
  cast(p.left_source as varchar) as left_source,
  cast(p.right_source as varchar) as right_source,
  cast(p.pairs as bigint) as pairs,
  cast(coalesce(c.compared_pairs, 0) as bigint) as compared_pairs,
  cast(coalesce(c.agreeing_pairs, 0) as bigint) as agreeing_pairs,
  cast(coalesce(c.compared_pairs >= 10 and 4 * c.agreeing_pairs >= 3 * c.compared_pairs, false) as boolean) as joins
from all_pairs as p
left join counted as c on c.kind = p.kind and c.left_source = p.left_source and c.right_source = p.right_source
order by kind, left_source, right_source
