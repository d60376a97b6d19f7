import path from 'node:path';
import { expect, it } from 'vitest';
import { Landing } from '../../../ingest/index.ts';
import { build } from '../../../transforms/index.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { asBatch, event } from '../../support/warehouse.ts';

const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`;
const profile = (ref: string, data: Record<string, unknown>) =>
  event('profile.updated', at(1), { customer: { customer_ref: ref }, ...data }, { source: 'shop' });

let orders = 0;
const ordered = (ref: string, day: number, told: { delivery_address?: string; currency?: string }) =>
  event(
    'purchase.completed',
    at(day),
    {
      customer: { customer_ref: ref },
      order_id: `O${++orders}`,
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
      ...told,
    },
    { source: 'shop' },
  );
const delivered = (ref: string, day: number, delivery_address: string) =>
  ordered(ref, day, { delivery_address });

const xiamen = '福建省 厦门市 思明区 中山路1号';
const first = [
  profile('unsaid', { name: '王丽' }),
  delivered('unsaid', 2, xiamen),
  profile('western', { name: 'Mia Lee' }),
  delivered('western', 2, 'Texas Austin  38 Church Road'),
  profile('own', { address: { province: '福建省', city: '厦门市', street: '湖滨南路2号' } }),
  delivered('own', 2, xiamen),
  profile('town', { address: { province: '福建省', city: '厦门市', postal_code: '361001' } }),
  delivered('town', 2, xiamen),
  profile('elsewhere', { address: { province: '广东省', city: '深圳市' } }),
  delivered('elsewhere', 2, xiamen),
  profile('unplaced', {}),
  delivered('unplaced', 2, 'Church Road 38'),
  profile('moved', {}),
  delivered('moved', 2, xiamen),
  // countries of one calling code are one; a currency says less than a telephone
  profile('canadian', { address: { country: 'CA', city: 'Toronto' } }),
  profile('phoned', { phones: ['+1 416 967 1111'] }),
  ordered('phoned', 2, { currency: 'GBP' }),
  profile('jersey', { phones: ['+44 7797 712345'] }),
  profile('nowhere', { phones: ['0000'] }),
  profile('paid', {}),
  ordered('paid', 2, { currency: 'GBP' }),
  profile('euros', {}),
  ordered('euros', 2, { currency: 'EUR' }),
  // many more records: what changes is a small part
  ...Array.from({ length: 200 }, (_, i) => profile(`R${i}`, { name: '陈静' })),
];
const later = [
  delivered('moved', 3, '广东省 深圳市 南山区 科技南路16号'),
  delivered('moved', 4, '广东省 深圳市 南山区 科技南路16号'),
  profile('R1', { address: { province: '福建省', city: '厦门市' } }),
  delivered('R2', 4, xiamen),
  ordered('paid', 5, { currency: 'JPY' }),
];

it('a record is matched by what its orders tell of where it is, in increments as in one build', async () => {
  const folder = temporaryFolder('deliveries');
  const paths = statePaths(folder);
  const clock = () => new Date('2026-07-01T12:00:00Z');
  const landing = await Landing.open(paths, { clock });
  const outcome = await landing.land(asBatch([...first, ...later])).finally(() => landing.close());
  expect(outcome).toMatchObject({ dead: 0 });
  const buildTo = async (workspace: string, landedSeq: number) => {
    const { nodes } = await build({
      paths: { ...paths, workspace },
      config: parseConfig({}),
      clock,
      asOf: '2026-06-30',
      landedSeq,
      publish: false,
      select: '+record_profiles',
    });
    expect(nodes.filter(({ status }) => status === 'error')).toEqual([]);
    return nodes.flatMap(({ name, status }) => (status === 'updated' ? [name] : []));
  };
  const profiles = async (workspace: string) => {
    const engine = await openEngine();
    try {
      await engine.attach(workspace, 'workspace', 'read');
      const connection = await engine.connect();
      return await rows<{ ref: string }>(
        connection,
        `select r.customer_ref as ref, p.street, p.city, p.postal_code, p.country, p.is_delivery_address as delivered
         from workspace.record_profiles as p join workspace.source_records as r using (record_id) order by p.record_id`,
      );
    } finally {
      engine.close();
    }
  };
  const grown = path.join(folder, 'grown.duckdb');
  await buildTo(grown, first.length);
  expect(await buildTo(grown, first.length + later.length)).toEqual(
    expect.arrayContaining(['record_purchases', 'record_profiles']),
  );
  const found = await profiles(grown);
  expect(found.filter(({ ref }) => !/^R\d/.test(ref)).map((one) => Object.values(one))).toEqual([
    ['unsaid', '中山路1号', '厦门市', null, 'CN', true],
    ['western', '38 Church Road', 'Austin', null, 'US', true],
    ['own', '湖滨南路2号', '厦门市', null, 'CN', false],
    ['town', '中山路1号', '厦门市', '361001', 'CN', true],
    ['elsewhere', null, '深圳市', null, 'CN', false],
    ['unplaced', null, null, null, 'CN', false],
    ['moved', '科技南路16号', '深圳市', null, 'CN', true],
    ['canadian', null, 'Toronto', null, 'US', false],
    ['phoned', null, null, null, 'US', false],
    ['jersey', null, null, null, 'GB', false],
    ['nowhere', null, null, null, null, false],
    ['paid', null, null, null, 'JP', false],
    ['euros', null, null, null, null, false],
  ]);
  const once = path.join(folder, 'once.duckdb');
  await buildTo(once, first.length + later.length);
  expect(found).toEqual(await profiles(once));
});
