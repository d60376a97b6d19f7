import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../support/cli.ts';

/** A value that must not be found in what the analyst may read. */
const canary = (n: number) => `canary${n}xq`;

const event = (type: string, id: string, data: Record<string, unknown>) =>
  JSON.stringify({ specversion: '1.0', id, source: 'crm', type, time: '2026-03-02T10:15:00+08:00', data });

const customer = {
  customer_ref: canary(1),
  email: `${canary(2)}@example.com`,
  phone: '13800138001',
  loyalty_id: canary(3),
};

const events = [
  event('profile.updated', '1', {
    customer,
    name: canary(4),
    given_name: canary(5),
    family_name: canary(6),
    birth_date: '1981-07-19',
    address: { city: 'Xiamen', street: canary(7), postal_code: canary(8) },
    preferences: { diet: canary(9) },
    tags: [canary(10)],
    unheard_of: canary(11),
  }),
  event('survey.answered', '2', { customer, survey: 'csat', score: 4, comment: canary(12) }),
  event('ticket.opened', '3', { customer, ticket_id: 'T1', subject: canary(13) }),
  event('purchase.completed', '4', {
    customer,
    order_id: 'O1',
    currency: 'CNY',
    lines: [{ sku: 'S', quantity: 1, unit_price: '10.00' }],
    delivery_address: canary(14),
  }),
  event('purchase.refunded', '5', {
    customer,
    order_id: 'O1',
    currency: 'CNY',
    amount: '1.00',
    reason: canary(15),
  }),
  event('purchase.completed', '6', { customer, order_id: canary(16), currency: 'nope', lines: [] }),
];

describe('the analyst', () => {
  it('finds no personal value of any kind in the snapshot, byte by byte, while the admin does', async () => {
    const folder = temporaryFolder('masks');
    fs.writeFileSync(
      path.join(folder, 'clientele.config.json'),
      JSON.stringify({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } }),
    );
    fs.writeFileSync(path.join(folder, 'events.ndjson'), `${events.join('\n')}\n`);
    expect(await run(folder, ['ingest', 'files', 'events.ndjson'])).toMatchObject({ code: 0 });
    const built = await run(folder, ['build']);
    expect(built.code, built.out + built.err).toBe(0);
    const bytes = (role: string) => {
      const home = path.join(folder, 'data/published', role);
      return fs.readFileSync(
        path.join(home, fs.readFileSync(path.join(home, 'current'), 'utf8').trim()),
        'latin1',
      );
    };
    expect(bytes('admin')).toContain(canary(4));
    const analyst = bytes('analyst');
    for (let n = 1; n <= 16; n++) expect(analyst, `canary ${n}`).not.toContain(canary(n));
    expect(analyst).not.toContain('13800138001');
    expect(analyst).toContain('Xiamen');
  });
});
