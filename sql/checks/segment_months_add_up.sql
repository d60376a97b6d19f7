-- Checks: segment_months
-- Severity: error
-- Owner: data steward
-- Sentence: Whoever came into a segment in a month, and left it in the next or stayed, adds up from month to month, and to the members today.
with
  members as (
    select
      month_end_date,
      to_segment as segment,
      sum(customers) as customers
    from segment_months
    group by month_end_date, to_segment
  ),
  went_on as (
    select
      month_end_date,
      from_segment as segment,
      sum(customers) as customers
    from segment_months
    where from_segment > 0
    group by month_end_date, from_segment
  ),
  months as (
    select
      month_end_date,
      lag(month_end_date) over (order by month_end_date nulls last) as previous_month_end_date
    from (
      select distinct month_end_date
      from segment_months
    ) as ends
  )
select m.month_end_date, p.segment, p.customers, w.customers as went_on
from months as m
inner join members as p on p.month_end_date = m.previous_month_end_date
left join went_on as w on w.month_end_date = m.month_end_date and w.segment = p.segment
where w.customers is distinct from p.customers
union all
select a.as_of_date as month_end_date, s.segment, s.customers, p.customers as went_on
from segment_profiles as s
cross join as_of as a
left join members as p on p.month_end_date = a.as_of_date and p.segment = s.segment
where s.customers <> coalesce(p.customers, 0)
