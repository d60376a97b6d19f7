-- Checks: customer_history
-- Severity: error
-- Owner: data engineering
-- Sentence: What the history says holds now is what the customer's own row says, and every customer has it.
select
  c.customer_id,
  h.valid_from_at
from customers as c
left join customer_history as h on h.customer_id = c.customer_id and h.is_current
where h.customer_id is null
  or h.full_name is distinct from c.full_name
  or h.email is distinct from c.email
  or h.phone is distinct from c.phone
  or h.company is distinct from c.company
  or h.job_title is distinct from c.job_title
  or h.account_id is distinct from c.account_id
  or h.account_owner is distinct from c.account_owner
  or h.country is distinct from c.country
  or h.province is distinct from c.province
  or h.city is distinct from c.city
  or h.district is distinct from c.district
  or h.street is distinct from c.street
  or h.detail is distinct from c.detail
  or h.postal_code is distinct from c.postal_code
