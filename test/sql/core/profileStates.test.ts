import path from 'node:path';
import { expect, it } from 'vitest';
import { Landing } from '../../../ingest/index.ts';
import { build } from '../../../transforms/index.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { asBatch, event } from '../../support/warehouse.ts';

const about = (customer_ref: string) => ({ customer: { customer_ref, loyalty_id: '无' } });
const profile = (ref: string, day: number, data: Record<string, unknown>) =>
  event(
    'profile.updated',
    `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
    { ...about(ref), ...data },
    { source: 'crm' },
  );
const gone = (ref: string, day: number) =>
  event('profile.deleted_at_source', `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`, about(ref), {
    source: 'crm',
  });
const account = (day: number, data: Record<string, unknown>) =>
  event(
    'account.updated',
    `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
    { account_id: '1', ...data },
    { source: 'crm' },
  );

const home = { province: '福建', city: '厦门', district: '思明', street: '中山路1号' };
const first = [
  profile('A', 10, { name: '王丽', given_name: '丽', family_name: '王', address: home, account_id: '1' }),
  // many more records: what changes is a small part
  ...Array.from({ length: 300 }, (_, i) =>
    profile(`R${i % 200}`, 10 + (i % 3), { name: '陈静', address: home }),
  ),
  account(10, { company: 'Alpha Ltd', owner: 'Chen' }),
];
const later = [
  profile('A', 20, { address: { city: '深圳' } }),
  profile('A', 15, { name: '李娜' }),
  gone('A', 17),
  profile('无', 18, { name: '赵云' }),
  gone('A', 25),
  account(12, { owner: 'Wang' }),
  profile('A', 28, { family_name: '林', address: { street: '科技南路16号' } }),
  gone('A', 12),
  profile('A', 29, { cleared: ['address.street', 'account_id', 'given_name'] }),
  profile('R1', 9, { name: '陈静静', address: { postal_code: '361001' } }),
  // a number and a date are read by the address, whichever is said first
  profile('B', 20, { phones: ['07950 920510'], birth_date: '03/04/1985' }),
  profile('B', 21, { address: { street: '10 Park Row, Leeds, LS1 2AT, United Kingdom' } }),
  profile('B', 23, { cleared: ['address.street'] }),
  profile('B', 22, { address: { street: '350 5th Ave Apt 4B, New York, NY 10118, USA' } }),
  profile('R2', 20, { phones: ['020 7946 0018'] }),
  profile('R2', 21, {
    cleared: ['address.province', 'address.city', 'address.district'],
    address: { street: '10 Park Row, Leeds, LS1 2AT, UK' },
  }),
];

const events = [...first, ...later];

const tables = [
  'profile_states',
  'record_values',
  'record_versions',
  'contact_spellings',
  'standard_addresses',
  'standard_phones',
  'standard_birth_dates',
  'source_records',
  'record_identifiers',
  'accounts',
  'customers',
  'customer_field_provenance',
  'customer_history',
];

it('what records say after each profile and deletion is the same in increments as in one build', async () => {
  const folder = temporaryFolder('profile-states');
  const paths = statePaths(folder);
  const clock = () => new Date('2026-07-01T12:00:00Z');
  const landing = await Landing.open(paths, { clock });
  const outcome = await landing.land(asBatch(events)).finally(() => landing.close());
  expect(outcome).toMatchObject({ dead: 0 });

  const updated = new Set<string>();
  const buildTo = async (workspace: string, landedSeq: number) => {
    const report = await build({
      paths: { ...paths, workspace },
      config: parseConfig({}),
      clock,
      asOf: '2026-06-30',
      landedSeq,
      publish: false,
      select: '+customer_history',
    });
    expect(report.nodes.filter(({ status }) => status === 'error')).toEqual([]);
    expect(report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    for (const { name, status } of report.nodes) if (status === 'updated') updated.add(name);
  };
  const contents = async (workspace: string) => {
    const engine = await openEngine();
    try {
      await engine.attach(workspace, 'workspace', 'read');
      const connection = await engine.connect();
      const found = tables.map(async (table) => [
        table,
        await rows(connection, `select columns(*)::varchar from workspace.${table} order by all`),
      ]);
      return Object.fromEntries(await Promise.all(found));
    } finally {
      engine.close();
    }
  };

  const grown = path.join(folder, 'grown.duckdb');
  for (const more of [0, 3, 6, 11, 14, later.length]) await buildTo(grown, first.length + more);
  const once = path.join(folder, 'once.duckdb');
  await buildTo(once, events.length);
  expect(await contents(grown)).toEqual(await contents(once));
  expect([...updated]).toEqual(
    expect.arrayContaining([
      'profile_states',
      'record_values',
      'record_versions',
      'contact_spellings',
      'source_records',
      'customer_history',
    ]),
  );
});
