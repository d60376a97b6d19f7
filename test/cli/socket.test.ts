import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { socketAddress } from '../../cli/socket.ts';
import { serveLanding } from '../../cli/socketServer.ts';
import { Landing } from '../../ingest/index.ts';
import { statePaths } from '../../warehouse/index.ts';
import { projectRoot, run, temporaryFolder } from '../support/cli.ts';
import { page } from '../support/kafka/events.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** This process holds landing of a new project, in which one dead letter has landed. */
async function hold(folder = temporaryFolder('socket')) {
  const paths = statePaths(path.join(folder, 'data'));
  const landing = await Landing.open(paths, { clock: () => new Date() });
  closing.push(() => landing.close());
  const message = { topic: 't', partition: 0, key: null, headers: {}, brokerAt: 0 };
  await landing.land({
    topic: 't',
    partition: 0,
    from: undefined,
    next: 2n,
    messages: [page(0), '{'].map((value, i) => ({
      ...message,
      offset: BigInt(i),
      value: Buffer.from(value),
    })),
  });
  const server = await serveLanding(paths, {
    out: () => undefined,
    err: () => undefined,
    clock: () => new Date(),
    cwd: folder,
    env: {},
    stdin: process.stdin,
    terminal: false,
    signal: new AbortController().signal,
  });
  closing.push(() => server.close());
  return { folder, paths, landing, server };
}

/** Another process; it cannot open landing itself. */
function ask(folder: string, argv: string[], stdin = '') {
  const child = spawn(process.execPath, [path.join(projectRoot, 'bin/clientele.js'), ...argv], {
    cwd: folder,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(stdin);
  const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  return { child, done, said: () => err };
}

test('a command that needs landing is carried out by the process that holds it', async () => {
  const { folder, paths } = await hold();
  expect(fs.statSync(paths.socket).mode & 0o777).toBe(0o600);
  const list = await ask(folder, ['dead-letters', 'list', '--json']).done;
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(list.out)).toMatchObject({ total: 1 });
  const missing = await ask(folder, ['dead-letters', 'inspect', '7']).done;
  expect(missing).toMatchObject({ code: 1, out: '', err: 'clientele: there is no dead letter 7\n' });
  const fix = `{"dead_letter_id": 1, "payload": ${page(1)}}\n`;
  const replay = await ask(folder, ['dead-letters', 'replay', '-', '--json'], fix).done;
  expect(JSON.parse(replay.out)).toMatchObject({ replayed: 1 });
  // the lock still holds: nothing that was carried out has opened the file a second time
  const direct = await run(folder, ['dead-letters', 'list', '--json']);
  expect(JSON.parse(direct.out)).toMatchObject({ total: 0 });
});

test('without a holder to ask, the message says who has the file open', async () => {
  const { folder, server } = await hold();
  await server.close();
  const refused = await ask(folder, ['dead-letters', 'list']).done;
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(new RegExp(`open for writing in another process \\(PID ${process.pid}\\)`));
});

test('commands wait for their turn, and one whose caller hangs up is not begun', async () => {
  const { folder, server } = await hold();
  let free = () => undefined as void;
  const busy = server.alone(() => new Promise<void>((resolve) => (free = resolve)));
  const first = ask(folder, ['dead-letters', 'list', '--json']);
  const second = ask(folder, ['dead-letters', 'replay', '--id', '1', '--json']);
  while (!/waiting/.test(first.said()) || !/waiting/.test(second.said()))
    await new Promise((resolve) => setTimeout(resolve, 20));
  second.child.kill('SIGINT');
  expect((await second.done).code).toBe(1);
  expect(first.child.exitCode).toBeNull();
  free();
  await busy;
  expect((await first.done).code).toBe(0);
});

test('a data folder with a long name is reached through a short private address', async () => {
  const folder = path.join(temporaryFolder('long'), 'x'.repeat(120));
  fs.mkdirSync(folder);
  const { paths } = await hold(folder);
  const address = socketAddress(paths);
  expect(address.length).toBeLessThan(100);
  expect(fs.statSync(path.dirname(address)).mode & 0o777).toBe(0o700);
  expect((await ask(folder, ['dead-letters', 'list', '--json']).done).code).toBe(0);
});

test('nonsense on the socket harms nobody', async () => {
  const { folder, paths } = await hold();
  const socket = net.connect(socketAddress(paths));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('not json\n{"argv": 3}\n');
  await new Promise((resolve) => socket.once('close', resolve));
  expect((await ask(folder, ['dead-letters', 'list', '--json']).done).code).toBe(0);
});
