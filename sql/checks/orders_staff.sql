-- Checks: orders
-- Severity: warn
-- Owner: data steward
-- Sentence: The member of staff that an order names is described.
select
  f.staff_id,
  count(*) as rows_affected
from orders as f
anti join staff as p on p.staff_id = f.staff_id
where f.staff_id is not null and exists (select 1 from staff)
group by f.staff_id
