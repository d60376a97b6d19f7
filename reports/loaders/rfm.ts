import type { Snapshot } from '../build/snapshot.ts';

export interface RfmGroup {
  readonly r: number;
  readonly f: number;
  readonly segment: string;
  readonly tier: string;
  readonly customers: number;
  readonly revenue: number;
  readonly orders: number;
  /** days since the last order, of the latest and of the earliest to have ordered last */
  readonly fewestDays: number;
  readonly mostDays: number;
}

export interface TierRow {
  readonly tier: string;
  readonly customers: number;
  readonly revenue: number;
  readonly revenue12m: number;
  readonly orders: number;
  readonly repeats: number;
  readonly satisfaction: number | null;
}

export interface Move {
  /** month ends */
  readonly before: string;
  readonly after: string;
  readonly from: string;
  readonly to: string;
  readonly customers: number;
}

export interface RfmData {
  readonly groups: readonly RfmGroup[];
  readonly tiers: readonly TierRow[];
  readonly moves: readonly Move[];
}

export async function load(snapshot: Snapshot): Promise<RfmData> {
  return {
    groups:
      await snapshot.rows<RfmGroup>(`select s.r_score as r, s.f_score as f, s.rfm_segment as segment, t.tier,
        count(*) as customers, round(cast(sum(t.net_revenue) as double), 2) as revenue, sum(t.orders)::bigint as orders,
        min(s.recency_days)::integer as "fewestDays", max(s.recency_days)::integer as "mostDays"
      from customer_rfm as s join customer_tiers as t using (customer_id) group by all order by all`),
    tiers:
      await snapshot.rows<TierRow>(`select tier, count(*) as customers, cast(sum(net_revenue) as double) as revenue,
        cast(sum(net_revenue_12m) as double) as revenue12m, sum(orders)::bigint as orders,
        count(*) filter (where is_repeat) as repeats, avg(satisfaction) as satisfaction
      from customer_tiers group by all order by all`),
    moves: await snapshot.rows<Move>(`with
        ends as (select distinct month_end_date from customer_months order by month_end_date desc limit 13),
        steps as (select lag(month_end_date) over (order by month_end_date) as before, month_end_date as after from ends)
      select cast(s.before as varchar) as before, cast(s.after as varchar) as after,
        coalesce(b.tier, 'none') as "from", a.tier as "to", count(*) as customers
      from steps as s
      join customer_months as a on a.month_end_date = s.after
      left join customer_months as b on b.month_end_date = s.before and b.customer_id = a.customer_id
      where s.before is not null group by all order by all`),
  };
}
