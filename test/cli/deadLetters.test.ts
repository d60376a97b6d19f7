import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Landing } from '../../ingest/index.ts';
import { statePaths } from '../../warehouse/index.ts';
import { newProject } from '../support/builtProject.ts';
import { run, temporaryFolder } from '../support/cli.ts';
import { page } from '../support/kafka/events.ts';

const broken = page(1).replace('"time":"2026', '"time":"soon 2026');

/** A project in which one event and four dead letters have landed. */
async function project(): Promise<string> {
  const folder = temporaryFolder('dead-letters');
  const landing = await Landing.open(statePaths(path.join(folder, 'data')), {
    clock: () => new Date('2026-11-23T08:00:00Z'),
  });
  const values = [page(0), broken, '{"cut', Buffer.from([0xff, 0xfe]), null];
  await landing.land({
    topic: 'interactions',
    partition: 0,
    from: undefined,
    next: 5n,
    messages: values.map((value, i) => ({
      topic: 'interactions',
      partition: 0,
      offset: BigInt(i),
      key: Buffer.from('k'),
      headers: { trace: 't1' },
      brokerAt: 1_760_000_000_000,
      value: value === null ? null : Buffer.from(value),
    })),
  });
  await landing.close();
  return folder;
}

test('list says what was refused, where and why', async () => {
  const folder = await project();
  const { code, out } = await run(folder, ['dead-letters', 'list', '--json', '--limit', '2']);
  expect(code).toBe(0);
  const list = JSON.parse(out);
  expect(list).toMatchObject({ schema: 'clientele.dead-letters/1', total: 4 });
  expect(list.dead_letters).toHaveLength(2);
  expect(list.dead_letters[0]).toMatchObject({
    dead_letter_id: 1,
    topic: 'interactions',
    offset: 1,
    stage: 'envelope',
    path: 'time',
    event_type: 'page.viewed',
    event_id: 'e1',
    refused_at: '2026-11-23T08:00:00Z',
    replayed_as: null,
  });
  const text = await run(folder, ['dead-letters', 'list']);
  expect(text.out).toMatch(/^1 {2}2026-11-23T08:00:00Z {2}interactions\/0@1 {2}time at time: invalid time/);
});

test('inspect shows one whole, and export keeps every payload to the byte', async () => {
  const folder = await project();
  const one = JSON.parse((await run(folder, ['dead-letters', 'inspect', '1', '--json'])).out);
  expect(one.dead_letter).toMatchObject({
    message_key: 'k',
    headers: { trace: 't1' },
    payload: JSON.parse(broken),
  });
  const { out } = await run(folder, ['dead-letters', 'export']);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.payload_text ?? line.payload_base64 ?? line.payload)).toEqual([
    JSON.parse(broken),
    '{"cut',
    '//4=',
    null,
  ]);
  expect((await run(folder, ['dead-letters', 'inspect', '99'])).code).toBe(1);
});

test('a corrected payload lands once, linked to its dead letter, however often it is replayed', async () => {
  const folder = await project();
  const file = path.join(folder, 'fix.ndjson');
  await run(folder, ['dead-letters', 'export', '--out', 'fix.ndjson']);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  const [first = ''] = fs.readFileSync(file, 'utf8').split('\n');
  fs.writeFileSync(file, first.replaceAll('soon 2026', '2026'));

  const dry = await run(folder, ['dead-letters', 'replay', 'fix.ndjson', '--dry-run', '--json']);
  expect(JSON.parse(dry.out)).toMatchObject({ dry_run: true, replayed: 1 });
  const done = await run(folder, ['dead-letters', 'replay', 'fix.ndjson', '--json']);
  expect(JSON.parse(done.out)).toMatchObject({ replayed: 1, already: 0, refused: [], unknown: [] });
  const again = await run(folder, ['dead-letters', 'replay', 'fix.ndjson', '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ replayed: 0, already: 1 });

  const open = JSON.parse((await run(folder, ['dead-letters', 'list', '--json'])).out);
  expect(open.total).toBe(3);
  const all = JSON.parse((await run(folder, ['dead-letters', 'list', '--all', '--json'])).out);
  expect(all.dead_letters[0]).toMatchObject({ dead_letter_id: 1, replayed_as: 2 });
});

test('what is still refused stays the dead letter it is, and the exit code says so', async () => {
  const folder = await project();
  const { code, out } = await run(folder, ['dead-letters', 'replay', '--id', '1', '2']);
  expect(code).toBe(1);
  expect(out).toContain('0 landed, 0 had landed before, 2 still refused');
  const wrong = await run(folder, ['dead-letters', 'replay', '-'], { stdin: '{"dead_letter_id": "x"}\n' });
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('line 1: dead_letter_id') });
});

test('the same file under a mended mapping settles the dead letters of the first one', async () => {
  const folder = newProject();
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const mapping = (stars: string) => `source: reviews
time_zone: Asia/Shanghai
events:
  - type: review.posted
    id: id
    time: at
    fields: { customer.email: email, rating: ${stars} }
`;
  const rows = Array.from({ length: 120 }, (_, i) => `${i},2026-03-02 10:15:00,c${i}@example.cn,five`);
  write('reviews.csv', ['id,at,email,stars', ...rows].join('\n'));
  write('first.yaml', mapping('stars'));
  write('mended.yaml', mapping('{ column: stars, map: { five: 5 } }'));
  const land = (name: string) => run(folder, ['ingest', 'files', 'reviews.csv', '--mapping', name]);
  const list = async (...argv: readonly string[]) =>
    JSON.parse((await run(folder, ['dead-letters', 'list', '--json', ...argv])).out);
  const warned = async () => (await run(folder, ['build'])).out.includes('"rule":"event_contract"');

  expect((await land('first.yaml')).out).toContain('120 dead letters');
  expect([(await list()).total, await warned()]).toEqual([120, true]);
  expect((await land('mended.yaml')).out).toContain('120 events landed');
  expect([(await list()).total, await warned()]).toEqual([0, false]);
  expect(await list('--all')).toMatchObject({
    total: 120,
    dead_letters: Array.from({ length: 50 }, () => ({ superseded: true, replayed_as: null })),
  });
});
