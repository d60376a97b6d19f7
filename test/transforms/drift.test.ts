import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event, type Warehouse, warehouse } from '../support/warehouse.ts';

const line = { sku: 'A', quantity: 1, unit_price: '10.00' };
const order = (id: string, data: Record<string, unknown> = {}, source = 'shop.web') =>
  event(
    'purchase.completed',
    '2026-03-02T10:15:00+08:00',
    { order_id: id, currency: 'CNY', lines: [line], ...data },
    { source },
  );

let built: Warehouse | undefined;
afterEach(() => built?.close());

describe('schema drift', () => {
  it('counts events by type, source and unknown field among those looked at, inside lists and objects too', async () => {
    built = await warehouse(
      [
        order('1', { gift: true, lines: [{ ...line, colour: 'red' }, line] }),
        order('2', { gift: { wrapped: null }, customer: { wechat: 'x' } }),
        order('3'),
        order('4', { 赠品: '茶' }, 'pos'),
        event('page.viewed', '2026-03-03T00:00:00Z', { url: '/', 'li.wei@example.cn': 1, user_12345678: 2 }),
      ],
      { select: 'schema_drift' },
    );
    expect(
      await built.rows(
        'select event_type, source_or_topic, field, events_with_field, events_examined from schema_drift order by all',
      ),
    ).toEqual(
      [
        ['page.viewed', 'shop.web', '*', 1n, 1n],
        ['purchase.completed', 'pos', '赠品', 1n, 1n],
        ['purchase.completed', 'shop.web', 'customer.wechat', 1n, 3n],
        ['purchase.completed', 'shop.web', 'gift', 2n, 3n],
        ['purchase.completed', 'shop.web', 'lines[].colour', 1n, 3n],
      ].map(([event_type, source_or_topic, field, events_with_field, events_examined]) => ({
        event_type,
        source_or_topic,
        field,
        events_with_field,
        events_examined,
      })),
    );
  });

  it('is nothing where sources keep to their contracts', async () => {
    built = await warehouse([order('1'), order('2')], { select: 'schema_drift' });
    expect(await built.rows('from schema_drift')).toEqual([]);
  });
});

describe('schema drift of a project', () => {
  const clock = new Date('2026-11-23T08:00:00Z');
  let folder: string;
  beforeAll(async () => {
    folder = newProject();
    await land(folder, [order('1', { gift: true }), order('2')], 'first');
    await buildTables(folder, clock);
    await land(
      folder,
      [order('3', { gift: true, colour: 'red' }), event('tea.drunk', '2026-03-02T00:00:00Z', {})],
      'second',
    );
    await buildTables(folder, clock);
  });

  const drift = async () => JSON.parse((await run(folder, ['status', '--json'], { clock })).out).drift;

  it('adds what lands later to what was found before, and a build anew finds the same', async () => {
    const found = await drift();
    expect(found).toEqual([
      { eventType: 'purchase.completed', sourceOrTopic: 'shop.web', field: 'gift', events: 2, examined: 3 },
      { eventType: 'purchase.completed', sourceOrTopic: 'shop.web', field: 'colour', events: 1, examined: 3 },
      {
        eventType: 'tea.drunk',
        sourceOrTopic: expect.stringMatching(/^file:second\.ndjson@/),
        field: '',
        events: 1,
        examined: 1,
      },
    ]);
    expect(await run(folder, ['build', '--full-refresh'], { clock })).toMatchObject({ code: 0 });
    expect(await drift()).toEqual(found);
  });

  it('is told by status in words, and shown to the analyst', async () => {
    const { out } = await run(folder, ['status'], { clock });
    expect(out).toContain(
      'drift        shop.web: unknown field gift of purchase.completed in 2 of 3 events looked at\n',
    );
    expect(out).toMatch(/^drift {8}file:second\.ndjson@\S+: unknown type tea\.drunk, 1 refused$/m);
    const shown = await run(folder, ['show', 'schema_drift', '--json']);
    expect(Object.keys(JSON.parse(shown.out).rows[0])).toEqual([
      'event_type',
      'source_or_topic',
      'field',
      'events_with_field',
      'events_examined',
      'first_event_at',
      'last_event_at',
    ]);
  });
});
