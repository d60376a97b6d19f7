-- Checks: segment_moves
-- Severity: error
-- Owner: data steward
-- Sentence: The movement of the last quarter adds up to the customers of each segment today.
with
  today as (
    select
      m.to_segment as segment,
      sum(m.customers) as customers
    from segment_moves as m
    inner join as_of as a on a.as_of_date = m.after_date
    where m.moved_by = 'customers'
    group by m.to_segment
  )
select p.segment, p.customers, t.customers as moved
from segment_profiles as p
left join today as t on t.segment = p.segment
where p.customers <> coalesce(t.customers, 0)
  -- the first month has nothing before it
  and exists (select 1 from segment_moves where moved_by = 'customers')
