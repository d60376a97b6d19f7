-- How each source writes what can be read in two ways, as its other values show.
-- Grain: source of records
-- Keys: source
-- Published: no
-- Notes: date_order is dmy or mdy where birth dates in numbers with a day beyond 12 (23/04/1985) all have it in one place, ymd
--   where years of two digits that are no days (67.11.01) stand first, and missing where nothing tells, or several do. gender_letters is HM (hombre, mujer) where many records have H, many
--   have M, and none has another sign for a woman: then M is female.
with
  signs as (
    select
      source,
      ascii_width(birth_date) as birth_date,
      lower(ascii_width(gender)) as gender
    from record_values
    where birth_date is not null or gender is not null
  ),
  counted as (
    select
      source,
      count(*) filter (
        where matches(birth_date, '^(1[3-9]|2[0-9]|3[01])[-/. ](0?[1-9]|1[0-2])[-/. ]([0-9]{4}|3[2-9]|[4-9][0-9])([^0-9]|$)')
      ) as days_first,
      count(*) filter (
        where matches(birth_date, '^(0?[1-9]|1[0-2])[-/ ](1[3-9]|2[0-9]|3[01])[-/ ]([0-9]{4}|3[2-9]|[4-9][0-9])([^0-9]|$)')
      ) as months_first,
      count(*) filter (
        where matches(birth_date, '^(00|3[2-9]|[4-9][0-9])[-/. ](0?[1-9]|1[0-2])[-/. ](0?[1-9]|[12][0-9]|3[01])([^0-9]|$)')
      ) as years_first,
      count(*) filter (where gender = 'h') as letters_h,
      count(*) filter (where gender = 'm') as letters_m,
      count(*) filter (where matches(gender, '^(f|w|k|v|mrs|ms|2|女|여)')) as women_otherwise
    from signs
    group by source
  )
select
  cast(source as varchar) as source,
  cast(
    case
      when days_first > 0 and months_first + years_first = 0 then 'dmy'
      when months_first > 0 and days_first + years_first = 0 then 'mdy'
      when years_first > 0 and days_first + months_first = 0 then 'ymd'
    end as varchar
  ) as date_order,
  cast(
    case
      when letters_h > 0 and letters_m > 0 and letters_h * 10 >= letters_m and letters_m * 10 >= letters_h and women_otherwise = 0 then 'HM'
    end as varchar
  ) as gender_letters
from counted
order by source
