-- Checks: customer_month_segments
-- Severity: error
-- Owner: data steward
-- Sentence: In every month the customers with a segment are those of the customers' history, and today's segment is that of the segment table.
with
  months as (
    select
      month_end_date,
      count(*) as customers
    from customer_months
    group by month_end_date
  ),
  told as (
    select
      month_end_date,
      count(*) as customers
    from customer_month_segments
    group by month_end_date
  ),
  today as (
    select m.customer_id, m.month_end_date, m.segment
    from customer_month_segments as m
    inner join as_of as a on a.as_of_date = m.month_end_date
  )
select coalesce(m.month_end_date, t.month_end_date) as month_end_date, cast(null as varchar) as customer_id
from months as m
full join told as t on t.month_end_date = m.month_end_date
where t.customers is distinct from m.customers
union all
select t.month_end_date, coalesce(s.customer_id, t.customer_id) as customer_id
from customer_segments as s
full join today as t on t.customer_id = s.customer_id
where t.segment is distinct from s.segment
