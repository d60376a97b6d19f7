import type { Snapshot } from '../build/snapshot.ts';
import { productNamesSql } from './productNames.ts';

export interface Segment {
  readonly segment: number;
  /** by language */
  readonly en: string;
  readonly zh: string;
  readonly customers: number;
  readonly customerShare: number;
  readonly revenue: number;
  readonly revenueShare: number;
  readonly revenue12m: number;
  readonly orders: number;
  readonly fresh: number;
  readonly entered: number;
  readonly left: number;
  /** Jaccard index with the people of the same label at the fit before */
  readonly kept: number | null;
}

export interface Trait {
  readonly segment: number;
  readonly feature: string;
  readonly z: number;
  readonly median: number | null;
  readonly medianAll: number;
}

export interface SegmentMove {
  readonly before: string;
  readonly after: string;
  /** 0 is no order before */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
}

/**
 * Net amount of twelve months' orders by channel, category or product; the eight greatest of each segment. A product is
 * its sku and is called as the catalogue has it, else as it was sold last.
 */
export interface Part {
  readonly segment: number;
  readonly kind: 'channel' | 'category' | 'product';
  readonly name: string;
  readonly revenue: number;
  readonly share: number;
  /** share in this segment over the share in all of them */
  readonly lift: number;
}

export interface Trial {
  readonly k: number;
  readonly silhouette: number;
  readonly stability: number;
  readonly inertia: number;
}

export interface SegmentsData {
  readonly segments: readonly Segment[];
  readonly traits: readonly Trait[];
  readonly moves: readonly SegmentMove[];
  readonly parts: readonly Part[];
  readonly trials: readonly Trial[];
  readonly fit: { readonly asOf: string; readonly chosen: string; readonly rows: number } | null;
}

export async function load(snapshot: Snapshot): Promise<SegmentsData> {
  const since = `date '${snapshot.run.asOf}' - interval 12 month`;
  const [fit = null] = await snapshot.rows<NonNullable<SegmentsData['fit']>>(
    `select cast(as_of_date as varchar) as "asOf", chosen, fitted_rows as rows
     from model_runs where model = 'segments' and is_current`,
  );
  return {
    segments: await snapshot.rows<Segment>(`select segment, name_en as en, name_zh as zh, customers,
        customer_share as "customerShare", cast(revenue as double) as revenue, revenue_share as "revenueShare",
        cast(revenue_12m as double) as "revenue12m", orders, new_customers as fresh, entered, "left", kept
      from segment_profiles order by segment`),
    traits: await snapshot.rows<Trait>(`select segment, feature, z, median, median_all as "medianAll"
      from segment_traits order by segment, place`),
    moves:
      await snapshot.rows<SegmentMove>(`select cast(before_date as varchar) as before, cast(after_date as varchar) as after,
        from_segment as "from", to_segment as "to", customers
      from segment_moves where moved_by = 'customers' order by all`),
    parts: await snapshot.rows<Part>(`
      with bought as (
        select s.segment, o.channel, o.net_amount, o.version_landed_seq
        from orders as o join customer_segments as s using (customer_id)
        where o.order_date > ${since}
      ), facts as (
        select segment, 'channel' as kind, coalesce(channel, 'unknown') as name, net_amount from bought
        union all
        select segment, 'category', coalesce(l.category, 'unknown'), l.net_amount
        from bought join order_lines as l using (version_landed_seq)
        union all
        select segment, 'product', l.sku, l.net_amount
        from bought join order_lines as l using (version_landed_seq)
      ), called as (
        select sku as name, name as called from (${productNamesSql}) as n
      ), sums as (
        select segment, kind, name, cast(sum(net_amount) as double) as revenue
        from facts where net_amount is not null group by all
      ), shares as (
        select *, revenue / nullif(sum(revenue) over (partition by segment, kind), 0) as share,
          sum(revenue) over (partition by kind, name) / nullif(sum(revenue) over (partition by kind), 0) as everywhere
        from sums
      )
      select segment, kind, coalesce(case when kind = 'product' then called end, name) as name,
        revenue, share, share / everywhere as lift
      from shares left join called using (name) where revenue > 0 and share > 0 and everywhere > 0
      qualify row_number() over (partition by segment, kind order by revenue desc, shares.name) <= 8
      order by segment, kind, revenue desc, shares.name`),
    trials:
      await snapshot.rows<Trial>(`select cast(regexp_extract(candidate, 'k ([0-9]+)', 1) as integer) as k,
        max(value) filter (where figure = 'silhouette') as silhouette,
        max(value) filter (where figure = 'stability') as stability, max(value) filter (where figure = 'inertia') as inertia
      from model_figures join model_runs using (fit_id)
      where model_runs.model = 'segments' and is_current group by all order by all`),
    fit,
  };
}
