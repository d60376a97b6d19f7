import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../ingest/contracts/index.ts';
import { lateTopics } from '../../transforms/index.ts';
import { land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event, warehouse } from '../support/warehouse.ts';

const view = (at: string) => event('page.viewed', at, { customer: { email: 'li@example.cn' }, url: '/' });
const monday = new Date('2026-11-23T08:00:00Z');
const friday = new Date('2026-11-27T08:00:00Z');

describe('a topic is late', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const at = (topic: string, time: string | null) => ({
    topic,
    lastAt: time === null ? null : new Date(time),
  });
  const late = (hours: number, ...topics: ReturnType<typeof at>[]) =>
    lateTopics({ purchases: { hours } }, topics, now).map(({ ageHours }) => ageHours);

  it('when its newest event is older than its limit, and not at the limit itself', () => {
    expect(late(12, at('purchases', '2026-11-23T00:00:00Z'))).toEqual([]);
    expect(late(11.9, at('purchases', '2026-11-23T00:00:00Z'))).toEqual([12]);
    expect(late(5, at('purchases', '2026-11-23T13:00:00Z'))).toEqual([]);
  });

  it('when nothing has ever landed in it, or only what has no time', () => {
    expect(late(1000)).toEqual([undefined]);
    expect(late(1000, at('purchases', null), at('profiles', '2026-11-23T11:00:00Z'))).toEqual([undefined]);
  });

  it('and a file is known by its name, whichever of its imports is the newest', () => {
    const files = [
      at('file:orders.csv@aa11', '2026-11-23T11:00:00Z'),
      at('file:orders.csv@bb22', '2026-01-01T00:00:00Z'),
    ];
    expect(lateTopics({ 'file:orders.csv': { hours: 2 } }, files, now)).toEqual([]);
    expect(lateTopics({ 'file:orders.csv': { hours: 0.5 } }, files, now)).toHaveLength(1);
  });
});

describe('the check of freshness', () => {
  it('warns in build, check and status once a limit has passed; no table is made again for it', async () => {
    const folder = newProject({
      freshness: { 'file:events.ndjson': { hours: 48 }, purchases: { hours: 500 } },
    });
    await land(folder, [view('2026-11-22T08:00:00Z')]);
    const first = await run(folder, ['build', '--json', '--as-of', '2026-11-22'], { clock: monday });
    expect(first.code).toBe(0);
    const [fresh] = JSON.parse(first.out).checks.filter(({ name }: { name: string }) => name === 'freshness');
    expect(fresh).toMatchObject({
      severity: 'warn',
      status: 'warn',
      failures: 1,
      sample: [{ topic: 'purchases', limit_hours: 500, age_hours: null }],
    });

    const later = await run(folder, ['build', '--json', '--as-of', '2026-11-22'], { clock: friday });
    const report = JSON.parse(later.out);
    expect({ code: later.code, warn: report.totals.warn - JSON.parse(first.out).totals.warn }).toEqual({
      code: 0,
      warn: 0,
    });
    expect(new Set(report.nodes.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['unchanged']),
    );
    // what the pages say of it is published
    expect(report.unchanged).toBe(false);
    const said = await run(folder, [
      'query',
      "select failures from _checks where name = 'freshness'",
      '--json',
    ]);
    expect(JSON.parse(said.out).rows).toEqual([{ failures: 2 }]);

    const checked = await run(folder, ['check'], { clock: friday });
    expect(checked.code).toBe(0);
    expect(checked.out).toContain('WARN freshness: 2 rows break the rule');
    expect(checked.out).toContain('{"topic":"file:events.ndjson","limit_hours":48,"age_hours":120}');
    const elsewhere = await run(folder, ['check', '--select', 'orders', '--json'], { clock: friday });
    expect(elsewhere.out).not.toContain('freshness');

    const { sources } = JSON.parse((await run(folder, ['status', '--json'], { clock: friday })).out);
    expect(sources).toMatchObject([
      { events: 1, late: true },
      { topic: 'purchases', events: 0, late: true },
    ]);
    expect((await run(folder, ['status'], { clock: friday })).out).toMatch(/purchases: 0 events.*never LATE/);
  });

  it('is not there where no limit is configured', async () => {
    const folder = newProject();
    await land(folder, [view('2026-11-22T08:00:00Z')]);
    expect((await run(folder, ['build', '--json'])).out).not.toContain('"freshness"');
  });
});

it('reference data are the types of the topic reference', () => {
  const sql = fs.readFileSync(new URL('../../sql/marts/data_quality.sql', import.meta.url), 'utf8');
  const [, list = ''] = /type not in \(([^)]*)\)/.exec(sql) ?? [];
  const named = [...list.matchAll(/'([^']+)'/g)].map(([, type]) => type);
  const types = registry.filter(({ topic }) => topic === 'reference').map(({ type }) => type);
  expect(named.sort()).toEqual(types.sort());
});

it('a source of reference data alone need not have sent any lately', async () => {
  const product = (source: string) => ({
    ...event('product.updated', '2026-01-05T08:00:00Z', { sku: 'TEA', name: 'Tea' }),
    source,
  });
  const built = await warehouse(
    [product('erp'), product('shop.web'), { ...view('2026-06-01T08:00:00Z'), source: 'shop.web' }],
    { select: '+data_quality' },
  );
  try {
    expect(
      await built.rows(
        "select source, rows_failed from data_quality where rule = 'recent_events' order by source",
      ),
    ).toEqual([{ source: 'shop.web', rows_failed: 1n }]);
  } finally {
    built.close();
  }
});

it('the days within which a source must have sent something are configured', async () => {
  const failed = async (recentDays: number) => {
    const built = await warehouse([view('2026-06-25T08:00:00Z')], {
      select: '+data_quality',
      config: { quality: { recentDays } },
    });
    try {
      return await built.rows("select rows_failed from data_quality where rule = 'recent_events'");
    } finally {
      built.close();
    }
  };
  expect(await failed(6)).toEqual([{ rows_failed: 0n }]);
  expect(await failed(5)).toEqual([{ rows_failed: 1n }]);
});

describe('the check of silent sources', () => {
  const everyDay = (source: string, last: Date, days = 20) =>
    Array.from({ length: days }, (_, i) => ({
      ...view(new Date(last.getTime() - i * 86_400_000).toISOString()),
      source,
    }));

  it('warns of one that sent events on most days, and of none that seldom does or ended long ago', async () => {
    const built = await warehouse(
      [
        ...everyDay('shop.web', new Date('2026-06-30T08:00:00Z')),
        ...everyDay('shop.till', new Date('2026-06-10T08:00:00Z')),
        ...everyDay('old.shop', new Date('2026-03-01T08:00:00Z')),
        ...everyDay('survey', new Date('2026-06-10T08:00:00Z'), 10),
      ],
      { select: '+data_quality' },
    );
    try {
      const found = built.report.checks.find(({ name }) => name === 'sources_silent');
      expect(found).toMatchObject({ status: 'warn', failures: 1 });
      expect(found?.sample).toMatchObject([{ source: 'shop.till', days_with_events: 20n }]);
    } finally {
      built.close();
    }
  });
});
