-- How good every candidate of every fit was on data held out.
-- Grain: fit × candidate × figure
-- Keys: fit_id, candidate, figure
select
  cast(fit_id as varchar) as fit_id,
  cast(model as varchar) as model,
  cast(candidate as varchar) as candidate,
  cast(figure as varchar) as figure,
  cast(value as double) as value
from model_fit_figures
order by fit_id, candidate, figure
