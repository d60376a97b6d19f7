import fs from 'node:fs';
import path from 'node:path';
import { openEngine, parseConfig, type StatePaths, statePaths } from '../../warehouse/index.ts';

export type Size = 'empty' | 'one' | 'many';

const customers: Readonly<Record<Size, number>> = { empty: 0, one: 1, many: 2400 };

/** Tables with the marts' columns, filled by a formula from hashes: for tests of the pages alone, not of the marts. */
const tables = (n: number) => `
create table people as select i, 'c' || i as customer_id, (hash(i) % 1000) / 1000.0 as u, (hash(i * 31 + 7) % 1000) / 1000.0 as v,
  ['web','app','store','wechat'][1 + (hash(i * 5) % 4)::int] as channel, ['CN','GB','US','DE'][1 + (hash(i * 11) % 4)::int] as country,
  date '2024-10-05' + ((hash(i * 13) % 760)::int) as first_date from range(1, ${n} + 1) t(i);
create table orders as
  with steps as (select p.*, j, case when j = 0 then 0 else 1 + (-ln(0.001 + (hash(i * 1009 + j) % 1000) / 1001.0) * (20 + 160 * v))::int end as gap
    from people p, range(0, 1 + (u * u * 14)::int) s(j)),
  placed as (select *, first_date + (sum(gap) over (partition by i order by j))::int as order_date from steps)
  select 'shop ' || i || '-' || j as order_key, customer_id, channel, country, ['Kitchen','Home','Tech'][1 + (hash(i + j) % 3)::int] as category,
    'S' || (hash(i * 3 + j) % 5) as store, order_date, row_number() over (partition by i order by j) as customer_order_number,
    case when j > 0 then gap end as days_since_previous_order,
    (20 + (hash(i * 17 + j) % 20000) / 100.0 + case when month(order_date) = 11 then 60 else 0 end)::decimal(18,4) as net_amount
  from placed where order_date <= date '2026-11-18';
create table months as select distinct last_day(d::date) as month_end_date from range(date '2024-10-01', date '2026-11-18', interval 1 month) t(d);
update months set month_end_date = date '2026-11-18' where month_end_date > date '2026-11-18';
create table customer_months as
  with facts as (select o.customer_id, m.month_end_date, count(*) as f, sum(net_amount) as m, max(order_date) as last, min(order_date) as first,
      coalesce(sum(net_amount) filter (where order_date > m.month_end_date - 365), 0) as year_amount,
      count(*) filter (where date_trunc('month', order_date) = date_trunc('month', m.month_end_date)) as orders,
      coalesce(sum(net_amount) filter (where date_trunc('month', order_date) = date_trunc('month', m.month_end_date)), 0) as net_revenue
    from orders o join months m on o.order_date <= m.month_end_date group by all),
  scored as (select *, month_end_date - last as recency,
      1 + floor(5 * percent_rank() over (partition by month_end_date order by last) * 0.999)::int as r_score,
      1 + floor(5 * percent_rank() over (partition by month_end_date order by f) * 0.999)::int as f_score,
      1 + floor(5 * percent_rank() over (partition by month_end_date order by m) * 0.999)::int as m_score,
      percent_rank() over (partition by month_end_date order by year_amount) as top from facts)
  select customer_id, month_end_date::date as month_end_date, r_score, f_score, m_score,
    case when r_score >= 4 and f_score >= 4 then 'Champions' when f_score >= 4 then 'Loyal' when r_score = 5 then 'New Customers'
      when r_score = 4 then 'Promising' when r_score = 3 then 'Need Attention' when r_score = 2 then 'Hibernating' else 'Lost' end as rfm_segment,
    case when month_end_date - first < 60 then 'new' when top > 0.9 and f >= 3 then 'gold' when top > 0.7 then 'silver' else 'regular' end as tier,
    case when month_end_date - first < 60 then 'new' when recency < 90 then 'active' when recency < 180 then 'at_risk' when recency < 365 then 'dormant' else 'lost' end as lifecycle,
    orders, net_revenue::decimal(18,4) as net_revenue, recency, f as frequency, m as monetary, first as first_order_date, last as last_order_date
  from scored;
create table now as select * from customer_months where month_end_date = date '2026-11-18';
create table customer_rfm as select customer_id, recency as recency_days, frequency, monetary, r_score, f_score, m_score, r_score || '' || f_score || '' || m_score as rfm_code, rfm_segment from now;
create table customer_tiers as select customer_id, tier, null::varchar as previous_tier, null::date as tier_changed_on, last_order_date,
  monetary as net_revenue_12m, frequency as orders_12m, frequency as orders, monetary as net_revenue, frequency > 1 as is_repeat, 4.2::double as satisfaction, 'Ann' as account_owner from now;
create table customer_lifecycle as select customer_id, lifecycle, first_order_date, last_order_date, recency as days_since_last_order from now;
create table customer_360 as select n.*, p.country, p.channel as acquisition_channel, null::varchar as province, monetary as total, frequency as order_count
  from now n join people p using (customer_id);
create or replace table customer_360 as select customer_id, country, province, acquisition_channel, tier, lifecycle, rfm_segment, order_count as orders, total::decimal(18,4) as net_revenue, recency as recency_days,
  case when recency % 13 = 0 then 'refused' when recency % 7 = 0 then 'granted' else 'not_asked' end as marketing_consent from customer_360;
create or replace table orders as select row_number() over (order by order_key) as version_landed_seq, * from orders;
create table order_lines as select version_landed_seq, 1 as line_number, customer_id, category, category || ' ' || version_landed_seq % 5 as product_name, 'S' || version_landed_seq % 30 as sku, net_amount from orders;
create table customer_segments as select customer_id, case when ${n} = 1 then 1 when recency < 120 and frequency > 3 then 2 when recency < 200 then 1 else 3 end as segment from now;
create table segment_profiles as select p.segment, code as segment_code, en as name_en, zh as name_zh, case when ${n} > 1 then 0.93::double end as kept, count(w.customer_id)::int as customers,
    (count(w.customer_id) / greatest(1, sum(count(w.customer_id)) over ()))::double as customer_share, coalesce(sum(monetary), 0)::decimal(18,4) as revenue,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) over (), 0), 0)::double as revenue_share, coalesce(sum(monetary), 0)::decimal(18,4) as revenue_12m, coalesce(sum(frequency), 0)::int as orders, 4 as new_customers, 30 as entered, 12 as "left"
  from (values (1, 'frequency_low', 'Few orders', '订单少'), (2, 'frequency_high.monetary_high', 'Many orders, spent much', '订单多、消费高'), (3, 'recency_days_high', 'Long away', '久未购买')) p(segment, code, en, zh)
  left join (select n.*, s.segment from now n join customer_segments s using (customer_id)) w using (segment) where ${n} > 1 or p.segment = 1 group by all;
create table segment_traits as select p.segment, f.place, f.feature, (((p.segment * 7 + f.place * 5) % 11) - 5) / 3.5::double as z, 3.0::double as centroid_value, (p.segment * 20.0)::double as median, 30.0::double as median_all
  from segment_profiles p, (values (1, 'recency_days'), (2, 'frequency'), (3, 'monetary')) f(place, feature) where ${n} > 0;
create table segment_moves as select 'customers' as moved_by, b as before_date, a as after_date, f::int as from_segment, t::int as to_segment, (10 + (hash(f * 7 + t + month(a)) % 60) + case when f = t then 200 else 0 end)::int as customers
  from (values (date '2025-11-30', date '2026-02-28'), (date '2026-02-28', date '2026-05-31'), (date '2026-05-31', date '2026-08-31'), (date '2026-08-31', date '2026-11-18')) q(b, a), range(0, 4) x(f), range(1, 4) y(t) where ${n} > 1;
create table customer_month_segments as select m.customer_id, m.month_end_date, case when ${n} = 1 then 1 when m.recency < 120 and m.frequency > 3 then 2 when m.recency < 200 then 1 else 3 end as segment,
    lag(case when ${n} = 1 then 1 when m.recency < 120 and m.frequency > 3 then 2 when m.recency < 200 then 1 else 3 end) over (partition by m.customer_id order by m.month_end_date) as previous_segment from customer_months as m;
create table segment_months as select month_end_date, coalesce(previous_segment, 0)::int as from_segment, segment::int as to_segment, count(*)::int as customers from customer_month_segments group by all;
create table customer_clv as select customer_id, least(0.99, 90.0 / (30 + recency))::double as p_alive, (f * 0.05 * p_alive)::double as expected_orders_3m, (f * 0.1 * p_alive)::double as expected_orders_6m,
    (f * 0.2 * p_alive)::double as expected_orders_12m, 100::decimal(18,4) as expected_order_value, (f * 2)::decimal(18,4) as expected_margin_3m, (f * 4)::decimal(18,4) as expected_margin_6m, (f * 8)::decimal(18,4) as expected_margin_12m,
    (monetary * 0.3 * least(0.99, 90.0 / (30 + recency)))::decimal(18,4) as clv, 0::decimal(18,4) as clv_low, (monetary * 0.8)::decimal(18,4) as clv_high, 'mbg-nbd' as model, 'all' as fitted_on, year(first_order_date)::int as cohort_year
  from (select *, frequency as f from now);
create table clv_deciles as select d::int as decile, 100 as customers, (d * d / 20.0)::double as predicted_orders, (d * d / 22.0)::double as realised_orders, (d * d / 12.0)::double as naive_orders,
    (d * 20.0)::double as predicted_value, (d * 19.0)::double as realised_value, (d * 33.0)::double as naive_value from range(1, 11) t(d) where ${n > 1};
create table clv_settings as select * from (values (case when ${n > 1} then 'mbg-nbd' else 'none' end, case when ${n <= 1} then 'few-returned' end, true, 'none', case when ${n > 1} then 240 end, case when ${n > 1} then 0.9::double end, case when ${n > 1} then 0.09::double end, 0.55::double, 'products', 0.55::double, 36, 0.1::double, 0.02::double, -0.01::double, 0.05::double, true))
  s(model, no_model_because, is_seasonal, grouping, holdout_days, coverage_80, above_80, margin_share, margin_source, margin_of_products, horizon_months, discount_rate, independence, independence_low, independence_high, independence_holds);
create table products as select 'S' || i as sku, ['银壶 Silver pot','Tea','Linen sheet','茶杯 Cup','Candle'][i] as name from range(1, 6) t(i) where ${n > 0};
create table product_affinity as select 'S' || a as sku, 'S' || b as other_sku, (20 * a)::bigint as orders_together, (300 - 10 * a)::bigint as sku_orders, (300 - 10 * b)::bigint as other_sku_orders,
    2000::bigint as all_orders, (0.01 * a)::double as support, 0.2::double as confidence, 0.3::double as other_confidence, (0.8 + a * b / 4.0)::double as lift, 0.01::double as leverage, (20 * a / (0.8 + a * b / 5.0))::double as expected_orders, (a * b)::double as z_score, (a * b)::double as lift_z_score, a * b > 3 as is_beyond_chance
  from range(1, 6) t(a), range(1, 6) u(b) where a < b and ${n > 1};
create table recommendation_settings as select 'item_similarity' as list_rule, 'popular' as new_rule where ${n > 0};
create table customer_cross_sell as select customer_id, 'S' || (1 + recency % 5) as next_sku, 0.12::double as next_chance, 'S1' as next_because_sku, (monetary * 0.1)::decimal(18,4) as cross_sell_potential from now;
create table customer_churn as select customer_id, least(0.97, 0.1 + recency / 400.0)::double as churn_probability,
    case when recency > 240 then 'high' when recency > 120 then 'medium' else 'low' end as churn_band, 'long_silent' as reason_1, 'few_orders' as reason_2, null::varchar as reason_3,
    recency % 5 = 0 as warns_interval, recency % 7 = 0 as warns_basket, recency % 11 = 0 as warns_complaint, false as warns_email,
    (monetary * least(0.97, 0.1 + recency / 400.0))::decimal(18,4) as value_at_risk, (value_at_risk * 0.15 * 0.55 - 4)::decimal(18,4) as offer_gain, offer_gain > 0 as is_offer_worthwhile from now;
create table churn_reliability as select d::int as part, date '2026-08-20' as held_out_date, 100 as customers, (d / 11.0)::double as probability, (d / 10.5)::double as churned_rate from range(1, 11) t(d) where ${n > 1};
create table churn_gains as select (d / 20.0)::double as customer_share, sqrt(d / 20.0)::double as churned_share from range(0, 21) t(d) where ${n > 1};
create table churn_offers as select (d / 100.0)::double as customer_share, max(place)::int as customers, sum(value_at_risk)::decimal(18,4) as value_at_risk, min(value_at_risk)::decimal(18,4) as least_value_at_risk
  from (select value_at_risk, row_number() over (order by value_at_risk desc, customer_id) as place, count(*) over () as all_of from customer_churn) as w
  join range(1, 101) t(d) on place <= ceil(all_of * d / 100) where ${n > 1} group by d;
create table churn_settings as select 90::int as horizon_days, 0.4::double as medium_risk, 0.7::double as high_risk, 4::double as offer_cost, 0.15::double as success_rate, 0.55::double as margin_share, 30::int as least_silence_days, 0.4::double as least_left_rate, 0.5::double as most_left_rate where ${n > 0};
create table win_back as select row_number() over (order by value_at_risk desc, customer_id)::int as place, customer_id, churn_probability, churn_band, value_at_risk, offer_gain, reason_1, reason_2, reason_3,
    case when warns_basket then 'recommend' else 'remind' end as action, case when warns_basket then 'rfm_segment' else 'rhythm' end as decided_by, 'S1' as next_sku, 'Loyal' as rfm_segment, 1 as segment, 'Few orders' as segment_name, '订单少' as segment_name_zh, 'silver' as tier, date '2026-03-04' as last_order_date, case when warns_basket then 'email' end as channels, marketing_consent
  from customer_churn join customer_360 using (customer_id) where is_offer_worthwhile and churn_band <> 'low' and marketing_consent <> 'refused';
create table win_back_left_out as select customer_id, case when churn_band = 'low' then 'low' else 'refused' end as why
  from customer_churn anti join win_back using (customer_id) where is_offer_worthwhile;
create table satisfaction_drivers as select * from (values ('ticket_reopened','present',0.02::double,1::double,-0.9::double,-1.3::double,-0.5::double,-0.9::double,0.001::double,'lowers'),
    ('orders_before','measured',5.0,4.2,0.2,0.1,0.3,0.05,0.002,'raises'), ('last_order_value','measured',80.0,40.0,0.01,-0.1,0.12,0.0003,1,'unclear'))
  s(driver, kind, mean, step, effect, effect_low, effect_high, effect_per_unit, adjusted_p, verdict) where ${n > 1};
create table value_drivers as select * from (values ('again_30d','present',0.3::double,1::double,320::double,250::double,390::double,320::double,0.0001::double,'raises'),
    ('channel social','present',0.2,1,14,-60,88,14,1,'unclear')) s(driver, kind, mean, step, effect, effect_low, effect_high, effect_per_unit, adjusted_p, verdict) where ${n > 1};
create table outcome_summaries as select * from (values ('csat',${n > 1 ? 600 : 0},4.0::double,4.0::double,0.8::double,3.0::double,3.0::double,5.0::double,5.0::double,0.07::double),
    ('later_revenue',${n > 1 ? 2000 : 0},900,400,1200,0,0,1500,3000,0.06)) s(outcome, rows, mean, median, standard_deviation, p10, p25, p75, p90, explained);
create table facts as select 'all' as dimension, 'all' as value, * from orders union all select 'channel', channel, * from orders
  union all select 'country', country, * from orders union all select 'category', category, * from orders union all select 'store', store, * from orders;
create table periods as select dimension, value, k as period_kind, case k when 'day' then order_date else date_trunc(k, order_date)::date end as period_start,
  sum(net_amount) as net, count(*) as orders, count(distinct customer_id) as active, count(*) filter (where customer_order_number = 1) as fresh,
  count(distinct customer_id) filter (where customer_order_number > 1) as again from facts, (values ('day'), ('week'), ('month')) kinds(k) group by all;
create table metric_values as
  select metric, dimension, value as dimension_value, period_kind, period_start,
    (case metric when 'net_revenue' then net when 'gross_revenue' then net * 1.1 when 'refunds' then 0 when 'orders' then orders when 'units' then orders * 2
      when 'active_customers' then active when 'new_customers' then fresh when 'average_order_value' then net else again end)::decimal(38,4) as numerator,
    (case metric when 'average_order_value' then orders when 'repeat_rate' then active end)::decimal(38,4) as denominator
  from periods, (values ('net_revenue'),('gross_revenue'),('refunds'),('orders'),('units'),('active_customers'),('new_customers'),('average_order_value'),('repeat_rate')) m(metric)
  order by all;
create table daily_revenue as select period_start as revenue_date, orders, active as customers, net::decimal(18,4) as gross_amount, 0::decimal(18,4) as discount_amount,
  net::decimal(18,4) as net_amount, 0::decimal(18,4) as refund_amount, net::decimal(18,4) as net_revenue, fresh as new_customers, orders - fresh as repeat_orders
  from periods where dimension = 'all' and period_kind = 'day';
create table forecast_series as select m.metric, v.dimension, v.dimension_value, k.period_kind, avg(v.numerator) as level
  from metric_values v, (values ('net_revenue'),('orders')) m(metric), (values ('day'),('week')) k(period_kind)
  where v.metric = m.metric and v.period_kind = k.period_kind and v.dimension in ('all','channel','category') group by all;
create table revenue_forecast as select metric, dimension, dimension_value, period_kind,
    case period_kind when 'day' then date '2026-11-18' + t::int else date '2026-11-16' + 7 * (t::int - 1) end as period_start, t::int as steps_ahead,
    (level * (0.9 + t / 50))::decimal(18,4) as forecast, (level * 0.7)::decimal(18,4) as low_80, (level * 1.6)::decimal(18,4) as high_80,
    (level * 0.5)::decimal(18,4) as low_95, (level * 2)::decimal(18,4) as high_95, level::decimal(18,4) as seasonal_naive
  from forecast_series, range(1, 29) s(t) where period_kind = 'day' or t <= 13;
create table forecast_backtest as select metric, dimension, dimension_value, period_kind, 'theta' as method, 7 as season, period_kind = 'day' as has_holidays, period_kind = 'week' as has_year_before, false as is_fallback,
    400 as history_periods, 12 as origins, (level * 0.2)::decimal(18,4) as mean_absolute_error, 0.2::double as error_rate, 0.3::double as seasonal_naive_error_rate, true as beats_seasonal_naive,
    0.81::double as coverage_80_rate, 0.94::double as coverage_95_rate from forecast_series;
create table past_forecasts as select metric, period_kind, case period_kind when 'day' then date '2026-11-19' - 28 * o::int else date '2026-11-16' - 91 * o::int end as origin_date,
    case period_kind when 'day' then date '2026-11-18' - 28 * o::int + t::int else date '2026-11-16' - 91 * o::int + 7 * (t::int - 1) end as period_start, t::int as steps_ahead,
    level::decimal(18,4) as forecast, (level * 0.7)::decimal(18,4) as low_80, (level * 1.6)::decimal(18,4) as high_80, (level * 0.5)::decimal(18,4) as low_95, (level * 2)::decimal(18,4) as high_95,
    (level * (0.6 + (hash(t * 7 + o) % 100) / 90.0))::decimal(18,4) as actual
  from forecast_series, range(1, 29) s(t), range(1, 4) q(o) where dimension = 'all' and (period_kind = 'day' or t <= 13);
create table feedback_sentiment as select date_trunc('month', month_end_date)::date as month_start_date, kind, (20 + hash(kind) % 9)::bigint as comments, 12::bigint as scored_comments,
    (0.6 + month(month_end_date) / 60.0)::double as satisfied_rate, 0.1::double as dissatisfied_rate, (0.58 + month(month_end_date) / 50.0)::double as positive_probability
  from months, (values ('survey'),('review')) k(kind) where ${n > 2};
create table feedback_themes as select theme, side, rank::int as rank, 4.0::double as strength, date_trunc('month', month_end_date)::date as month_start_date,
    (1 + hash(theme || month(month_end_date)) % 7)::bigint as mentions, 48::bigint as comments, rate::double as satisfied_rate, example
  from months, (values ('took two weeks · arrive','dissatisfied',1,0.1,'It took two weeks to arrive.'),('包装破损 · 压坏','dissatisfied',2,0.2,'包装破损，东西都压坏了。'),('packed','satisfied',1,0.9,'Beautifully packed.'),('物流很快','satisfied',2,0.95,null)) s(theme, side, rank, rate, example) where ${n > 2};
create table cohort_retention as
  with firsts as (select customer_id, date_trunc('month', min(order_date))::date as cohort_month from orders group by 1),
  sizes as (select cohort_month, count(*) as cohort_customers from firsts group by 1),
  cells as (select cohort_month, a::int as age_months from sizes, range(0, 26) t(a) where cohort_month + (a::int * interval 1 month) <= date '2026-11-18'),
  acts as (select f.cohort_month, datediff('month', f.cohort_month, o.order_date)::int as age_months, count(distinct o.customer_id) as customers, count(*) as orders, sum(net_amount) as net_revenue
    from orders o join firsts f using (customer_id) group by all)
  select c.cohort_month, c.age_months, s.cohort_customers, coalesce(a.customers, 0) as customers, coalesce(a.orders, 0) as orders, coalesce(a.net_revenue, 0)::decimal(18,4) as net_revenue
  from cells c join sizes s using (cohort_month) left join acts a using (cohort_month, age_months) order by all;
create table revenue_movements as select date_trunc('month', order_date)::date as month_start_date, sum(net_amount) filter (where customer_order_number = 1) as new_revenue,
  coalesce(sum(net_amount) filter (where customer_order_number > 1), 0) as repeat_revenue, (sum(net_amount) * 0.1)::decimal(18,4) as resurrected_revenue, (sum(net_amount) * -0.3)::decimal(18,4) as churned_revenue
  from orders where order_date < date '2026-11-01' group by 1;
create table data_quality as select rule, dimension, source, (date '2026-08-01' + d::int) as quality_date, 100 as rows_tested, (hash(d * 7 + length(rule) + length(source)) % 5) as rows_failed,
    (hash(d * 7 + length(rule) + length(source)) % 5) / 100.0::double as failed_rate, owner
  from (values ('email_valid','validity','data steward'),('contact_present','completeness','data steward'),('event_once','uniqueness','data engineering'),('line_product_known','consistency','data steward')) r(rule, dimension, owner),
    (values ('shop.web'),('crm')) s(source), range(0, ${n > 0 ? 110 : 0}) t(d);
create table records as select row_number() over (order by i, j) as record_id, i, j, customer_id from people, range(0, 3) t(j) where j = 0 or (hash(i * 3 + j) % 3) = 0;
create table customer_identity as select record_id::bigint as record_id, customer_id, case when j = 0 then 'own record' when j = 1 then 'phone' else 'similarity' end as rule,
  case when j = 2 then 6.5::double end as match_weight, timestamp '2026-10-01 08:00:00' as since_at from records;
create table source_records as select record_id::bigint as record_id, ['crm','shop.web','pos'][1 + (record_id % 3)::int] as source from records;
create table identity_reviews as select a.record_id as left_record_id, b.record_id as right_record_id, ((a.record_id % 9) / 10.0 - 0.4)::double as match_weight,
    abs((a.record_id % 9) / 10.0 - 0.4)::double as distance, ['uncertain_pair','held_by_little'][1 + (a.record_id % 2)::int] as reason, null::varchar as shared_kinds from customer_identity a join customer_identity b on b.record_id = a.record_id + 1 where a.record_id % 200 = 0;
create table identity_review_fields as select left_record_id, right_record_id, place::int as place, field, level, (weight + match_weight / 4)::double as weight
  from identity_reviews, (values (0,'prior','',-12.0),(1,'given_name','exact',6.5),(2,'phone','else',-5.0),(3,'birth_date','exact',10.5)) f(place, field, level, weight);
create table identity_weights as select field, place::int as place, level, m::double as m, u::double as u, log2(m / u)::double as weight
  from (values ('given_name',0,'else',0.1,0.95),('given_name',1,'exact',0.9,0.02),('phone',0,'else',0.3,0.999),('phone',1,'exact',0.7,0.00001)) w(field, place, level, m, u) where ${n > 1};
create table field_quality as select field, source, count(*) as records, (count(*) * share)::bigint as records_with, (count(*) * share * 0.9)::bigint as records_valid,
    (count(*) * share * 0.6)::bigint as customers_given, (count(*) * 0.02)::bigint as customers_in_conflict
  from source_records, (values ('name', 0.9),('email', 0.6),('phone', 0.7),('address', 0.4)) f(field, share) group by field, source, share;
create table model_runs as select 'identity-1' as fit_id, 'identity' as model, 1 as version, 'r1' as run_id, date '2026-11-18' as as_of_date, timestamp '2026-11-18 20:00:00' as fitted_at,
  1200::bigint as landed_seq, 1::bigint as seed, 900::bigint as fitted_rows, 'fellegi-sunter' as chosen, 'Records agree.' as reason, true as is_current, 0.01::double as drift,
  '{"purpose":"p","data":"d","method":"m","assumptions":["a"],"limits":["l"],"sources":["s"]}' as card where ${n > 1};
insert into model_runs select 'segments-1', 'segments', version, run_id, as_of_date, fitted_at, landed_seq, seed, 900, 'k-means, k 3', 'Widest silhouette.', true, 0.01, card from model_runs;
create table model_scorings as select 'segments' as model, 'r' || d as run_id, 'segments-1' as fit_id, date '2026-11-08' + d::int as as_of_date, timestamp '2026-11-09 01:00:00' + to_days(d::int) as scored_at, d = 0 as is_fresh, (d / 200.0)::double as drift from range(0, 11) t(d) where ${n > 1};
create table model_figures as select * from (values ('identity-1','fellegi-sunter','expectedPrecision',0.97::double),('identity-1','fellegi-sunter','expectedRecall',0.93)) f(fit_id, candidate, figure, value) where ${n > 1};
insert into model_figures select 'segments-1', 'k-means, k ' || k, figure, v / k
  from range(3, 7) t(k), (values ('silhouette', 1.0), ('stability', 2.6), ('inertia', 9000.0)) g(figure, v) where ${n > 1};
create table pipeline_health as select * from (values ('landing','purchases',1200,1190,10,0,timestamp '2026-11-18 20:00:00',4.0::double),('staging','shop.web',1190,1180,0,10,timestamp '2026-11-18 19:00:00',5.0::double))
  p(stage, source_or_topic, rows_in, rows_landed, rows_dead, rows_duplicate, last_event_at, freshness_hours) where ${n > 0};
create table schema_drift as select * from (values ('purchase.completed','shop.web','lines[].colour',40::bigint,1180::bigint,timestamp '2026-10-01 08:00:00',timestamp '2026-11-18 19:00:00'),('basket.juggled','purchases','',10::bigint,10::bigint,null,null))
  s(event_type, source_or_topic, field, events_with_field, events_examined, first_event_at, last_event_at) where ${n > 0};
create table _run as select '20261118T200000Z' as run_id, 'analyst' as role, date '2026-11-18' as as_of_date, true as is_complete, 1200::bigint as landed_seq,
  timestamp '2026-11-18 20:00:00' as built_at, 'Lantern & Loom' as business_name_en, '灯织良品' as business_name_zh, 'CNY' as reporting_currency, 'Asia/Shanghai' as business_time_zone;
create table _checks as select * from (values ('orders_negative','orders','warn','data steward','No order is worth less than nothing.',3::bigint,'warn'),
  ('metric_values_add_up','metric_values','error','data steward','The parts of every metric add up to the whole.',0::bigint,'pass'),
  ('products_known','order_lines','warn','data steward','Every product sold is in the list of products.',12::bigint,'warn')) c(name, table_name, severity, owner, sentence, failures, status);
create table _nodes as select * from (values
  ('stg_purchase_completed','staging','event','Completed purchases, one row per landed event.','[{"name":"landed_seq","personal":false},{"name":"order_id","personal":false}]','["accepted_events"]',1180::bigint,0.4::double,'a1',timestamp '2026-11-18 20:00:00'),
  ('orders','core','order','Each order once, its latest version.','[{"name":"order_key","personal":false},{"name":"net_amount","personal":false}]','["stg_purchase_completed","customer_identity"]',900::bigint,0.3::double,'a2',timestamp '2026-11-18 20:00:00'),
  ('customer_identity','step','record','Which records are one customer.','[{"name":"record_id","personal":false}]','["stg_purchase_completed"]',500::bigint,0.2::double,'a3',timestamp '2026-11-18 20:00:00'),
  ('customer_rfm','mart','customer','Recency, frequency and monetary scores.','[{"name":"customer_id","personal":false}]','["orders"]',500::bigint,0.1::double,'a4',timestamp '2026-11-18 20:00:00'),
  ('metric_values','mart','metric and period','Every figure of the key figures.','[{"name":"metric","personal":false}]','["orders"]',9000::bigint,0.5::double,'a5',timestamp '2026-11-18 20:00:00')
  ) n(name, kind, grain, description, columns, upstream, rows, seconds, fingerprint, built_at);
`;

/** Writes a published snapshot of the role analyst below `folder`, as the runner would. */
export async function writeFixture(
  folder: string,
  size: Size,
): Promise<{ paths: StatePaths; config: ReturnType<typeof parseConfig>; file: string }> {
  const paths = statePaths(folder);
  const place = path.join(paths.published, 'analyst');
  fs.mkdirSync(place, { recursive: true });
  const file = path.join(place, 'fixture.duckdb');
  fs.rmSync(file, { force: true });
  const engine = await openEngine();
  await engine.attach(file, 'snapshot', 'write');
  const connection = await engine.connect();
  await connection.run('use snapshot');
  await connection.run(tables(customers[size]));
  await connection.run('use memory; detach snapshot');
  engine.close();
  fs.writeFileSync(path.join(place, 'current'), 'fixture.duckdb');
  return { paths, config: parseConfig({}), file };
}
