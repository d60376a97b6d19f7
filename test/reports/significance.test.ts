import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomLcg, randomNormal } from 'd3-random';
import { afterAll, describe, expect, test } from 'vitest';
import { describeValues } from '../../models/index.ts';
import { openSnapshot } from '../../reports/build/snapshot.ts';
import { compareGroups, type GroupSums } from '../../reports/loaders/lifetime.ts';
import { load, type OverviewData } from '../../reports/loaders/overview.ts';
import { testChange, testParts } from '../../reports/views/overview/significance.ts';
import { writeFixture } from './fixture.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-significance-test-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const months = ['2026-03-01', '2026-04-01'];
const daysOf = [31, 30];

/** An overview of two months whose days are given, for one metric. */
function overview(
  days: readonly (readonly number[])[],
  denominators: readonly number[] | null = null,
): OverviewData {
  const sums = days.map((month) => month.reduce((sum, one) => sum + one, 0));
  const spreads = days.map((month) => describeValues(month).sd);
  const series = { numerators: sums, denominators, spreads };
  const nothing = { numerators: [], denominators: null, spreads: null };
  return {
    periods: { week: [], month: months },
    running: { week: false, month: false },
    metrics: {
      net_revenue: { all: { week: nothing, month: series } },
      repeat_rate: { all: { week: nothing, month: series } },
      active_customers: { all: { week: nothing, month: { ...series, spreads: null } } },
    },
    parts: { week: {}, month: { channel: { web: sums } } },
    partSpreads: { week: {}, month: { channel: { web: spreads.map((sd) => sd ?? 0) } } },
    expected: {},
    alerts: [],
    checks: 0,
  };
}
const moment = { kind: 'month', place: 1, channel: 'all' } as const;

describe('a change on the overview', () => {
  test('of days that are alike is claimed in about one of twenty months', () => {
    const random = randomLcg(0.6);
    const normal = randomNormal.source(random)(1000, 300);
    let [claims, parts] = [0, 0];
    for (let i = 0; i < 1000; i++) {
      const data = overview(daysOf.map((n) => Array.from({ length: n }, normal)));
      if (testChange(data, 'net_revenue', moment, -1).verdict !== 'noise') claims++;
      if (testParts(data, moment, 'channel', ['web'])[0]?.verdict !== 'noise') parts++;
    }
    expect(claims).toBe(parts);
    expect(claims / 1000).toBeGreaterThan(0.03);
    expect(claims / 1000).toBeLessThan(0.075);
  });

  test('of parts that are alike is claimed on about one of twenty pages, all parts together', () => {
    const random = randomLcg(0.8);
    const normal = randomNormal.source(random)(1000, 300);
    const names = Array.from({ length: 8 }, (_, i) => `part ${i}`);
    let pages = 0;
    for (let page = 0; page < 400; page++) {
      const parts = names.map(() => overview(daysOf.map((n) => Array.from({ length: n }, normal))));
      const web = (from: 'parts' | 'partSpreads') =>
        Object.fromEntries(names.map((name, i) => [name, parts[i]?.[from].month.channel?.web ?? []]));
      const data: OverviewData = {
        ...overview([[1], [1]]),
        parts: { week: {}, month: { channel: web('parts') } },
        partSpreads: { week: {}, month: { channel: web('partSpreads') } },
      };
      const tests = testParts(data, moment, 'channel', [...names, '…']);
      expect(tests.at(-1)?.verdict).toBe('not-testable');
      if (tests.some(({ verdict }) => verdict === 'up' || verdict === 'down')) pages++;
    }
    expect(pages / 400).toBeLessThan(0.09);
  });

  test('is not claimed because a month is longer', () => {
    const alternating = (n: number) => Array.from({ length: n }, (_, i) => 100 + (i % 2));
    const { verdict, interval } = testChange(overview(daysOf.map(alternating)), 'net_revenue', moment, -1);
    expect(verdict).toBe('noise');
    expect(interval?.[0]).toBeLessThan(0);
    expect(interval?.[1]).toBeGreaterThan(0);
  });

  test('of every day is claimed, and its interval holds it', () => {
    const days = (level: number) => (n: number) => Array.from({ length: n }, (_, i) => level + (i % 3));
    const data = overview([days(100)(31), days(130)(30)]);
    const { verdict, interval } = testChange(data, 'net_revenue', moment, -1);
    expect(verdict).toBe('up');
    const change = (30 * 131) / 30 / 101 - 1;
    expect(interval?.[0]).toBeLessThan(change);
    expect(interval?.[1]).toBeGreaterThan(change);
  });

  test('of a share goes by its counts, and of different customers is not tested', () => {
    const few = overview([[5], [7]], [10, 10]);
    expect(testChange(few, 'repeat_rate', moment, -1).verdict).toBe('noise');
    const many = overview([[500], [700]], [1000, 1000]);
    expect(testChange(many, 'repeat_rate', moment, -1)).toMatchObject({ verdict: 'up' });
    expect(testChange(many, 'active_customers', moment, -1).verdict).toBe('not-testable');
    expect(testChange(many, 'repeat_rate', moment, -2).verdict).toBe('not-testable');
  });
});

describe('groups of lifetime value', () => {
  const random = randomLcg(0.25);
  const normal = randomNormal.source(random)(0, 1);
  const groupsOf = (names: number, moreForFirst: number): readonly GroupSums[] => {
    const values = Array.from({ length: names }, (_, i) =>
      Array.from({ length: 150 }, () => 100 * Math.exp(0.8 * normal()) + (i === 0 ? moreForFirst : 0)),
    );
    return values.map((all, i) => {
      const { n, mean, sd } = describeValues(all);
      return {
        ...{ group: `group ${i}`, customers: n, mean: mean ?? 0, sd },
        ...{ alive: 0, orders12m: 0, median: 0, total: 0 },
      };
    });
  };
  const isClaimed = ({ verdict }: { verdict: string }) => verdict === 'up' || verdict === 'down';

  test('that are alike are claimed on about one of twenty pages, channels and cohorts together', () => {
    let [pages, single] = [0, 0];
    for (let page = 0; page < 400; page++) {
      const found = compareGroups([groupsOf(7, 0), groupsOf(4, 0)]).flat();
      expect(found).toHaveLength(11);
      if (found.some(isClaimed)) pages++;
      single += found.filter(({ low, high }) => (low ?? 0) > 0 || (high ?? 0) < 0).length / 11;
    }
    expect(pages / 400).toBeLessThan(0.09);
    expect(single / 400).toBeGreaterThan(0.03);
  });

  test('that differ are told, each division against itself alone', () => {
    const [channels, cohorts] = compareGroups([groupsOf(7, 60), groupsOf(1, 0)]);
    expect(channels?.[0]).toMatchObject({ group: 'group 0', verdict: 'up' });
    expect(channels?.filter(isClaimed).length).toBeLessThan(4);
    expect(cohorts).toMatchObject([{ verdict: 'not-testable', difference: null, low: null }]);
    expect(compareGroups([[], []])).toEqual([[], []]);
  });
});

test('the spreads from day to day are those of the days, empty ones counted', async () => {
  const { paths } = await writeFixture(folder, 'many');
  const snapshot = await openSnapshot(paths, 'analyst');
  try {
    const data = await load(snapshot);
    const place = data.periods.month.indexOf('2026-09-01');
    const days = await snapshot.rows<{ day: string; net: number; orders: number }>(`
      select d::date as day, coalesce(sum(net_amount), 0)::double as net, count(net_amount) as orders
      from range(date '2026-09-01', date '2026-10-01', interval 1 day) as t(d) left join orders on order_date = d
      and channel = 'web' group by all`);
    expect(days).toHaveLength(30);
    const spread = (metric: string) => data.metrics[metric]?.web?.month.spreads?.[place] ?? Number.NaN;
    const expected = describeValues(days.map(({ net }) => net)).sd ?? 0;
    expect(Math.abs(spread('net_revenue') / expected - 1)).toBeLessThan(0.005);
    expect(
      Math.abs(spread('orders') / (describeValues(days.map(({ orders }) => orders)).sd ?? 0) - 1),
    ).toBeLessThan(0.005);
    const ratio =
      days.reduce((sum, one) => sum + one.net, 0) / days.reduce((sum, one) => sum + one.orders, 0);
    const residuals = days.map(({ net, orders }) => net - ratio * orders);
    const meanOrders = days.reduce((sum, one) => sum + one.orders, 0) / 30;
    const byHand = Math.sqrt(residuals.reduce((sum, one) => sum + one * one, 0) / 29) / meanOrders;
    expect(Math.abs(spread('average_order_value') / byHand - 1)).toBeLessThan(0.005);
  } finally {
    snapshot.close();
  }
});
