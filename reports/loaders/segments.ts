import type { Snapshot } from '../build/snapshot.ts';

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

/** Net revenue of twelve months by channel or category. */
export interface Part {
  readonly segment: number;
  readonly kind: 'channel' | 'category';
  readonly name: string;
  readonly revenue: number;
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
      select s.segment, 'channel' as kind, coalesce(o.channel, 'unknown') as name, cast(sum(o.net_amount) as double) as revenue
      from orders as o join customer_segments as s using (customer_id)
      where o.order_date > ${since} and o.net_amount is not null group by all
      union all
      select s.segment, 'category', coalesce(l.category, 'unknown'), cast(sum(l.net_amount) as double)
      from order_lines as l join orders as o using (version_landed_seq)
      join customer_segments as s on s.customer_id = o.customer_id
      where o.order_date > ${since} and l.net_amount is not null group by all
      order by all`),
    trials:
      await snapshot.rows<Trial>(`select cast(regexp_extract(candidate, 'k ([0-9]+)', 1) as integer) as k,
        max(value) filter (where figure = 'silhouette') as silhouette,
        max(value) filter (where figure = 'stability') as stability, max(value) filter (where figure = 'inertia') as inertia
      from model_figures join model_runs using (fit_id)
      where model_runs.model = 'segments' and is_current group by all order by all`),
    fit,
  };
}
