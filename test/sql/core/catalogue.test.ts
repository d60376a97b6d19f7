import { expect, it } from 'vitest';
import { openEngine, rows, statePaths } from '../../../warehouse/index.ts';
import { buildTables, land, newProject } from '../../support/builtProject.ts';
import { type CloudEvent, event, warehouse } from '../../support/warehouse.ts';

const clock = new Date('2026-07-01T04:00:00Z');

const product = (sku: string, time: string, data: Record<string, unknown>) =>
  event('product.updated', time, { sku, ...data }, { source: 'erp' });

const order = (id: string, customer: string, time: string, lines: readonly Record<string, unknown>[]) =>
  event('purchase.completed', time, {
    customer: { customer_ref: customer },
    order_id: id,
    currency: 'CNY',
    lines: lines.map((line) => ({ quantity: 1, unit_price: '10', ...line })),
  });

const cancelled = (id: string, time: string) => event('purchase.cancelled', time, { order_id: id });

const refund = (id: string, of: string, time: string) =>
  event('purchase.refunded', time, { refund_id: id, order_id: of, currency: 'CNY', amount: '10' });

it('the catalogue tells name and category of a line by its sku, as last described, where the line does not', async () => {
  const built = await warehouse(
    [
      product('T', '2026-01-01T00:00:00Z', { name: 'Old tea', category: 'herbs' }),
      order('1', 'a', '2026-02-01T00:00:00Z', [
        { sku: 'T' },
        { sku: 'T', name: 'Tea (gift)' },
        { sku: 'T', category: 'gifts' },
        { sku: 'X' },
      ]),
      product('T', '2026-03-01T00:00:00Z', { name: 'Tea', category: 'tea' }),
    ],
    { select: '+order_lines' },
  );
  try {
    expect(
      await built.rows('select product_name as name, category from order_lines order by line_number'),
    ).toEqual([
      { name: 'Tea', category: 'tea' },
      { name: 'Tea (gift)', category: 'tea' },
      { name: 'Tea', category: 'gifts' },
      { name: null, category: null },
    ]);
  } finally {
    built.close();
  }
});

it('a product described later, or an order cancelled later, gives what one build of everything gives', {
  timeout: 120_000,
}, async () => {
  // enough others, so that few rows are touched
  const others = Array.from({ length: 40 }, (_, i) =>
    order(`o${i}`, `c${i}`, `2026-04-${String((i % 28) + 1).padStart(2, '0')}T00:00:00Z`, [
      { sku: 'P', category: 'pots' },
    ]),
  );
  const before: readonly CloudEvent[] = [
    product('P', '2026-01-01T00:00:00Z', { name: 'Pot', category: 'pots' }),
    ...others,
    order('1', 'a', '2026-02-01T00:00:00Z', [{ sku: 'T' }]),
    // the same category by its own word, which becomes the second of the month
    order('2', 'a', '2026-02-10T00:00:00Z', [{ sku: 'G', category: 'tea' }]),
    order('3', 'b', '2026-02-12T00:00:00Z', [{ sku: 'G', category: 'tea' }]),
    refund('r3', '3', '2026-02-13T00:00:00Z'),
  ];
  const after: readonly CloudEvent[] = [
    product('T', '2026-03-01T00:00:00Z', { name: 'Tea', category: 'tea' }),
    cancelled('3', '2026-02-14T00:00:00Z'),
  ];
  const tables = ['order_lines', 'refunds', 'daily_revenue', 'metric_days', 'metric_values'];
  const built = async (parts: readonly (readonly CloudEvent[])[]) => {
    const folder = newProject();
    for (const [i, events] of parts.entries()) {
      await land(folder, events, `part${i}`);
      await buildTables(folder, clock);
    }
    const engine = await openEngine();
    try {
      await engine.attach(statePaths(`${folder}/data`).workspace, 'workspace', 'read');
      const connection = await engine.connect();
      const [seen] = await rows<{ customers: number }>(
        connection,
        `select cast(sum(month_customers) as double) as customers from workspace.metric_days
         where dimension = 'category' and dimension_value = 'tea'`,
      );
      const hashes = await rows<{ table_name: string; content_hash: string }>(
        connection,
        `select table_name, content_hash from workspace._table_state
         where table_name in (${tables.map((table) => `'${table}'`).join(', ')}) order by all`,
      );
      return { customers: seen?.customers, hashes };
    } finally {
      engine.close();
    }
  };
  const once = await built([[...before, ...after]]);
  expect(once.hashes).toHaveLength(tables.length);
  expect(once.customers).toBe(1);
  expect(await built([before, after])).toEqual(once);
});
