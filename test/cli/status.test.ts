import { beforeAll, expect, test } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

const clock = new Date('2026-11-23T08:00:00Z');
const view = (at: string) => event('page.viewed', at, { customer: { email: 'li@example.cn' }, url: '/' });

let folder: string;
let runId: string;
let topic: string;
beforeAll(async () => {
  folder = newProject();
  await land(folder, [view('2026-11-20T08:00:00Z'), view('2026-11-22T08:00:00Z')]);
  runId = await buildTables(folder, clock);
  topic = JSON.parse((await run(folder, ['status', '--json'], { clock })).out).sources[0].topic;
});

test('status of a project in which nothing has landed says what to do next', async () => {
  const empty = newProject();
  const text = await run(empty, ['status']);
  expect(text).toMatchObject({ code: 0, err: '' });
  expect(text.out).toContain(
    'last build   none; land something (clientele ingest files …), then type: clientele build',
  );
  const document = JSON.parse((await run(empty, ['status', '--json'])).out);
  expect(document).toMatchObject({ schema: 'clientele.status/1', published: [], sources: [], disk: [] });
  expect(document).not.toHaveProperty('lastBuild');
});

test('status tells the last build, what is published, how fresh each source is and what is on disk', async () => {
  const document = JSON.parse((await run(folder, ['status', '--json'], { clock })).out);
  expect(document).toMatchObject({
    schema: 'clientele.status/1',
    lastBuild: { runId, status: 'success', asOf: '2026-11-22', landedSeq: 2, warnings: [], failed: [] },
    published: [
      { role: 'analyst', runId },
      { role: 'admin', runId },
    ],
    sources: [
      { events: 2, deadLetters: 0, lastEventAt: '2026-11-22T08:00:00.000Z', ageHours: 24, late: false },
    ],
  });
  expect(topic).toMatch(/^file:events\.ndjson@/);
  expect(document.disk.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['landing.duckdb', 'published', 'workspace.duckdb']),
  );
  const { out } = await run(folder, ['status'], { clock });
  expect(out).toContain(`last build   ${runId}, success, as of 2026-11-22, landing up to 2\n`);
  expect(out).toContain(`published    analyst: ${runId}\n`);
  expect(out).toContain(`${topic}: 2 events, 0 dead letters, newest 2026-11-22T08:00:00.000Z (24 h ago)\n`);
  expect(out).toMatch(/disk {9}workspace\.duckdb: \d+\.\d MiB/);
});

test('a build that failed is told with its reason', async () => {
  const failing = newProject();
  await land(failing, [
    event('purchase.completed', '2026-11-20T08:00:00Z', {
      order_id: '1',
      currency: 'USD',
      lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
    }),
  ]);
  expect((await run(failing, ['build'])).code).toBe(1);
  const { code, out } = await run(failing, ['status']);
  expect(code).toBe(0);
  expect(out).toMatch(/last build {3}\S+, error, /);
  expect(out).toContain('  failed     check exchange_rate_missing: 1 rows\n');
  expect(out).not.toContain('published ');
});

test('status answers while another process holds landing', async () => {
  const { landing } = await import('../../warehouse/index.ts').then(({ statePaths }) =>
    statePaths(`${folder}/data`),
  );
  const { spawn } = await import('node:child_process');
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const { DuckDBInstance } = require('@duckdb/node-api');
       DuckDBInstance.create(process.argv[1]).then(() => { console.log('held'); setInterval(() => {}, 1000); });`,
      landing,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(await run(folder, ['build'])).toMatchObject({ code: 2 });
    expect(await run(folder, ['status'], { clock })).toMatchObject({
      code: 0,
      out: expect.stringContaining(runId),
    });
  } finally {
    holder.kill('SIGKILL');
  }
});
