import { EventEmitter } from 'node:events';
import type { Admin, Consumer } from 'kafkajs';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { Landing } from '../../ingest/index.ts';
import { ingestKafka, type KafkaOptions } from '../../ingest/sources/kafka/index.ts';
import { Silence } from '../../ingest/sources/kafka/silence.ts';
import { statePaths } from '../../warehouse/index.ts';
import { run, temporaryFolder } from '../support/cli.ts';
import { type Broker, startBroker } from '../support/kafka/broker.ts';
import { page, pages } from '../support/kafka/events.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
}, 60_000);
afterAll(() => broker.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const open = (name: string) =>
  Landing.open(statePaths(temporaryFolder(name)), { clock: () => new Date(), memoryLimit: '128MB' });

const drain = (landing: Landing, topic: string, more: Partial<KafkaOptions> = {}) =>
  ingestKafka(landing, {
    brokers: [broker.address],
    env: {},
    topics: [topic],
    groupId: `waiting-${topic}`,
    until: 'end',
    signal: new AbortController().signal,
    notice: () => undefined,
    ...more,
  });

describe('a log of which the beginning was deleted', () => {
  const truncate = async (topic: string, offset: number) => {
    await broker.admin.fetchTopicOffsets(topic); // loads the leaders, which the next call needs
    await broker.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(offset) }] });
  };

  test('and events with it that had not landed: exit code 1, nothing changed, --restart lands the rest', async () => {
    await broker.createTopic('truncated', 1);
    await broker.produce('truncated', pages(10));
    const folder = temporaryFolder('truncated');
    const argv = ['ingest', 'kafka', '--brokers', broker.address, '--topic', 'truncated', '--json'];
    expect(JSON.parse((await run(folder, argv)).out)).toMatchObject({ landed: 10 });
    await broker.produce('truncated', pages(30, 10));
    await truncate('truncated', 25);

    const refused = await run(folder, argv);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ code: 'retention-passed' });
    expect(refused.err).toContain(
      "truncated/0: landed up to offset 10, but the broker's log begins at 25: 15 offsets were deleted by retention",
    );
    expect(await run(folder, [...argv, '--dry-run'])).toMatchObject({ code: 1 });
    expect((await run(folder, argv)).code).toBe(1);

    const again = await run(folder, [...argv, '--restart', 'truncated']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ landed: 15, partitions: [{ next: 40 }] });
  });

  test('and only what had landed: reading goes on', async () => {
    await broker.createTopic('trimmed', 1);
    await broker.produce('trimmed', pages(10));
    const landing = await open('trimmed');
    await drain(landing, 'trimmed');
    await truncate('trimmed', 10);
    expect(await drain(landing, 'trimmed')).toEqual([]);
    await broker.produce('trimmed', pages(5, 10));
    const [more] = await drain(landing, 'trimmed');
    expect(more).toMatchObject({ landed: 5, next: 15n });
    await landing.close();
  });
});

describe('where nothing comes', () => {
  test('because another member holds the partitions, the end of patience says so, with exit code 2', async () => {
    await broker.createTopic('held', 1);
    await broker.produce('held', pages(10));
    // the group's assigner goes by the members' names: this one comes first
    const other = new kafkajs.Kafka({
      clientId: 'a',
      brokers: [broker.address],
      logLevel: kafkajs.logLevel.NOTHING,
    }).consumer({ groupId: 'waiting-held' });
    await other.connect();
    await other.subscribe({ topics: ['held'] });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    await other.run({ eachMessage: async () => undefined });
    await joined;
    const landing = await open('held');
    await expect(drain(landing, 'held', { patience: 2000 })).rejects.toMatchObject({
      code: 'no-progress',
      exitCode: 2,
      message: expect.stringMatching(
        /^nothing came from held\/0 for 2 seconds.*another member of the consumer group holds held\/0; stop it, or name another group with --group/,
      ),
    });
    await other.disconnect();
    await landing.close();
  }, 60_000);

  test('follow mode says once that all is read, and again after more has come', async () => {
    await broker.createTopic('idle', 1);
    await broker.produce('idle', pages(10));
    const landing = await open('idle');
    const stop = new AbortController();
    const said: string[] = [];
    const following = drain(landing, 'idle', {
      until: 'stopped',
      patience: 1500,
      signal: stop.signal,
      notice: (message) => said.push(message),
    });
    const heard = async (times: number) => {
      for (let i = 0; said.length < times && i < 200; i++) await pause(50);
      await pause(2500);
      return said;
    };
    const once = 'all that the broker holds is landed; waiting for more';
    expect(await heard(1)).toEqual([once]);
    await broker.produce('idle', pages(10, 10));
    expect(await heard(2)).toEqual([once, once]);
    stop.abort();
    await following;
    await landing.close();
  }, 60_000);

  test('follow mode says what it waits for while another member of the group holds it', async () => {
    await broker.createTopic('kept', 1);
    await broker.produce('kept', pages(10));
    const other = new kafkajs.Kafka({
      clientId: 'a',
      brokers: [broker.address],
      logLevel: kafkajs.logLevel.NOTHING,
    }).consumer({ groupId: 'waiting-kept' });
    await other.connect();
    await other.subscribe({ topics: ['kept'] });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    await other.run({ eachMessage: async () => undefined });
    await joined;
    const landing = await open('kept');
    const stop = new AbortController();
    const said: string[] = [];
    const following = drain(landing, 'kept', {
      until: 'stopped',
      patience: 1500,
      signal: stop.signal,
      notice: (message) => said.push(message),
    });
    for (let i = 0; said.length < 2 && i < 300; i++) await pause(50);
    expect(said.length).toBeGreaterThan(1);
    expect(said[0]).toMatch(/another member of the consumer group holds kept\/0.*; still waiting$/);
    await other.disconnect();
    for (let i = 0; landing.position('kept', 0) !== 10n && i < 300; i++) await pause(50);
    expect(landing.position('kept', 0)).toBe(10n);
    stop.abort();
    await following;
    await landing.close();
  }, 60_000);
});

describe('a message longer than a fetch, behind a batch that compaction has emptied', () => {
  const hidden = async (topic: string) => {
    await broker.createTopic(topic, 1, {
      'cleanup.policy': 'compact',
      'segment.ms': '200',
      'min.cleanable.dirty.ratio': '0.001',
      'max.compaction.lag.ms': '500',
      'max.message.bytes': '4000000',
    });
    // the broker keeps the last batch of such a producer, if need be without its message
    const producer = broker.kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ key: 'x', value: page(0) }] });
    const long = page(1).replace('shop.example', `shop.example/${'u'.repeat(1_300_000)}`);
    await broker.produce(topic, [{ key: 'x', value: long }]);
    for (let i = 2; i < 5; i++) {
      await pause(900);
      await broker.produce(topic, [{ key: 'y', value: page(i) }]);
    }
    await pause(2500);
    await producer.disconnect();
  };

  test('is read by asking for more, until the end and in follow mode', async () => {
    await hidden('hidden');
    const landing = await open('hidden');
    const [report] = await drain(landing, 'hidden', { patience: 8000 });
    expect(report).toMatchObject({ next: 5n, dead: 1 });
    await landing.close();

    const live = await open('hidden-live');
    const stop = new AbortController();
    const following = drain(live, 'hidden', {
      until: 'stopped',
      patience: 1500,
      signal: stop.signal,
      groupId: 'hidden-live',
    });
    for (let i = 0; live.position('hidden', 0) !== 5n && i < 300; i++) await pause(50);
    expect(live.position('hidden', 0)).toBe(5n);
    stop.abort();
    await following;
    await live.close();
  }, 90_000);
});

describe('silence', () => {
  /** A consumer of which only what it reports of its requests is used. */
  const listening = (partitions = 1) => {
    const events = new EventEmitter();
    const consumer = {
      events: { REQUEST: 'request' },
      on: (name: string, hear: (event: unknown) => void) => events.on(name, hear),
    } as unknown as Consumer;
    const silence = new Silence(consumer, 250, () => partitions);
    const fetched = (duration: number, size: number, from = 'b:1', apiName = 'Fetch') =>
      events.emit('request', { payload: { apiName, broker: from, duration, size } });
    return { silence, fetched };
  };

  it('is heard after so many fetches in a row that waited their time and brought no record', () => {
    const { silence, fetched } = listening();
    for (let i = 0; i < 3; i++) fetched(250, 90);
    expect([silence.heard(3), silence.heard(4)]).toEqual([true, false]);
  });

  it.each([
    ['one that brought records', 250, 5000],
    ['one that came back at once', 10, 90],
  ])('is broken by %s', (_, duration, size) => {
    const { silence, fetched } = listening();
    fetched(250, 90);
    fetched(250, 90);
    fetched(duration, size);
    fetched(250, 90);
    expect(silence.heard(2)).toBe(false);
  });

  it('counts brokers apart, other requests not at all, and begins anew when told so', () => {
    const { silence, fetched } = listening();
    fetched(250, 90, 'b:1');
    fetched(250, 90, 'b:2');
    fetched(1, 90, 'b:1', 'Heartbeat');
    expect(silence.heard(2)).toBe(false);
    fetched(250, 90, 'b:1');
    expect(silence.heard(2)).toBe(true);
    silence.broken();
    expect(silence.heard(1)).toBe(false);
  });

  it('takes a longer answer for empty where more partitions are asked for', () => {
    const few = listening(1);
    const many = listening(30);
    for (const { fetched } of [few, many]) fetched(250, 1500);
    expect([few.silence.heard(1), many.silence.heard(1)]).toEqual([false, true]);
  });

  it('names the partitions whose leader is silent', async () => {
    const { silence, fetched } = listening();
    fetched(250, 90, 'b:2');
    const admin = {
      describeCluster: async () => ({
        brokers: [
          { nodeId: 1, host: 'b', port: 1 },
          { nodeId: 2, host: 'b', port: 2 },
        ],
      }),
      fetchTopicMetadata: async () => ({
        topics: [
          {
            name: 't',
            partitions: [
              { partitionId: 0, leader: 1 },
              { partitionId: 1, leader: 2 },
            ],
          },
        ],
      }),
    } as unknown as Admin;
    expect(await silence.partitions(admin, ['t'], 1)).toEqual(new Set(['t/1']));
  });
});
