import type { Snapshot } from '../build/snapshot.ts';

export interface CohortCell {
  readonly age: number;
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
}

export interface Cohort {
  readonly month: string;
  readonly size: number;
  /** observed months only */
  readonly cells: readonly CohortCell[];
}

export interface Gap {
  readonly bucket: number;
  readonly orders: number;
}

export interface RetentionData {
  readonly cohorts: readonly Cohort[];
  /** days between an order and the one before it, in the buckets of `gapEnds` */
  readonly gaps: readonly Gap[];
  readonly medianGap: number | null;
}

/** Last day of each bucket; the last bucket is open. */
export const gapEnds = [7, 14, 30, 60, 90, 180, 365] as const;

interface Row extends CohortCell {
  readonly month: string;
  readonly size: number;
}

export async function load(snapshot: Snapshot): Promise<RetentionData> {
  const rows =
    await snapshot.rows<Row>(`select cast(cohort_month as varchar) as month, cohort_customers as size,
      age_months as age, customers, orders, round(cast(net_revenue as double), 2) as revenue
    from cohort_retention order by cohort_month, age_months`);
  const cohorts = new Map<string, { month: string; size: number; cells: CohortCell[] }>();
  for (const { month, size, ...cell } of rows) {
    const cohort = cohorts.get(month) ?? { month, size, cells: [] };
    cohort.cells.push(cell);
    cohorts.set(month, cohort);
  }
  const bucket = gapEnds.map((end, i) => `when days_since_previous_order <= ${end} then ${i}`).join(' ');
  const ordered = 'from orders where days_since_previous_order is not null';
  const [median] = await snapshot.rows<{ days: number | null }>(
    `select cast(median(days_since_previous_order) as double) as days ${ordered}`,
  );
  return {
    cohorts: [...cohorts.values()],
    gaps: await snapshot.rows<Gap>(
      `select case ${bucket} else ${gapEnds.length} end as bucket, count(*) as orders ${ordered} group by all order by all`,
    ),
    medianGap: median?.days ?? null,
  };
}
