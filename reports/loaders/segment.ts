import type { LoadedMember } from '../build/loadPages.ts';
import type { Snapshot } from '../build/snapshot.ts';
import { load as loadAll, type Part, type Segment, type Trait } from './segments.ts';

/** How many of the segment's customers another table says the same of. */
export interface MakeUp {
  readonly segment: number;
  readonly kind: 'rfm' | 'tier' | 'lifecycle';
  readonly name: string;
  readonly customers: number;
  readonly share: number;
  /** share in this segment over the share of all customers */
  readonly lift: number;
}

export interface MonthMove {
  /** month end, the as-of date last */
  readonly month: string;
  /** 0 is no order before */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
}

/** A customer who changed their segment since the last month end. */
export interface Mover {
  readonly customer: string;
  readonly from: number;
  readonly to: number;
  readonly revenue12m: number;
  readonly last: string | null;
}

export interface Outlook {
  readonly segment: number;
  /** mean lifetime value, null where none is known; as are the others */
  readonly clv: number | null;
  readonly alive: number | null;
  readonly churn: number | null;
}

export interface SegmentData {
  readonly segment: Segment;
  /** all segments, this one too */
  readonly all: readonly Pick<Segment, 'segment' | 'en' | 'zh'>[];
  readonly traits: readonly Trait[];
  readonly parts: readonly Part[];
  readonly makeUp: readonly MakeUp[];
  readonly outlook: Outlook | null;
  /** of the last two years, into this segment or out of it */
  readonly moves: readonly MonthMove[];
  readonly entered: readonly Mover[];
  readonly left: readonly Mover[];
}

/** Customers named of those who entered, and of those who left: those of the greatest revenue. */
const named = 50;

export async function loadEach(snapshot: Snapshot): Promise<readonly LoadedMember[]> {
  const { asOf } = snapshot.run;
  const { segments, traits, parts } = await loadAll(snapshot);
  const makeUp = await snapshot.rows<MakeUp>(`
    with facts as (
      select s.segment, 'rfm' as kind, r.rfm_segment as name from customer_segments as s join customer_rfm as r using (customer_id)
      union all
      select s.segment, 'tier', t.tier from customer_segments as s join customer_tiers as t using (customer_id)
      union all
      select s.segment, 'lifecycle', l.lifecycle from customer_segments as s join customer_lifecycle as l using (customer_id)
    ), counts as (
      select segment, kind, name, count(*) as customers from facts where name is not null group by all
    ), shares as (
      select *, customers / sum(customers) over (partition by segment, kind) as share,
        sum(customers) over (partition by kind, name) / sum(customers) over (partition by kind) as everywhere
      from counts
    )
    select segment, kind, name, customers, share, share / everywhere as lift from shares order by segment, kind, customers desc, name`);
  const outlooks = await snapshot.rows<Outlook>(`
    select s.segment, avg(cast(v.clv as double)) as clv, avg(v.p_alive) as alive, avg(h.churn_probability) as churn
    from customer_segments as s left join customer_clv as v using (customer_id) left join customer_churn as h using (customer_id)
    group by all order by all`);
  const moves = await snapshot.rows<MonthMove>(`
    select cast(month_end_date as varchar) as month, from_segment as "from", to_segment as "to", customers from segment_months
    where month_end_date > last_day(cast(date '${asOf}' - interval 25 month as date)) order by all`);
  const movers = await snapshot.rows<Mover>(`
    with moved as (
      select m.customer_id as customer, m.previous_segment as "from", m.segment as "to",
        cast(t.net_revenue_12m as double) as "revenue12m", cast(t.last_order_date as varchar) as last
      from customer_month_segments as m left join customer_tiers as t using (customer_id)
      where m.month_end_date = date '${asOf}' and m.previous_segment <> m.segment
    )
    select * from moved
    qualify least(row_number() over (partition by "from" order by "revenue12m" desc nulls last, customer),
      row_number() over (partition by "to" order by "revenue12m" desc nulls last, customer)) <= ${named}
    order by "revenue12m" desc nulls last, customer`);
  return segments.map((segment) => {
    const isOwn = (row: { readonly segment: number }) => row.segment === segment.segment;
    const data: SegmentData = {
      segment,
      all: segments.map(({ segment: number, en, zh }) => ({ segment: number, en, zh })),
      traits: traits.filter(isOwn),
      parts: parts.filter(isOwn),
      makeUp: makeUp.filter(isOwn),
      outlook: outlooks.find(isOwn) ?? null,
      moves: moves.filter(({ from, to }) => from === segment.segment || to === segment.segment),
      entered: movers.filter(({ to }) => to === segment.segment).slice(0, named),
      left: movers.filter(({ from }) => from === segment.segment).slice(0, named),
    };
    return { id: String(segment.segment), name: { en: segment.en, 'zh-CN': segment.zh }, data };
  });
}
