import { expect, it } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

const time = '2026-03-01T09:00:00Z';

/** A card got points for what a till sold: known of twelve by their telephones, and of one by that alone. */
const shoppers = Array.from({ length: 13 }, (_, i) => {
  const till = { customer_ref: `T${i}`, ...(i < 12 ? { phone: `+4420794602${10 + i}` } : {}) };
  const card = { customer_ref: `K${i}`, phone: `+4420794602${10 + i}` };
  const lines = [{ sku: 'A', quantity: 1, unit_price: '1.00' }];
  return [1, 2, 3, 4].flatMap((n) => {
    const order_id = `TILL-${i}-${n}`;
    return [
      event(
        'purchase.completed',
        time,
        { customer: till, order_id, currency: 'CNY', lines },
        { source: 'till' },
      ),
      event('loyalty.points_earned', time, { customer: card, points: 1, order_id }, { source: 'cards' }),
    ];
  });
}).flat();

it('identity explain names the orders by which a card and a till are one customer', async () => {
  const folder = newProject();
  await land(folder, shoppers);
  await buildTables(folder);
  const keys = ['till ref:T12', 'cards ref:K12'];
  const { out } = await run(folder, ['identity', 'explain', ...keys, '--json']);
  const told = JSON.parse(out);
  expect(told).toMatchObject({ shared: [], chain: [{ rule: 'order' }] });
  expect(told.references).toHaveLength(4);
  const said = await run(folder, ['identity', 'explain', ...keys]);
  expect(said.out).toContain('Both name order TILL-12-1, order TILL-12-2, order TILL-12-3 and 1 more.');
});
