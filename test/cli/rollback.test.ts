import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

const order = (id: string) =>
  event('purchase.completed', '2026-03-02T10:15:00+08:00', {
    customer: { email: `${id}@example.cn` },
    order_id: id,
    currency: 'CNY',
    lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
  });

let folder: string;
let first: string;
let second: string;
beforeAll(async () => {
  folder = newProject();
  await land(folder, [order('1')], 'monday');
  first = await buildTables(folder, new Date('2026-11-23T08:00:00Z'));
  await land(folder, [order('2')], 'tuesday');
  second = await buildTables(folder, new Date('2026-11-24T08:00:00Z'));
});

const orders = async (role = 'analyst') =>
  JSON.parse((await run(folder, ['query', 'select count(*) as n from orders', '--role', role, '--json'])).out)
    .rows[0].n;

test('rollback publishes the snapshot before for every role, and a named run takes it forth again', async () => {
  expect(await orders()).toBe(2);
  const back = await run(folder, ['rollback', '--json']);
  expect(back).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(back.out)).toEqual({
    schema: 'clientele.rollback/1',
    roles: [
      { role: 'analyst', runId: first },
      { role: 'admin', runId: first },
    ],
  });
  expect([await orders('analyst'), await orders('admin')]).toEqual([1, 1]);
  const forth = await run(folder, ['rollback', second]);
  expect(forth).toMatchObject({
    code: 0,
    out: `analyst reads ${second} again\nadmin reads ${second} again\n`,
  });
  expect(await orders()).toBe(2);
});

test('a dry run says which snapshot it would be, and publishes nothing', async () => {
  const { code, out } = await run(folder, ['rollback', '--dry-run']);
  expect({ code, out }).toEqual({
    code: 0,
    out: `analyst would read ${first} again\nadmin would read ${first} again\n`,
  });
  expect(await orders()).toBe(2);
});

test('the build after a rollback publishes the newest tables again', async () => {
  await run(folder, ['rollback']);
  expect(await orders()).toBe(1);
  await buildTables(folder, new Date('2026-11-25T08:00:00Z'));
  expect(await orders()).toBe(2);
});

test('a run that is not there is refused with those that are, and no role moves', async () => {
  const refused = await run(folder, ['rollback', '20200101T000000Z-aaaaaa']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(`no snapshot 20200101T000000Z-aaaaaa of role analyst; there are: ${first}`);

  const current = (role: string) =>
    fs.readFileSync(path.join(folder, 'data/published', role, 'current'), 'utf8');
  const before = current('analyst');
  fs.rmSync(path.join(folder, 'data/published/admin', `${first}.duckdb`));
  const half = await run(folder, ['rollback', first, '--json']);
  expect(half.code).toBe(1);
  expect(JSON.parse(half.out)).toMatchObject({ schema: 'clientele.error/1', code: 'no-snapshot' });
  expect(current('analyst')).toBe(before);
});

test('a role without a snapshot is refused with those that have one', async () => {
  const current = path.join(folder, 'data/published/admin/current');
  const held = fs.readFileSync(current);
  fs.rmSync(current);
  const refused = await run(folder, ['query', '--role', 'admin', 'select 1']);
  fs.writeFileSync(current, held);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/nothing is published for role "admin"; published roles: analyst\n/);
});

test('before anything is published, there is nothing to go back to', async () => {
  const refused = await run(newProject(), ['rollback']);
  expect(refused).toMatchObject({
    code: 1,
    err: 'clientele: no earlier snapshot of role analyst; there are: none\n',
  });
});
