import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingLanding } from '../../ingest/index.ts';
import { rows, statePaths } from '../../warehouse/index.ts';
import { projectRoot, temporaryFolder } from '../support/cli.ts';
import { type Broker, startBroker } from '../support/kafka/broker.ts';
import { pages } from '../support/kafka/events.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
});
afterAll(() => broker.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** `clientele …` as a process of its own. */
function clientele(folder: string, argv: readonly string[]) {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'bin/clientele.js'), ...argv, '--data', folder],
    {
      cwd: path.dirname(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  return { child, done };
}

const kafka = (topic: string, ...more: string[]) => [
  'ingest',
  'kafka',
  '--topic',
  topic,
  '--group',
  `group-${topic}`,
  '--brokers',
  broker.address,
  ...more,
];

const counts = (folder: string) =>
  readingLanding(statePaths(folder), async (connection) => {
    const [count] = await rows<Record<'events' | 'places' | 'ids' | 'last' | 'read', number>>(
      connection,
      `select count(*)::int as events, count(distinct (partition, "offset"))::int as places,
         count(distinct event_id)::int as ids, max(landed_seq)::int as last,
         (select sum(read_count) from landing.positions)::int as read from landing.events`,
    );
    return count;
  });

const exactly = (n: number) => ({ events: n, places: n, ids: n, last: n, read: n });

test('kill -9 at random moments loses nothing and lands nothing twice', async () => {
  const total = 100_000;
  await broker.createTopic('killed', 4);
  for (let partition = 0; partition < 4; partition++)
    await broker.produce('killed', pages(total / 4, (partition * total) / 4), partition);
  const folder = temporaryFolder('killed');
  const wal = path.join(folder, 'landing.duckdb.wal');
  const written = () => (fs.existsSync(wal) && fs.statSync(wal).size > 0 ? fs.statSync(wal).mtimeMs : 0);
  let kills = 0;
  for (;;) {
    // another group each time, so that the broker does not wait for the member that was killed
    const started = Date.now();
    const { child, done } = clientele(folder, kafka('killed', '--until-end', '--group', `killed-${kills}`));
    if (kills < 3) {
      while (child.exitCode === null && written() < started) await pause(5);
      await pause(Math.random() * 250);
      if (child.exitCode === null) kills++;
      child.kill('SIGKILL');
      await done;
      continue;
    }
    const { code, err } = await done;
    expect(err).not.toMatch(/clientele:/);
    expect(code).toBe(0);
    break;
  }
  expect(kills).toBe(3);
  expect(await counts(folder)).toEqual(exactly(total));
}, 180_000);

test('a broker that dies is waited for in follow mode, and ends an until-end run with exit code 2', async () => {
  await broker.createTopic('away', 2);
  await broker.produce('away', pages(3000));
  const folder = temporaryFolder('away');
  const follower = clientele(folder, kafka('away', '--follow', '--json'));
  const wal = path.join(folder, 'landing.duckdb.wal');
  const grown = async (bytes: number) => {
    const until = Date.now() + 40_000;
    while ((!fs.existsSync(wal) || fs.statSync(wal).size < bytes) && Date.now() < until) await pause(50);
    return fs.statSync(wal).size;
  };
  const half = await grown(100_000);
  await broker.kill();
  await pause(500);
  const refused = await clientele(temporaryFolder('refused'), kafka('away', '--until-end')).done;
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('no answer from Kafka') });
  expect(follower.child.exitCode).toBeNull();
  await broker.restart();
  await broker.produce('away', pages(3000, 3000), 1);
  // until nothing more comes: a batch is no fixed number of bytes
  for (let size = await grown(half * 1.8), before = 0; size !== before; size = fs.statSync(wal).size) {
    before = size;
    await pause(3000);
  }
  follower.child.kill('SIGINT');
  const { code, out } = await follower.done;
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ schema: 'clientele.ingest-kafka/1', landed: 6000 });
  expect(await counts(folder)).toEqual(exactly(6000));
}, 180_000);

test('a full disk ends the run with exit code 2, and with room again it lands the rest once', async (context) => {
  const folder = temporaryFolder('full');
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { encoding: 'utf8' });
  if (mount.status !== 0) context.skip(`no tmpfs can be mounted here: ${mount.stderr?.trim()}`);
  try {
    await broker.createTopic('full', 1);
    await broker.produce('full', pages(40_000));
    const { code, err } = await clientele(folder, kafka('full', '--until-end')).done;
    expect(err).toMatch(
      /the disk that holds landing is full; what was being landed was not written\. Free some space and run the command again/,
    );
    expect(code).toBe(2);
    spawnSync('mount', ['-o', 'remount,size=200m', folder]);
    const again = await clientele(folder, kafka('full', '--until-end')).done;
    expect(again.err).toBe('');
    expect(await counts(folder)).toEqual(exactly(40_000));
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
}, 120_000);
