import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Landing } from '../../ingest/index.ts';
import { ingestKafka, type KafkaOptions } from '../../ingest/sources/kafka/index.ts';
import { rows, statePaths } from '../../warehouse/index.ts';
import { temporaryFolder } from '../support/cli.ts';
import { type Broker, startBroker } from '../support/kafka/broker.ts';
import { page, pages } from '../support/kafka/events.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
});
afterAll(() => broker.stop());

const open = (name: string) =>
  Landing.open(statePaths(temporaryFolder(name)), { clock: () => new Date(), memoryLimit: '128MB' });

const drain = (landing: Landing, topics: string[], more: Partial<KafkaOptions> = {}) =>
  ingestKafka(landing, {
    brokers: [broker.address],
    env: {},
    topics,
    groupId: `test-${topics.join('-')}`,
    until: 'end',
    signal: new AbortController().signal,
    notice: () => undefined,
    ...more,
  });

async function counts(landing: Landing) {
  const connection = await landing.engine.connect();
  const [count] = await rows<Record<string, number>>(
    connection,
    `select (select count(*) from landing.events)::int as events,
       (select count(distinct (topic, partition, "offset")) from landing.events)::int as places,
       (select count(distinct event_id) from landing.events)::int as ids,
       (select max(landed_seq) from landing.events)::int as last,
       (select count(*) from landing.dead_letters)::int as dead,
       (select sum(read_count) from landing.positions)::int as read`,
  );
  return count;
}

test('every message becomes one event or one dead letter, and a second run adds nothing', async () => {
  await broker.createTopic('mixed', 2);
  await broker.produce('mixed', [...pages(500), { value: '{"broken' }, { value: null }, { value: '' }]);
  await broker.produce('mixed', pages(500, 500), 1);
  const landing = await open('mixed');
  const report = await drain(landing, ['mixed']);
  expect(report.reduce((sum, p) => sum + p.landed, 0)).toBe(1000);
  const expected = { events: 1000, places: 1000, ids: 1000, last: 1000, dead: 3, read: 1003 };
  expect(await counts(landing)).toEqual(expected);
  await drain(landing, ['mixed']);
  expect(await counts(landing)).toEqual(expected);
  await broker.produce('mixed', pages(10, 1000), 1);
  await drain(landing, ['mixed']);
  expect(await counts(landing)).toMatchObject({ events: 1010, last: 1010, read: 1013 });
  await landing.close();
});

test.each(['gzip', 'snappy', 'lz4', 'zstd'])('reads what the broker compressed by %s', async (codec) => {
  await broker.createTopic(codec, 1, { 'compression.type': codec });
  await broker.produce(codec, pages(3000));
  const landing = await open(codec);
  await drain(landing, [codec]);
  expect(await counts(landing)).toMatchObject({ events: 3000, ids: 3000, dead: 0 });
  await landing.close();
});

test('aborted transactions are left out and control records at the end do not stop the run', async () => {
  await broker.createTopic('transactions', 1);
  const producer = broker.kafka.producer({
    transactionalId: 'test',
    maxInFlightRequests: 1,
    idempotent: true,
  });
  await producer.connect();
  for (const [first, isKept] of [
    [0, true],
    [100, false],
    [200, true],
    [300, false],
  ] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: 'transactions', messages: pages(50, first) });
    await (isKept ? transaction.commit() : transaction.abort());
  }
  const landing = await open('transactions');
  await drain(landing, ['transactions']);
  expect(await counts(landing)).toMatchObject({ events: 100, dead: 0, read: 100 });
  expect(landing.position('transactions', 0)).toBe(204n);

  const pending = await producer.transaction();
  await pending.send({ topic: 'transactions', messages: pages(50, 400) });
  await drain(landing, ['transactions']);
  expect(await counts(landing)).toMatchObject({ events: 100 });
  await pending.commit();
  await drain(landing, ['transactions']);
  expect(await counts(landing)).toMatchObject({ events: 150 });
  await producer.disconnect();
  await landing.close();
});

describe('when stored positions and the broker disagree', () => {
  test('a topic that was made anew is not read, nothing is deleted, and --restart reads it', async () => {
    await broker.createTopic('anew', 1);
    await broker.produce('anew', pages(100));
    const landing = await open('anew');
    await drain(landing, ['anew']);
    await broker.admin.deleteTopics({ topics: ['anew'] });
    await broker.createTopic('anew', 1);
    await broker.produce('anew', pages(40, 1000));
    await expect(drain(landing, ['anew'])).rejects.toMatchObject({ code: 'topic-shorter', exitCode: 1 });
    expect(await counts(landing)).toMatchObject({ events: 100 });
    await broker.produce('anew', pages(160, 1040));
    await expect(drain(landing, ['anew'])).rejects.toMatchObject({ code: 'topic-replaced' });
    expect(await counts(landing)).toMatchObject({ events: 100 });
    await drain(landing, ['anew'], { restart: ['anew'] });
    expect(await counts(landing)).toMatchObject({ events: 300, ids: 300, last: 300 });
    await landing.close();
  });

  test('a topic filled again to the very same length is told by its last message', async () => {
    await broker.createTopic('refilled', 1);
    await broker.produce('refilled', pages(20));
    const landing = await open('refilled');
    await drain(landing, ['refilled']);
    await broker.admin.deleteTopics({ topics: ['refilled'] });
    await broker.createTopic('refilled', 1);
    await broker.produce('refilled', pages(20, 50));
    await expect(drain(landing, ['refilled'])).rejects.toMatchObject({ code: 'topic-replaced' });
    await landing.close();
  });

  test('what retention deleted before it was landed is reported, not skipped', async () => {
    await broker.createTopic('retained', 1);
    await broker.produce('retained', pages(10));
    const landing = await open('retained');
    await drain(landing, ['retained']);
    await broker.produce('retained', pages(30, 10));
    await broker.admin.fetchTopicOffsets('retained'); // loads the leaders, which the next call needs
    await broker.admin.deleteTopicRecords({
      topic: 'retained',
      partitions: [{ partition: 0, offset: '25' }],
    });
    await expect(drain(landing, ['retained'])).rejects.toThrow(/15 offsets were deleted by retention/);
    expect(await counts(landing)).toMatchObject({ events: 10 });
    await landing.close();
  });
});

test('gaps that compaction leaves do not stop the run', async () => {
  await broker.createTopic('compacted', 1, {
    'cleanup.policy': 'compact',
    'segment.ms': '200',
    'min.cleanable.dirty.ratio': '0.001',
    'delete.retention.ms': '0',
    'max.compaction.lag.ms': '500',
  });
  for (let round = 0; round < 3; round++) {
    await broker.produce('compacted', [
      { key: 'a', value: page(round) },
      { key: 'b', value: page(100 + round) },
      { key: 'gone', value: null },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  const landing = await open('compacted');
  await drain(landing, ['compacted']);
  expect(landing.position('compacted', 0)).toBe(9n);
  await landing.close();
});

test('a rebalance between two readers loses nothing and lands nothing twice', async () => {
  await broker.createTopic('shared', 4);
  const landing = await open('shared');
  const stop = new AbortController();
  const follow = () => drain(landing, ['shared'], { until: 'stopped', signal: stop.signal });
  const first = follow();
  for (let partition = 0; partition < 4; partition++)
    await broker.produce('shared', pages(2000, partition * 2000), partition);
  const second = follow();
  for (let partition = 0; partition < 4; partition++)
    await broker.produce('shared', pages(2000, 8000 + partition * 2000), partition);
  const wanted = () => [0, 1, 2, 3].every((partition) => landing.position('shared', partition) === 4000n);
  while (!wanted()) await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  await Promise.all([first, second]);
  expect(await counts(landing)).toEqual({
    events: 16000,
    places: 16000,
    ids: 16000,
    last: 16000,
    dead: 0,
    read: 16000,
  });
  await landing.close();
});
