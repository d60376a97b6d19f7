import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityModel } from '../../transforms/identity/index.ts';
import { currentFit } from '../../transforms/index.ts';
import { parseConfig, statePaths } from '../../warehouse/index.ts';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { copiedOnce } from '../support/crowd.ts';
import { event } from '../support/warehouse.ts';

let folder: string;

const profile = (source: string, ref: string, data: Record<string, unknown>) =>
  event(
    'profile.updated',
    '2026-03-01T09:00:00Z',
    { ...data, customer: { customer_ref: ref, ...(data.customer as object) } },
    { source },
  );

let orders = 0;
const delivered = (source: string, ref: string, delivery_address: string) =>
  event(
    'purchase.completed',
    '2026-03-02T09:00:00Z',
    {
      customer: { customer_ref: ref },
      order_id: `O${++orders}`,
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
      delivery_address,
    },
    { source },
  );

/** A crowd of whom many have a second record elsewhere, and every third is known by deliveries alone. */
const crowd = copiedOnce(600, 'chinese').flatMap((row, i) => {
  const source = i % 2 === 0 ? 'crm' : 'shop.web';
  const street = row.street ? `${row.street}${row.house_number ?? ''}` : undefined;
  const isDelivered = i % 3 === 0 && street !== undefined && row.city;
  return [
    profile(source, `P${i}`, {
      name: `${row.family_name}${row.given_name}`,
      ...(/^\d{4}-\d\d-\d\d$/.test(row.birth_date ?? '') ? { birth_date: row.birth_date } : {}),
      ...(row.email ? { emails: [row.email] } : {}),
      ...(row.phone ? { phones: [row.phone] } : {}),
      ...(isDelivered
        ? {}
        : { address: { ...(street ? { street } : {}), ...(row.city ? { city: row.city } : {}) } }),
    }),
    ...(isDelivered ? [delivered(source, `P${i}`, `${row.city} ${street}`)] : []),
  ];
});

const homes = [
  '思明区 莲花北路118号302室',
  '湖里区 嘉禾路267号1501室',
  '集美区 银江路9号604室',
  '同安区 环城东路55号',
];
const lineOf = (i: number) => `福建省 厦门市 ${homes[i]}`;
const addressOf = (i: number) => {
  const [district, street] = homes[i]?.split(' ') ?? [];
  return { province: '福建省', city: '厦门市', district, street };
};

const special = [
  profile('crm', 'RECEIVER0', {
    name: '欧阳明珠',
    birth_date: '1979-11-30',
    phones: ['13950012345'],
    address: addressOf(0),
  }),
  // who has an address, and sends presents to another
  profile('shop.web', 'GIVER0', { name: '司徒建国', emails: ['situ.jg@example.cn'], address: addressOf(3) }),
  delivered('shop.web', 'GIVER0', lineOf(0)),
  delivered('shop.web', 'GIVER0', lineOf(0)),
  // who says none
  profile('shop.web', 'NAMED', { name: '诸葛文静', emails: ['zhuge.wj@example.cn'] }),
  delivered('shop.web', 'NAMED', lineOf(0)),
  delivered('shop.web', 'NAMED', lineOf(0)),
  // who says nothing but an e-mail address, or a telephone, or that and a gender
  profile('crm', 'RECEIVER1', {
    name: '上官婉清',
    birth_date: '1988-02-14',
    gender: 'female',
    phones: ['13950054321'],
    address: addressOf(1),
  }),
  profile('app', 'MAIL', { emails: ['lotus1988@example.cn'] }),
  delivered('app', 'MAIL', lineOf(1)),
  profile('shop.web', 'PHONE', { phones: ['13606907788'] }),
  delivered('shop.web', 'PHONE', lineOf(1)),
  // one person, known by an address here and by deliveries there
  profile('crm', 'HOME', { name: '慕容晓东', phones: ['13950067890'], address: addressOf(2) }),
  profile('shop.web', 'ORDERS', { name: '慕容晓东', emails: ['murong.xd@example.cn'] }),
  delivered('shop.web', 'ORDERS', lineOf(2)),
];

const json = async (...argv: string[]) => {
  const { code, out, err } = await run(folder, [...argv, '--json']);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
};
const query = async (sql: string) => (await json('query', sql, '--role', 'admin')).rows;
const recordOf = async (ref: string): Promise<{ record_id: number; customer_id: string }> =>
  (
    await query(
      `select record_id, customer_id from customer_identity join source_records using (record_id) where customer_ref = '${ref}'`,
    )
  )[0];

beforeAll(async () => {
  folder = newProject();
  await land(folder, [...crowd, ...special]);
  await buildTables(folder);
});

describe('where the orders of a record are delivered', () => {
  it('tells who it is, and the explanation says where the address comes from', async () => {
    const [home, orders] = [await recordOf('HOME'), await recordOf('ORDERS')];
    expect(orders.customer_id).toBe(home.customer_id);
    const ids = [String(home.record_id), String(orders.record_id)];
    expect((await json('identity', 'explain', ...ids)).delivered).toEqual([orders.record_id]);
    const { out } = await run(folder, ['identity', 'explain', ...ids]);
    expect(out).toContain(
      `Record ${orders.record_id} says no street: its address below is where most of its orders are delivered.`,
    );
    expect(out).toMatch(/street +equal/);
  });

  it.each([
    ['GIVER0', 'RECEIVER0'],
    ['NAMED', 'RECEIVER0'],
    ['MAIL', 'RECEIVER1'],
    ['PHONE', 'RECEIVER1'],
    ['NAMED', 'GIVER0'],
    ['MAIL', 'PHONE'],
  ])('makes no one customer of %s, who sends presents, and %s', async (giver, receiver) => {
    const [one, other] = [await recordOf(giver), await recordOf(receiver)];
    expect(one.customer_id).not.toBe(other.customer_id);
  });
});

it('a fit of an earlier version, which knows no country, is not gone by', () => {
  const paths = statePaths(path.join(folder, 'data'));
  const file = path.join(paths.ledger, 'parameters/identity.ndjson');
  const [fit] = fs.readFileSync(file, 'utf8').split('\n');
  const { version } = JSON.parse(fit ?? '');
  expect(currentFit(paths, parseConfig({}), identityModel)).toBeDefined();
  fs.writeFileSync(file, `${JSON.stringify({ ...JSON.parse(fit ?? ''), version: version - 1 })}\n`);
  expect(currentFit(paths, parseConfig({}), identityModel)).toBeUndefined();
});
