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

export interface CustomersData {
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
  return {
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
