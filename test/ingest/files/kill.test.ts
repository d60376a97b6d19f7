import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openEngine, rows } from '../../../warehouse/index.ts';
import { run, start, temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('file-kill');
const rowCount = 72_000;

const mapping = `source: shop
time_zone: UTC
events:
  - type: purchase.completed
    group_by: order
    time: at
    constants: { currency: CNY }
    fields: { order_id: order }
    lines:
      fields: { sku: item, quantity: n, unit_price: price }
  - type: profile.updated
    id: customer
    time: at
    fields: { customer.customer_ref: customer, name: name }
`;

/** Orders of three lines of which the last stands far behind, some rows that cannot be used, customers that repeat. */
function* lines(): Generator<string> {
  yield 'order,customer,name,at,item,n,price\n';
  for (let i = 0; i < rowCount; i++) {
    const order = i % 3 === 2 ? Math.max(0, Math.floor(i / 3) - 7_000) : Math.floor(i / 3);
    const quantity = i % 1000 === 7 ? 'none' : 1 + (i % 4);
    yield `O${order},C${i % 5_000},Name ${i % 5_000},2026-03-0${1 + ((i % 5_000) % 9)} 10:00,S${i % 50},${quantity},9.50\n`;
  }
}

async function landed(data: string): Promise<unknown> {
  const engine = await openEngine();
  try {
    await engine.attach(path.join(data, 'landing.duckdb'), 'landing', 'read');
    const connection = await engine.connect();
    const [sums] = await rows(
      connection,
      `select count(*)::integer as events, count(distinct event_id)::integer as ids, max(landed_seq)::integer as last_seq,
         (select sum(json_array_length(payload, '$.lines'))::integer from landing.events) as lines,
         (select count(*)::integer from landing.dead_letters) as dead,
         (select count(distinct "offset")::integer from landing.dead_letters) as dead_rows,
         md5(string_agg(event_id || payload, ' ' order by landed_seq)) as content
       from landing.events`,
    );
    const imports = await rows(
      connection,
      'select rows_read::integer as r, rows_in_events::integer as e, rows_rejected::integer as x, rows_repeated::integer as p, events_landed::integer as l from landing.imports',
    );
    return { sums, imports };
  } finally {
    engine.close();
  }
}

test('an import killed again and again lands every row once, in the same order, with the same counts', async () => {
  fs.writeFileSync(path.join(folder, 'm.yaml'), mapping);
  fs.writeFileSync(path.join(folder, 'sales.csv'), [...lines()].join(''));
  const argv = (data: string) => [
    'ingest',
    'files',
    'sales.csv',
    '--mapping',
    'm.yaml',
    '--data',
    data,
    '--json',
  ];
  expect((await run(folder, argv('whole'))).code).toBe(0);

  const wal = path.join(folder, 'killed/landing.duckdb.wal');
  const size = () => fs.statSync(wal, { throwIfNoEntry: false })?.size ?? 0;
  let kills = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    const child = start(folder, argv('killed'));
    let over = false;
    void child.done.then(() => {
      over = true;
    });
    // the log grows with every commit: let one or two happen, then kill in the midst of what follows
    for (let grown = 0, before = size(); !over && grown < 1 + (attempt % 2); ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const now = size();
      if (now > before + 100_000) grown++;
      before = now;
    }
    await new Promise((resolve) => setTimeout(resolve, (attempt * 37) % 120));
    if (!over) kills++;
    child.kill();
    await child.done;
  }
  expect(kills).toBeGreaterThan(0);
  const last = await run(folder, argv('killed'));
  expect(last.code).toBe(0);
  const report = JSON.parse(last.out).files[0] as { alreadyLanded: boolean; resumedAt: number };
  expect(report.alreadyLanded || report.resumedAt > 0).toBe(true);
  expect(await landed(path.join(folder, 'killed'))).toEqual(await landed(path.join(folder, 'whole')));
});
