-- Every run in which a model scored: by which fit, and how far its scores had moved from those of the fit.
-- Grain: model × run
-- Keys: model, run_id
-- Notes: the latest thousand runs of each model. drift is the population stability index of the scores against those when
--   the fit was made, null where no score is watched or there is none. A run that fitted anew has the new fit, and the
--   drift of the scores by the fit that stood before, 0 where none did: whoever fits in every build sees drift, too.
with
  ordered as (
    select
      *,
      row_number() over (
        partition by model, run_id
        order by is_fresh desc nulls last, scored_at desc nulls last
      ) as place,
      first_value(drift) over (
        partition by model, run_id
        order by is_fresh nulls last, scored_at nulls last
      ) as drift_found
    from scoring_runs
  )
select
  cast(model as varchar) as model,
  cast(run_id as varchar) as run_id,
  cast(fit_id as varchar) as fit_id,
  cast(as_of_date as date) as as_of_date,
  cast(scored_at as timestamp) as scored_at,
  cast(is_fresh as boolean) as is_fresh,
  cast(drift_found as double) as drift
from ordered
where place = 1
order by model, run_id
