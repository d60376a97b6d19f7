-- Every fit of every model: on what, which candidate won and why, and whether today's scores go by it.
-- Grain: fit
-- Keys: fit_id
-- Notes: drift is the population stability index of the scores of the last build that used the fit against those when it
--   was fitted, null where no score is watched; model_scorings has it run by run. The card says what the model is for,
--   how it works and where it ends, as JSON.
select
  cast(fit_id as varchar) as fit_id,
  cast(model as varchar) as model,
  cast(version as integer) as version,
  cast(run_id as varchar) as run_id,
  cast(as_of_date as date) as as_of_date,
  cast(fitted_at as timestamp) as fitted_at,
  cast(landed_seq as bigint) as landed_seq,
  cast(seed as bigint) as seed,
  cast(rows as bigint) as fitted_rows,
  cast(chosen as varchar) as chosen,
  cast(reason as varchar) as reason,
  cast(parameters as varchar) as parameters,
  cast(is_current as boolean) as is_current,
  cast(drift as double) as drift,
  cast(card as varchar) as card
from model_fits
order by fit_id
