import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Batch, Landing } from '../../../ingest/index.ts';
import { build } from '../../../transforms/index.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => {
  built?.close();
  built = undefined;
});

const profile = (source: string, ref: string, data: Record<string, unknown>) =>
  event('profile.updated', '2026-03-02T10:00:00Z', { customer: { customer_ref: ref }, ...data }, { source });
const born = (source: string, ref: string, birth_date: string, country?: string) =>
  profile(source, ref, { birth_date, ...(country && { address: { country } }) });

it('birth dates in doubt are read in the order of their source, else of their country, else of the business', async () => {
  const events = [
    born('uk', '1', '03/04/1985', 'US'),
    born('uk', '2', '23/04/1985 00:00'),
    born('us', '1', '03/04/1985', 'GB'),
    born('us', '2', '04-23-1985'),
    // both orders: its countries tell
    born('mixed', '1', '03/04/1985', 'GB'),
    born('mixed', '2', '03/04/1985', 'USA'),
    born('mixed', '3', '23/04/1985'),
    born('mixed', '4', '04/23/1985'),
    born('none', '1', '03/04/1985'),
    born('none', '2', '1985-04-23'),
    born('none', '3', '79/1/2', 'TW'),
    born('none', '4', '1985-04-22T16:00:00.000Z'),
  ];
  const read = () =>
    built?.rows(
      `select source || ' ' || customer_ref as record, cast(birth_date as varchar) as birth_date, birth_date_reason as reason
       from source_records order by record_id`,
    );
  built = await warehouse(events, { select: '+source_records' });
  const expected = [
    { record: 'uk 1', birth_date: '1985-04-03', reason: null },
    { record: 'uk 2', birth_date: '1985-04-23', reason: null },
    { record: 'us 1', birth_date: '1985-03-04', reason: null },
    { record: 'us 2', birth_date: '1985-04-23', reason: null },
    { record: 'mixed 1', birth_date: '1985-04-03', reason: null },
    { record: 'mixed 2', birth_date: '1985-03-04', reason: null },
    { record: 'mixed 3', birth_date: '1985-04-23', reason: null },
    { record: 'mixed 4', birth_date: '1985-04-23', reason: null },
    { record: 'none 1', birth_date: null, reason: 'ambiguous' },
    { record: 'none 2', birth_date: '1985-04-23', reason: null },
    { record: 'none 3', birth_date: '1990-01-02', reason: null },
    { record: 'none 4', birth_date: '1985-04-23', reason: null },
  ];
  expect(await read()).toEqual(expected);
  built.close();
  built = await warehouse(events, {
    select: '+source_records',
    config: { business: { timeZone: 'Asia/Shanghai', defaultRegion: 'US' } },
  });
  expect(await read()).toEqual(
    expected.map((row) =>
      row.record === 'none 1' ? { ...row, birth_date: '1985-03-04', reason: null } : row,
    ),
  );
});

it('years of two digits at the start of dates are told by the others of their source', async () => {
  built = await warehouse(
    [
      born('years', '1', '06.08.19'),
      born('years', '2', '67.11.01'),
      born('years', '3', '06-08-19', 'DE'),
      born('days', '1', '06.08.19'),
      born('days', '2', '23.04.1985'),
      born('days', '3', '67/11'),
      born('both', '1', '06.08.19'),
      born('both', '2', '67.11.01'),
      born('both', '3', '23.04.85'),
      born('both', '4', '06.08.19', 'DE'),
      born('none', '1', '06.08.19'),
      born('none', '2', '06.08.19', 'DE'),
      born('none', '3', '06.08.19', 'JP'),
    ],
    { select: '+source_records' },
  );
  expect(
    await built.rows(
      `select source || ' ' || customer_ref as record, cast(birth_date as varchar) as birth_date
       from source_records where birth_date_raw like '06%' order by record_id`,
    ),
  ).toEqual(
    [
      ['years 1', '2006-08-19'],
      ['years 3', '2006-08-19'],
      ['days 1', '2019-08-06'],
      ['both 1', null],
      ['both 4', '2019-08-06'],
      ['none 1', null],
      ['none 2', '2019-08-06'],
      ['none 3', null],
    ].map(([record, birth_date]) => ({ record, birth_date })),
  );
});

it('M is a woman in a source of H and M, and a man where another sign is for women or H is rare', async () => {
  built = await warehouse(
    [
      ...['H', 'M', 'H', 'm', 'X'].map((gender, i) => profile('es', String(i + 1), { gender })),
      ...['H', 'M', 'F'].map((gender, i) => profile('fr', String(i + 1), { gender })),
      ...['H', ...'MMMMMMMMMMMM'].map((gender, i) => profile('slip', String(i + 1), { gender })),
    ],
    { select: '+source_records' },
  );
  expect(
    await built.rows(
      `select source, list_sort(list(distinct upper(gender_raw) || ' ' || gender)) as said from source_records group by source order by source`,
    ),
  ).toMatchObject([
    { source: 'es', said: ['H male', 'M female', 'X other'] },
    { source: 'fr', said: ['F female', 'H male', 'M male'] },
    { source: 'slip', said: ['H male', 'M male'] },
  ]);
});

it('what a source says later changes how its earlier records are read, as in a build from nothing', async () => {
  const folder = temporaryFolder('conventions');
  const paths = statePaths(folder);
  const clock = () => new Date('2026-07-01T12:00:00Z');
  const config = parseConfig({ business: { timeZone: 'Asia/Shanghai' } });
  const land = async (events: readonly unknown[], from: bigint) => {
    const batch: Batch = {
      topic: 'test',
      partition: 0,
      from: from === 0n ? undefined : from,
      next: from + BigInt(events.length),
      messages: events.map((one, i) => ({
        topic: 'test',
        partition: 0,
        offset: from + BigInt(i),
        key: null,
        headers: {},
        brokerAt: null,
        value: Buffer.from(JSON.stringify(one)),
      })),
    };
    const landing = await Landing.open(paths, { clock });
    expect(await landing.land(batch).finally(() => landing.close())).toMatchObject({ dead: 0 });
  };
  const dates = async (workspace: string) => {
    const report = await build({
      paths: { ...paths, workspace },
      config,
      clock,
      asOf: '2026-06-30',
      publish: false,
      select: '+customers',
    });
    expect(report.nodes.filter(({ status }) => status === 'error')).toEqual([]);
    const engine = await openEngine();
    try {
      await engine.attach(workspace, 'workspace', 'read');
      return await rows(
        await engine.connect(),
        'select customer_id, cast(birth_date as varchar) as born, gender from workspace.customers order by customer_id',
      );
    } finally {
      engine.close();
    }
  };
  const early = [
    profile('crm', '1', { birth_date: '03/04/1985', gender: 'M' }),
    profile('crm', '2', { birth_date: '05/06/1985', gender: 'M' }),
  ];
  await land(early, 0n);
  expect(await dates(paths.workspace)).toEqual([
    { customer_id: 'c1', born: null, gender: 'male' },
    { customer_id: 'c2', born: null, gender: 'male' },
  ]);
  await land([profile('crm', '3', { birth_date: '23/04/1985', gender: 'H' })], 2n);
  const expected = [
    { customer_id: 'c1', born: '1985-04-03', gender: 'female' },
    { customer_id: 'c2', born: '1985-06-05', gender: 'female' },
    { customer_id: 'c3', born: '1985-04-23', gender: 'male' },
  ];
  expect(await dates(paths.workspace)).toEqual(expected);
  expect(await dates(path.join(folder, 'again.duckdb'))).toEqual(expected);
  fs.rmSync(folder, { recursive: true, force: true });
});
