import type { Snapshot } from '../build/snapshot.ts';

export interface Movement {
  readonly month: string;
  readonly new_revenue: number;
  readonly repeat_revenue: number;
  readonly resurrected_revenue: number;
  readonly churned_revenue: number;
}

export interface Region {
  readonly place: string;
  readonly customers: number;
  readonly revenue: number;
}

/** The effect of a driver for one `step` more of it (presence, or one standard deviation), with its 95 % interval. */
export interface DriverRow {
  readonly driver: string;
  readonly kind: 'measured' | 'present';
  readonly mean: number;
  readonly step: number;
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly verdict: 'raises' | 'lowers' | 'unclear' | 'constant' | 'too-few';
}

export interface Outcome {
  readonly name: 'csat' | 'nps' | 'later_revenue';
  readonly rows: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly sd: number | null;
  readonly p10: number | null;
  readonly p90: number | null;
  readonly explained: number | null;
}

export interface CustomersData {
  readonly drivers: Readonly<
    Record<
      'satisfaction' | 'value',
      { readonly rows: readonly DriverRow[]; readonly outcome: Outcome | null }
    >
  >;
  readonly lifecycle: readonly {
    readonly month: string;
    readonly lifecycle: string;
    readonly customers: number;
  }[];
  readonly prospects: number;
  readonly movements: readonly Movement[];
  readonly acquisition: readonly {
    readonly month: string;
    readonly channel: string;
    readonly customers: number;
  }[];
  readonly countries: readonly Region[];
  readonly provinces: readonly Region[];
  /** share of net revenue brought by the best p per cent of the customers with an order */
  readonly concentration: readonly { readonly percent: number; readonly share: number }[];
}

export async function load(snapshot: Snapshot): Promise<CustomersData> {
  const columns = await snapshot.columns('customer_360');
  const regions = (column: string) =>
    columns.has(column)
      ? snapshot.rows<Region>(`select coalesce(${column}, 'unknown') as place, count(*) as customers,
          cast(sum(net_revenue) as double) as revenue from customer_360 where orders > 0
          group by all order by revenue desc, place limit 40`)
      : [];
  const [prospects] = await snapshot.rows<{ n: number }>(
    `select count(*) as n from customer_lifecycle where lifecycle = 'prospect'`,
  );
  const drivers = async (table: string, outcomes: string) => {
    const [summary] =
      await snapshot.rows<Outcome>(`select outcome as name, rows, mean, median, standard_deviation as sd, p10, p90, explained
      from outcome_summaries where outcome in (${outcomes}) and rows > 0`);
    const rows = await snapshot.rows<DriverRow>(`select driver, kind, mean, step, effect, effect_low as low,
      effect_high as high, adjusted_p as p, verdict from ${table} order by abs(effect) desc nulls last, driver`);
    return { outcome: summary ?? null, rows: rows.filter(({ effect }) => effect !== null) };
  };
  return {
    drivers: {
      satisfaction: await drivers('satisfaction_drivers', `'csat', 'nps'`),
      value: await drivers('value_drivers', `'later_revenue'`),
    },
    lifecycle:
      await snapshot.rows(`select cast(month_end_date as varchar) as month, lifecycle, count(*) as customers
      from customer_months group by all order by all`),
    prospects: prospects?.n ?? 0,
    movements: await snapshot.rows<Movement>(`select cast(month_start_date as varchar) as month,
        cast(new_revenue as double) as new_revenue, cast(repeat_revenue as double) as repeat_revenue,
        cast(resurrected_revenue as double) as resurrected_revenue, cast(churned_revenue as double) as churned_revenue
      from revenue_movements order by month`),
    acquisition:
      await snapshot.rows(`select cast(period_start as varchar) as month, dimension_value as channel,
        cast(numerator as double) as customers
      from metric_values where metric = 'new_customers' and dimension = 'channel' and period_kind = 'month' order by all`),
    countries: await regions('country'),
    provinces: await regions('province'),
    concentration: await snapshot.rows(`with
        ranked as (
          select row_number() over (order by net_revenue desc, customer_id) as place, count(*) over () as customers,
            sum(greatest(cast(net_revenue as double), 0)) over (order by net_revenue desc, customer_id rows unbounded preceding) as so_far,
            sum(greatest(cast(net_revenue as double), 0)) over () as total
          from customer_tiers where orders > 0),
        percents as (select range as percent from range(0, 101))
      select percent, coalesce(max(so_far / nullif(total, 0)) filter (where place <= ceil(customers * percent / 100.0)), 0) as share
      from ranked cross join percents group by percent order by percent`),
  };
}
