import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../transforms/build/content.ts';
import { type BuildReport, build } from '../../transforms/index.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../warehouse/index.ts';
import { run, temporaryFolder } from '../support/cli.ts';

const folder = temporaryFolder('grown');
const paths = statePaths(path.join(folder, 'data'));
const config = parseConfig({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } });
const clock = () => new Date('2026-11-23T08:00:00Z');
const reports: BuildReport[] = [];

beforeAll(async () => {
  const generated = await run(folder, [
    'generate',
    '--customers',
    '200',
    '--months',
    '8',
    '--seed',
    '3',
    '--out',
    'b',
  ]);
  expect(generated).toMatchObject({ code: 0 });
  // purchases last: they are what comes in the increments
  for (const topic of ['reference', 'consents', 'profiles', 'interactions', 'purchases'])
    expect(
      await run(folder, ['ingest', 'files', `b/events/${topic}.ndjson`, '--data', 'data']),
    ).toMatchObject({
      code: 0,
    });
  const engine = await openEngine();
  await engine.attach(paths.landing, 'landing', 'read');
  const [row] = await rows<{ n: number }>(
    await engine.connect(),
    'select max(landed_seq)::double as n from landing.events',
  );
  engine.close();
  const last = row?.n ?? 0;
  for (const landedSeq of [last - 30, last - 20, last - 10, last])
    reports.push(await build({ paths, config, clock, asOf: '2026-10-31', landedSeq }));
});

interface Manifest {
  readonly grown: number;
  readonly visible: Readonly<Record<string, readonly string[]>>;
}

const manifest = (role: string): Manifest => {
  const folderOfRole = path.join(paths.published, role);
  const current = fs.readFileSync(path.join(folderOfRole, 'current'), 'utf8').trim();
  return JSON.parse(fs.readFileSync(path.join(folderOfRole, current.replace(/duckdb$/, 'json')), 'utf8'));
};

async function withSnapshot(role: string, work: (connection: DuckDBConnection) => Promise<void>) {
  const engine = await openEngine();
  const current = fs.readFileSync(path.join(paths.published, role, 'current'), 'utf8').trim();
  await engine.attach(paths.workspace, 'workspace', 'read');
  await engine.attach(path.join(paths.published, role, current), 'snapshot', 'read');
  try {
    await work(await engine.connect());
  } finally {
    engine.close();
  }
}

describe('a snapshot that grew from the one before', () => {
  it('is what a few new events make', () => {
    const broken = reports.flatMap(({ nodes, checks }) =>
      [...nodes, ...checks].filter(({ status }) => status === 'error'),
    );
    expect(broken).toEqual([]);
    for (const role of ['analyst', 'admin']) expect(manifest(role).grown, role).toBeGreaterThan(0);
    const updated = reports.at(-1)?.nodes.filter(({ status }) => status === 'updated') ?? [];
    expect(updated.length).toBeGreaterThan(0);
  });

  it.each(['analyst', 'admin'])('holds for the %s the rows of the workspace and no others', async (role) => {
    await withSnapshot(role, async (connection) => {
      const { visible } = manifest(role);
      expect(Object.keys(visible).length).toBeGreaterThan(15);
      for (const [table, columns] of Object.entries(visible)) {
        const list = columns.map((column) => `"${column}"`).join(', ');
        const [inSnapshot, inWorkspace] = await Promise.all(
          ['snapshot', 'workspace'].map((name) =>
            contentOf(connection, `(select ${list} from ${name}."${table}")`),
          ),
        );
        expect.soft(inSnapshot, table).toEqual(inWorkspace);
      }
    });
  });
});
