-- Checks: order_lines
-- Severity: error
-- Owner: data engineering
-- Sentence: The order of a line exists.
-- Incremental: version_landed_seq; orders: version_landed_seq; order_lines: version_landed_seq
select
  f.order_key,
  count(*) as rows_affected
from order_lines as f
anti join orders as p on p.version_landed_seq = f.version_landed_seq
group by f.order_key
