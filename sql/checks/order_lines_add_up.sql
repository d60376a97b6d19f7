-- Checks: orders
-- Severity: error
-- Owner: finance
-- Sentence: The lines of an order add up to the order, to the last digit, in both currencies.
-- Incremental: version_landed_seq; orders: version_landed_seq; order_lines: version_landed_seq
with
  lines as (
    select
      version_landed_seq,
      count(*) as line_count,
      sum(gross_amount) as gross_amount,
      sum(discount_amount) as discount_amount,
      sum(net_amount) as net_amount,
      sum(net_amount_original) as net_amount_original
    from order_lines
    group by version_landed_seq
  )
select
  o.order_key,
  o.net_amount as order_amount,
  l.net_amount as lines_amount
from orders as o
full join lines as l on l.version_landed_seq = o.version_landed_seq
where o.line_count is distinct from l.line_count
  or o.net_amount_original is distinct from l.net_amount_original
  or o.net_amount is distinct from l.net_amount
  or o.net_amount is distinct from o.gross_amount - o.discount_amount
