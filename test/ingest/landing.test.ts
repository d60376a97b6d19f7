import fs from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batch, Landing, type Message } from '../../ingest/index.ts';
import { rows, type StatePaths, statePaths } from '../../warehouse/index.ts';
import { temporaryFolder } from '../support/cli.ts';
import { page } from '../support/kafka/events.ts';

const fresh = (name = 'landing'): StatePaths => statePaths(temporaryFolder(name));
const open = (paths: StatePaths, clock = () => new Date('2026-11-23T08:00:00Z')) =>
  Landing.open(paths, { clock });

const message = (partition: number, offset: number, value: string | Buffer | null): Message => ({
  topic: 't',
  partition,
  offset: BigInt(offset),
  key: null,
  headers: {},
  brokerAt: 1_760_000_000_000,
  value: typeof value === 'string' ? Buffer.from(value) : value,
});

const batch = (
  partition: number,
  from: number | undefined,
  values: readonly (string | Buffer | null)[],
): Batch => {
  const first = from ?? 0;
  return {
    topic: 't',
    partition,
    from: from === undefined ? undefined : BigInt(from),
    next: BigInt(first + values.length),
    messages: values.map((value, i) => message(partition, first + i, value)),
  };
};

const query = async <T>(landing: Landing, sql: string): Promise<T[]> =>
  rows<T>(await landing.engine.connect(), sql);

test('events, dead letters and the position come in one transaction, numbered without gaps', async () => {
  const landing = await open(fresh());
  const done = await Promise.all([
    landing.land(batch(0, undefined, [page(1), '{', page(2)])),
    landing.land(batch(1, undefined, [null, page(3)])),
  ]);
  expect(done).toEqual([
    { landed: 2, dead: 1 },
    { landed: 1, dead: 1 },
  ]);
  expect(landing.position('t', 0)).toBe(3n);
  expect(
    await query(landing, 'select landed_seq::int as seq, event_id from landing.events order by 1'),
  ).toEqual([
    { seq: 1, event_id: 'e1' },
    { seq: 2, event_id: 'e2' },
    { seq: 3, event_id: 'e3' },
  ]);
  expect(
    await query(
      landing,
      'select dead_letter_id::int as id, payload is null as empty from landing.dead_letters',
    ),
  ).toEqual([
    { id: 1, empty: false },
    { id: 2, empty: true },
  ]);
  await landing.close();
});

test('a batch that does not follow the stored position writes nothing, and those beside it still land', async () => {
  const landing = await open(fresh());
  await landing.land(batch(0, undefined, [page(1)]));
  const results = await Promise.allSettled([
    landing.land(batch(0, 0, [page(1)])),
    landing.land(batch(1, undefined, [page(2), '{'])),
    landing.land(batch(0, undefined, [page(1)])),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(results[0]).toMatchObject({ reason: { code: 'position-moved' } });
  expect(await query(landing, 'select count(*)::int as n from landing.events')).toEqual([{ n: 2 }]);
  await landing.close();
});

test('whatever is cut into batches and wherever it stops, read = landed + dead and nothing is twice', async () => {
  const value = fc.oneof(
    fc.nat(1000).map((id) => page(id)),
    fc.constant(null),
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), fc.array(value, { maxLength: 20 }), fc.boolean()), { maxLength: 12 }),
      async (parts) => {
        const paths = fresh('property');
        let landing = await open(paths);
        let sent = 0;
        for (const [partition, values, reopen] of parts) {
          const from = landing.position('t', partition);
          const given = batch(partition, from === undefined ? undefined : Number(from), values);
          await landing.land(given);
          await expect(landing.land({ ...given, from: given.next + 1n })).rejects.toThrow(/stored position/);
          sent += values.length;
          if (!reopen) continue;
          await landing.close();
          landing = await open(paths);
        }
        const [count] = await query<Record<string, number>>(
          landing,
          `select (select count(*) from landing.events)::int as events,
             (select count(*) from landing.dead_letters)::int as dead,
             (select coalesce(sum(read_count), 0) from landing.positions)::int as read,
             (select count(distinct (partition, "offset")) from (select partition, "offset" from landing.events union all select partition, "offset" from landing.dead_letters))::int as places,
             (select coalesce(max(landed_seq), 0) from landing.events)::int as last`,
        );
        expect(count?.read).toBe(sent);
        expect((count?.events ?? 0) + (count?.dead ?? 0)).toBe(sent);
        expect(count?.places).toBe(sent);
        expect(count?.last).toBe(count?.events);
        await landing.close();
        fs.rmSync(paths.data, { recursive: true });
      },
    ),
    { numRuns: 15 },
  );
});

test('landed_at never goes back, even if the clock does', async () => {
  const paths = fresh();
  let now = new Date('2026-11-23T08:00:00Z');
  const clock = () => now;
  let landing = await open(paths, clock);
  await landing.land(batch(0, undefined, [page(1)]));
  now = new Date('2026-11-23T07:00:00Z');
  await landing.land(batch(0, 1, [page(2)]));
  await landing.close();
  now = new Date('2026-11-23T06:00:00Z');
  landing = await open(paths, clock);
  await landing.land(batch(0, 2, [page(3)]));
  expect(
    await query(landing, "select distinct strftime(landed_at, '%H:%M') as at from landing.events"),
  ).toEqual([{ at: '08:00' }]);
  await landing.close();
});

test('landing that is opened again in the same process is shared until everyone has closed it', async () => {
  const paths = fresh();
  const [first, second] = [await open(paths), await open(paths)];
  expect(second).toBe(first);
  await second.close();
  await first.land(batch(0, undefined, [page(1)]));
  await first.close();
  await expect(first.land(batch(0, 1, [page(2)]))).rejects.toMatchObject({ code: 'landing-closed' });
});
