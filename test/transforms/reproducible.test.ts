import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../transforms/build/content.ts';
import { build, tablesAboutRuns } from '../../transforms/index.ts';
import { type Config, openEngine, parseConfig, rows, statePaths } from '../../warehouse/index.ts';
import { run, temporaryFolder } from '../support/cli.ts';

const folder = temporaryFolder('reproducible');
const paths = statePaths(path.join(folder, 'data'));
const config = (threads: number): Config =>
  parseConfig({
    business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' },
    resources: { threads },
    // a fit is a recorded input: part of the events must not make another one of it
    models: { driftLimit: 1000 },
  });
const clock = () => new Date('2026-11-23T08:00:00Z');

async function hashes(workspace: string): Promise<ReadonlyMap<string, string>> {
  const engine = await openEngine();
  await engine.attach(workspace, 'workspace', 'read');
  const connection = await engine.connect();
  const found = await rows<{ table_name: string; content_hash: string }>(
    connection,
    'select table_name, content_hash from workspace._table_state order by all',
  );
  // what is recorded is kept up by sums; here it is held against the rows themselves
  for (const { table_name, content_hash } of found)
    expect
      .soft((await contentOf(connection, `workspace."${table_name}"`)).hash, table_name)
      .toBe(content_hash);
  engine.close();
  return new Map(
    found
      .filter(({ table_name }) => !tablesAboutRuns.has(table_name))
      .map((row) => [row.table_name, row.content_hash]),
  );
}

async function landed(): Promise<number> {
  const engine = await openEngine();
  await engine.attach(paths.landing, 'landing', 'read');
  const [row] = await rows<{ n: bigint }>(
    await engine.connect(),
    'select max(landed_seq) as n from landing.events',
  );
  engine.close();
  return Number(row?.n);
}

beforeAll(async () => {
  const generated = await run(folder, [
    'generate',
    '--customers',
    '400',
    '--months',
    '12',
    '--seed',
    '7',
    '--out',
    'business',
  ]);
  expect(generated).toMatchObject({ code: 0 });
  const ingested = await run(folder, ['ingest', 'files', 'business/events', '--data', 'data']);
  expect(ingested, ingested.err).toMatchObject({ code: 0 });
});

describe('identical input', () => {
  const inOneGo = async (threads: number) => {
    const workspace = path.join(folder, `once-${threads}.duckdb`);
    const report = await build({
      paths: { ...paths, workspace },
      config: config(threads),
      clock,
      asOf: '2026-10-31',
      publish: false,
    });
    expect(report.nodes.filter(({ status }) => status === 'error')).toEqual([]);
    return hashes(workspace);
  };

  it('gives identical tables whether built in one go, on one thread or two, or in increments', async () => {
    const once = await inOneGo(2);
    expect(once.size).toBeGreaterThan(40);
    expect(Object.fromEntries(await inOneGo(1))).toEqual(Object.fromEntries(once));

    const workspace = path.join(folder, 'increments.duckdb');
    const last = await landed();
    const updated = new Set<string>();
    const tenths = [1, 3, 5, 7, 9].map((tenth) => Math.round((last * tenth) / 10));
    // the last ones are so few events that models score those whom they touch
    for (const [step, landedSeq] of [...tenths, last - 60, last - 20, last].entries()) {
      const report = await build({
        paths: { ...paths, workspace },
        config: config(2),
        clock,
        // the business date moves on the way: then tables are made anew, and follow changes again afterwards
        asOf: step < 2 ? '2026-06-30' : '2026-10-31',
        landedSeq,
        publish: false,
      });
      for (const { name, status } of report.nodes) if (status === 'updated') updated.add(name);
    }
    // the increments were increments: tables followed what changed instead of being made anew
    const scored = ['recommendations', 'customer_churn', 'customer_clv', 'customer_segments'];
    expect([...updated]).toEqual(
      expect.arrayContaining([
        'orders',
        'order_lines',
        'interactions',
        'purchase_days',
        'churn_features',
        ...scored,
      ]),
    );
    expect(Object.fromEntries(await hashes(workspace))).toEqual(Object.fromEntries(once));
  });
});
