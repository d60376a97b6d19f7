import { afterEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { assignSql } from '../../../transforms/segments/assignSql.ts';
import type { SegmentsParameters } from '../../../transforms/segments/parameters.ts';
import { segmentFeatures } from '../../../warehouse/config.ts';
import type { ConfigInput } from '../../../warehouse/index.ts';
import { assignSegments } from '../../models/clusters/assignSegments.ts';
import type { Order } from '../../sql/marts/coreTables.ts';
import { segmentsOver } from './context.ts';

const asOf = '2026-10-31';
const end = Date.parse(asOf);
const daysBefore = (days: number) => new Date(end - days * 86_400_000).toISOString().slice(0, 10);

/** Customers of three kinds: frequent and dear, occasional, and those who came once long ago. */
function business(customers: number, seed: number, prefix = 'c'): Order[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, (_, i) => {
    const kind = i % 3;
    const count = [12, 4, 1][kind] ?? 1;
    const [from, span] = [
      [0, 300],
      [20, 250],
      [420, 200],
    ][kind] ?? [0, 0];
    return Array.from({ length: count }, () => ({
      customer: `${prefix}${String(i).padStart(4, '0')}`,
      date: daysBefore(Math.floor((from ?? 0) + random() * (span ?? 0))),
      amount: (((kind === 0 ? 300 : 60) * (0.5 + random())) as number).toFixed(2),
    }));
  }).flat();
}

let open: Awaited<ReturnType<typeof segmentsOver>>[] = [];
async function over(orders: readonly Order[], config: ConfigInput = {}, on = asOf) {
  const made = await segmentsOver(orders, on, config);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

const nothingInvalid =
  'select * from segment_traits where isnan(z) or isnan(centroid_value) or isnan(median_all)';

interface Assigned {
  readonly customer_id: string;
  readonly segment: number;
  readonly distance: number;
}
const assignedSql = 'select customer_id, segment, distance from customer_segments order by customer_id';

/** The segments of all customers as the model assigns them. */
async function byModel(
  rows: <T>(sql: string) => Promise<T[]>,
  { segmentation }: SegmentsParameters,
): Promise<number[]> {
  const features = await rows<Record<string, number>>(
    `select cast(recency_days as double) as r, cast(frequency as double) as f, cast(monetary as double) as m
     from segment_features where month_end_date = date '${asOf}' order by customer_id`,
  );
  const values = Float64Array.from(features.flatMap(({ r = 0, f = 0, m = 0 }) => [r, f, m]));
  const labels = assignSegments({ rows: features.length, columns: 3, values }, segmentation);
  return Array.from(labels, (label) => label + 1);
}

describe('the step of segments', () => {
  test('assigns in SQL what the model itself assigns, and every check passes', async () => {
    const { make, rows, context, broken } = await over(business(240, 5));
    const { parameters, chosen, reason } = await make();
    expect(chosen).toBe('k-means, k 3');
    expect(reason).toMatch(/^3 segments: theirs is the widest silhouette \(0\.\d{3}\), over 240 customers/);
    const assigned = await rows<Assigned>(assignedSql);
    expect(assigned).toHaveLength(240);
    expect(assigned.map(({ segment }) => segment)).toEqual(await byModel(rows, parameters));
    expect(await broken()).toEqual({});
    expect(context.config.models.segments.features).toEqual(['recency_days', 'frequency', 'monetary']);
  });

  test('names segments in both languages by what sets them apart', async () => {
    const { make, rows } = await over(business(240, 5));
    await make();
    const names = await rows<{ name_en: string; name_zh: string; revenue: unknown }>(
      'select name_en, name_zh from segment_profiles order by revenue desc',
    );
    expect(names[0]?.name_en).toMatch(/many orders|spent much/i);
    expect(names[0]?.name_zh).toMatch(/订单多|消费高/);
    expect(new Set(names.map(({ name_en }) => name_en)).size).toBe(3);
    expect(new Set(names.map(({ name_zh }) => name_zh)).size).toBe(3);
  });

  test('says of people who are gone that they are, however much they bought, and never that they bought lately', async () => {
    const shifted = business(240, 5).map((order) => ({
      ...order,
      date: new Date(Date.parse(order.date) - 300 * 86_400_000).toISOString().slice(0, 10),
    }));
    const { make, rows } = await over(shifted);
    await make();
    const names = await rows<{ name_en: string; name_zh: string }>(
      'select name_en, name_zh from segment_profiles order by revenue desc',
    );
    expect(names[0]?.name_en).toMatch(/^Long away, .*(many orders|spent much)/);
    for (const { name_en, name_zh } of names) {
      expect(name_en).toMatch(/long away/i);
      expect(name_zh).toMatch(/久未购买/);
    }
  });

  test('tells the segment of every month, as by the features of the month ends a quarter apart', async () => {
    for (const features of [['recency_days', 'frequency', 'monetary'], segmentFeatures] as const) {
      const { make, rows, context } = await over(business(240, 5), {
        models: { segments: { features: [...features] } },
      });
      const { parameters } = await make();
      const by = assignSql(parameters.segmentation, 'segment_features', ['customer_id', 'month_end_date']);
      expect(
        await rows(`
          select customer_id, month_end_date, label + 1 as segment from (${by})
          except select customer_id, month_end_date, segment from customer_month_segments`),
      ).toEqual([]);
      const [counted] = await rows<Record<string, bigint>>(`
        select count(*) as n, count(distinct customer_id) as customers, count(*) filter (where previous_segment is null) as fresh,
          (select sum(until_month_number - from_month_number + 1) from customer_spans)::bigint as months,
          count(distinct month_end_date) as ends, max(month_end_date) = date '${context.asOf}' as ends_today
        from customer_month_segments`);
      expect(counted).toMatchObject({ customers: 240n, fresh: 240n, n: counted?.months, ends_today: true });
      const members = 'select to_segment as segment, sum(customers)::int as customers from segment_months';
      expect(
        await rows(`${members} where month_end_date = date '${asOf}' group by all order by all`),
      ).toEqual(
        await rows('select segment, customers from segment_profiles where customers > 0 order by all'),
      );
    }
  });

  test('keeps labels and names with their people when fitted anew with a tenth of new customers', async () => {
    const before = await over(business(240, 5));
    const last = await before.make();
    const was = new Map(
      (await before.rows<Assigned>(assignedSql)).map((one) => [one.customer_id, one.segment]),
    );
    const after = await over([...business(240, 5), ...business(24, 9, 'd')], { seed: 99 });
    const { parameters } = await after.make({ last });
    const now = await after.rows<Assigned>(assignedSql);
    expect(now).toHaveLength(264);
    const old = now.filter(({ customer_id }) => was.has(customer_id));
    expect(
      old.filter(({ customer_id, segment }) => was.get(customer_id) === segment).length / 240,
    ).toBeGreaterThan(0.97);
    expect(parameters.segmentation.segments.map(({ code }) => code)).toEqual(
      last.parameters.segmentation.segments.map(({ code }) => code),
    );
    const moved = await after.rows<{ n: bigint; customers: bigint; stayed: bigint }>(
      "select count(*) as n, sum(customers)::bigint as customers, sum(customers) filter (where from_segment = to_segment)::bigint as stayed from segment_moves where moved_by = 'refit'",
    );
    expect(moved[0]?.customers).toBe(264n);
    expect(Number(moved[0]?.stayed)).toBeGreaterThan(0.97 * 264);
    expect(await after.broken()).toEqual({});
  });

  test('is fitted and scored alike twice, and whatever order the orders came in', async () => {
    const orders = business(120, 5);
    const [a, b] = [await over(orders), await over(orders.toReversed())];
    expect((await a.make()).parameters).toEqual((await b.make()).parameters);
    expect(await a.rows('select * from customer_segments order by all')).toEqual(
      await b.rows('select * from customer_segments order by all'),
    );
  });

  test('takes more features than recency, frequency and money', async () => {
    const features = [
      'tenure_days',
      'active_days',
      'average_order_value',
      'orders_12m',
      'net_revenue_12m',
    ] as const;
    const { make, rows, broken } = await over(business(120, 5), {
      models: { segments: { features: [...features] } },
    });
    await make();
    const found = await rows<{ feature: string }>(
      'select feature from segment_traits where segment = 1 order by place',
    );
    expect(found.map(({ feature }) => feature)).toEqual(features);
    expect(await broken()).toEqual({});
  });

  test('a customer who moves between segments in a quarter is counted out of one and into another', async () => {
    const { make, rows } = await over(business(240, 5));
    await make();
    const [sums] = await rows<Record<string, number>>(
      `select sum(entered)::int as entered, sum("left")::int as "left", sum(new_customers)::int as fresh,
         (select count(*)::int from customer_segments where previous_segment <> segment) as moved,
         (select count(*)::int from customer_segments where previous_segment is null) as unseen
       from segment_profiles`,
    );
    expect(sums?.moved).toBeGreaterThan(0);
    expect(sums).toMatchObject({ entered: sums?.moved, left: sums?.moved, fresh: sums?.unseen });
  });
});

describe('segments of little', () => {
  const once = (customer: string, days: number, amount = 10): Order => ({
    customer,
    date: daysBefore(days),
    amount,
  });

  test('no customer: one segment that is empty, and takes who comes before the next fit', async () => {
    const none = await over([]);
    const fitted = await none.make();
    expect(fitted).toMatchObject({ chosen: 'none', rows: 0, figures: {} });
    expect(await none.rows(assignedSql)).toEqual([]);
    expect(await none.rows('select segment, name_en, customers from segment_profiles')).toEqual([
      { segment: 1, name_en: 'All customers', customers: 0 },
    ]);
    expect(await none.broken()).toEqual({});
    const later = await over(business(30, 5));
    await later.make({ fitted });
    expect(
      await later.rows('select segment, count(*)::int as n from customer_segments group by all'),
    ).toEqual([{ segment: 1, n: 30 }]);
    expect(await later.broken()).toEqual({});
  });

  test.each<[string, readonly Order[], number]>([
    ['one customer', [once('a', 3)], 1],
    ['customers who are all the same', Array.from({ length: 50 }, (_, i) => once(`c${i}`, 3)), 1],
    ['two that differ, fewer than the segments asked for', [once('a', 3), once('b', 300, 90)], 2],
  ])('%s', async (_, orders, count) => {
    const { make, rows, broken } = await over(orders);
    await make();
    expect(await rows('select count(*)::int as n from segment_profiles')).toEqual([{ n: count }]);
    expect(await rows(nothingInvalid)).toEqual([]);
    expect(await broken()).toEqual({});
  });

  test('one-time buyers only: frequency is the same for all and counts for nothing', async () => {
    const random = seededRandom(3);
    const orders = Array.from({ length: 200 }, (_, i) =>
      once(`c${i}`, Math.floor(random() ** 2 * 600), Math.round(5 + random() ** 3 * 500)),
    );
    const { make, rows, broken } = await over(orders);
    const { parameters } = await make();
    expect(parameters.segmentation.scales[1]).toMatchObject({ feature: 'frequency', deviation: null });
    expect(await rows("select distinct z from segment_traits where feature = 'frequency'")).toEqual([
      { z: 0 },
    ]);
    expect(await rows(nothingInvalid)).toEqual([]);
    expect(await broken()).toEqual({});
  });

  test('all orders on the as-of date, given back in full, or of enormous sums', async () => {
    const orders = Array.from({ length: 40 }, (_, i) => once(`c${i}`, 0, i % 4 === 0 ? 99_999_999 : -i));
    const { make, rows, broken } = await over(orders);
    const { parameters } = await make();
    const assigned = await rows<Assigned>(assignedSql);
    expect(assigned.map(({ segment }) => segment)).toEqual(await byModel(rows, parameters));
    expect(await rows(nothingInvalid)).toEqual([]);
    expect(await broken()).toEqual({});
  });
});
