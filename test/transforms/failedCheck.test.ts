import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from '../support/cli.ts';

const purchase = (id: string, currency: string) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 'shop',
    type: 'purchase.completed',
    time: '2026-03-02T10:15:00+08:00',
    data: { order_id: id, currency, lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }] },
  });

it('a failed check ends with 1, prints its rows, and leaves the last good snapshot published', async () => {
  const folder = temporaryFolder('failed-check');
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const current = () => fs.readFileSync(path.join(folder, 'data/published/analyst/current'), 'utf8');
  write('clientele.config.json', JSON.stringify({ business: { reportingCurrency: 'CNY' } }));
  write('good.ndjson', `${purchase('1', 'CNY')}\n`);
  expect(await run(folder, ['ingest', 'files', 'good.ndjson'])).toMatchObject({ code: 0 });
  expect(await run(folder, ['build'])).toMatchObject({ code: 0 });
  const good = current();

  write('bad.ndjson', `${purchase('2', 'USD')}\n`);
  expect(await run(folder, ['ingest', 'files', 'bad.ndjson'])).toMatchObject({ code: 0 });
  const failed = await run(folder, ['build']);
  expect(failed.code).toBe(1);
  expect(failed.out).toMatch(/ERROR exchange_rate_missing: 1 rows[\s\S]*USD/);
  expect(failed.err).toContain('clientele retry');
  expect(current()).toBe(good);

  const asJson = await run(folder, ['retry', '--json']);
  expect(asJson.code).toBe(1);
  expect(JSON.parse(asJson.out)).toMatchObject({
    schema: 'clientele.build/1',
    status: 'error',
    published: [],
  });
  expect(current()).toBe(good);
  const shown = await run(folder, ['query', 'select count(*) as n from orders', '--json']);
  expect(JSON.parse(shown.out).rows).toEqual([{ n: 1 }]);
});
