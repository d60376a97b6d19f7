-- Checks: comment_sentiment
-- Severity: error
-- Owner: customer service
-- Sentence: Every comment is there once, with a chance of 0 to 1 for all of them or for none.
with
  learned as (
    select count(positive_probability) as chances
    from comment_sentiment
  )
select
  coalesce(c.landed_seq, s.landed_seq) as landed_seq,
  s.positive_probability
from comments as c
full join comment_sentiment as s on s.landed_seq = c.landed_seq
cross join learned as l
where c.landed_seq is null
  or s.landed_seq is null
  or not (coalesce(s.positive_probability, 0) between 0 and 1)
  or (s.positive_probability is null and l.chances > 0)
