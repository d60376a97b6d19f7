import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot, run, temporaryFolder } from '../support/cli.ts';
import { type Broker, startBroker } from '../support/kafka/broker.ts';
import { pages } from '../support/kafka/events.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
});
afterAll(() => broker.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('run lands, builds on its schedule, and carries out what other processes ask', async () => {
  await broker.createTopic('interactions', 2);
  await broker.produce('interactions', [...pages(200), { value: '{' }]);
  const folder = temporaryFolder('run');
  fs.writeFileSync(
    path.join(folder, 'clientele.config.json'),
    JSON.stringify({ run: { buildEverySeconds: 2 }, kafka: { brokers: [broker.address] } }),
  );
  const bin = path.join(projectRoot, 'bin/clientele.js');
  const child = spawn(process.execPath, [bin, 'run', '--json'], { cwd: folder });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const seen = async (pattern: RegExp) => {
    for (const until = Date.now() + 90_000; !pattern.test(err) && Date.now() < until; ) {
      expect(child.exitCode, err).toBeNull();
      await pause(100);
    }
    expect(err).toMatch(pattern);
  };
  await seen(/build \S+: success/);
  const pointer = path.join(folder, 'data/published/analyst/current');
  expect(fs.existsSync(pointer)).toBe(true);
  const list = await run(folder, ['dead-letters', 'list', '--json']);
  expect(JSON.parse(list.out)).toMatchObject({ total: 1 });
  await broker.produce('interactions', pages(50, 200), 1);
  let landed = 0;
  for (let i = 0; landed < 250 && i < 20; i++) {
    const built = await run(folder, ['build', '--json']);
    expect(built.code).toBe(0);
    landed = JSON.parse(built.out).landedSeq;
  }
  expect(landed).toBe(250);
  const beside = await run(folder, ['ingest', 'kafka', '--until-end', '--json']);
  expect(beside, beside.err).toMatchObject({ code: 0 });
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ schema: 'clientele.run/1', landed: 250, dead: 1 });
  expect((await run(folder, ['dead-letters', 'list', '--json'])).code).toBe(0);
}, 180_000);

test('events are not read over a network in the clear unless someone says so', async () => {
  const folder = temporaryFolder('plaintext');
  const far = ['ingest', 'kafka', '--brokers', 'kafka.example:9092'];
  expect(await run(folder, far)).toMatchObject({
    code: 1,
    err: expect.stringContaining('CLIENTELE_KAFKA_TLS=true, or say --allow-plaintext'),
  });
  expect(
    await run(folder, ['ingest', 'kafka', '--brokers', broker.address, '--topic', 'nowhere']),
  ).toMatchObject({
    code: 1,
    err: expect.stringContaining('has no topic nowhere'),
  });
});

test('--dry-run says what would be read and lands nothing', async () => {
  await broker.createTopic('dry', 1);
  await broker.produce('dry', pages(7));
  const folder = temporaryFolder('dry');
  const argv = ['ingest', 'kafka', '--brokers', broker.address, '--topic', 'dry', '--json'];
  const { code, out } = await run(folder, [...argv, '--dry-run']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    left: 7,
    partitions: [{ topic: 'dry', partition: 0, low: 0, end: 7 }],
  });
  expect(fs.existsSync(path.join(folder, 'data'))).toBe(false);
  expect((await run(folder, argv)).code).toBe(0);
  expect(JSON.parse((await run(folder, [...argv, '--dry-run'])).out)).toMatchObject({ left: 0 });
});
