-- Checks: segment_traits
-- Severity: error
-- Owner: data steward
-- Sentence: Every segment has a centre in every feature, and no figure is invalid.
with
  features as (
    select
      count(distinct feature) as features
    from segment_traits
  )
select p.segment, count(t.feature) as features
from segment_profiles as p
left join segment_traits as t
  on t.segment = p.segment
  and abs(t.z) < 1e300
  and abs(t.centroid_value) < 1e300
  and t.median_all is not null
cross join features as f
group by p.segment, f.features
having count(t.feature) <> f.features
