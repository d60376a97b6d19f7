import type { Admin, Batch, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { Landing } from '../../landing.ts';
import { brokerGone } from './client.ts';
import { agree, type Extent, readExtents } from './offsets.ts';
import { isOvertaken, PartitionReader } from './partitionReader.ts';
import { Silence } from './silence.ts';

export interface ConsumeOptions {
  readonly brokers: readonly string[];
  readonly topics: readonly string[];
  readonly groupId: string;
  /** `end`: what is committed on the broker at the start; `stopped`: until the signal */
  readonly until: 'end' | 'stopped';
  readonly signal: AbortSignal;
  readonly notice: (message: string) => void;
  /** called once a second */
  readonly progress?: (state: { readonly read: number; readonly left: bigint }) => void;
}

const longestWait = 250;
/** After so many empty fetches in a row, what lies before a partition's end was compacted away. */
const silentFetches = 8;
const patience = 60_000;

const key = (topic: string, partition: number): string => `${topic}/${partition}`;

/**
 * Lands `topics` through one consumer of a group. Positions are landing's: whenever the group assigns partitions, it
 * seeks to them before anything is fetched; Kafka's own committed offsets are written for lag displays only.
 * @param readers what was read, by partition; kept over reconnections
 */
export async function consume(
  kafka: Kafka,
  admin: Admin,
  landing: Landing,
  options: ConsumeOptions,
  readers: Map<string, PartitionReader>,
): Promise<void> {
  const extents = new Map<string, Extent>();
  let assigned = new Set<string>();
  let over = false;
  let finish: (error?: unknown) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = (error) => {
      over = true;
      if (error === undefined) resolve();
      else reject(error);
    };
  });
  finished.catch(() => undefined);

  const consumer = kafka.consumer({
    groupId: options.groupId,
    readUncommitted: false,
    maxBytesPerPartition: 1024 * 1024,
    maxBytes: 8 * 1024 * 1024,
    minBytes: 1,
    maxWaitTimeInMs: longestWait,
    // a process that was killed is a member for so long, and its successor waits for it
    sessionTimeout: 6000,
    heartbeatInterval: 1000,
    retry: {
      retries: 2,
      initialRetryTime: 200,
      maxRetryTime: 2000,
      restartOnFailure: async () => false,
    },
  });

  const reader = (topic: string, partition: number): PartitionReader => {
    const name = key(topic, partition);
    const found = readers.get(name) ?? new PartitionReader(landing, topic, partition);
    readers.set(name, found);
    found.onError = (error) => {
      if (isOvertaken(error)) seek(found);
      else finish(error);
    };
    return found;
  };

  const seek = (one: PartitionReader) => {
    const low = extents.get(key(one.topic, one.partition))?.low ?? 0n;
    const offset = String(one.start(low));
    if (!over) consumer.seek({ topic: one.topic, partition: one.partition, offset });
  };

  /** Compares every position with what the broker holds. */
  const verify = async () => {
    for (const extent of await readExtents(admin, options.topics)) {
      extents.set(key(extent.topic, extent.partition), extent);
      agree(extent, landing.position(extent.topic, extent.partition));
    }
  };
  await verify();
  const ends = new Map(extents);

  const isDone = (one: Extent): boolean => {
    const name = key(one.topic, one.partition);
    const position = landing.position(one.topic, one.partition) ?? one.low;
    return position >= one.end && (readers.get(name)?.verified ?? position <= one.low);
  };
  const finishAtEnd = () => {
    if (options.until === 'end' && !over && [...ends.values()].every(isDone)) finish();
  };

  /** false: the batch does not follow what was read before; it is left out and read again from where it should begin */
  const follows = async (one: PartitionReader, batch: Batch): Promise<boolean> => {
    const first = batch.firstOffset();
    const expected = one.expected;
    if (first === null || expected === undefined || BigInt(first) === expected) return true;
    await verify();
    if (BigInt(first) > expected) return true;
    seek(one);
    return false;
  };

  const eachBatch = async (payload: EachBatchPayload) => {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const one = reader(batch.topic, batch.partition);
    await one.settled();
    if (over || !isRunning() || isStale()) return;
    try {
      if (!(await follows(one, batch))) return;
      await one.land(batch);
    } catch (error) {
      return finish(error);
    }
    resolveOffset(batch.lastOffset());
    void one.settled().then(finishAtEnd);
    await heartbeat();
  };

  const silence = new Silence(consumer, longestWait, () => assigned.size);
  const skipCompactedTails = async () => {
    const silent = await silence.partitions(admin, options.topics, silentFetches);
    for (const extent of ends.values()) {
      const name = key(extent.topic, extent.partition);
      const one = readers.get(name);
      if (!one || isDone(extent) || !silent.has(name) || !assigned.has(name)) continue;
      one.skipCheck();
      await one.skipTo(extent.end);
    }
    silence.broken();
    finishAtEnd();
  };

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const rejoined = assigned.size > 0;
    assigned = new Set();
    for (const [topic, partitions] of Object.entries(payload.memberAssignment))
      for (const partition of partitions) {
        assigned.add(key(topic, partition));
        seek(reader(topic, partition));
      }
    silence.broken();
    if (rejoined) verify().catch((error) => (isDisagreement(error) ? finish(error) : undefined));
  });
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    silence.broken();
    if (payload.batchSize > 0 || over) return;
    const one = reader(payload.topic, payload.partition);
    void one.skipTo(BigInt(payload.lastOffset) + 1n).then(finishAtEnd);
  });
  let lastMoved = Date.now();
  consumer.on(consumer.events.FETCH, () => {
    if (over || options.until !== 'end') return;
    finishAtEnd();
    for (const one of readers.values()) lastMoved = Math.max(lastMoved, one.movedAt);
    if (silence.heard(silentFetches)) skipCompactedTails().catch(finish);
    else if (Date.now() - lastMoved > patience)
      finish(noProgress([...ends.values()].filter((e) => !isDone(e))));
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!over) finish(brokerGone(options.brokers, payload.error));
  });

  const stop = () => finish();
  options.signal.addEventListener('abort', stop, { once: true });
  const lag = setInterval(() => void commitForDisplay(consumer, readers.values()), 5000);
  const progress = setInterval(() => {
    let left = 0n;
    for (const e of ends.values()) {
      const rest = e.end - (landing.position(e.topic, e.partition) ?? e.low);
      if (rest > 0n) left += rest;
    }
    options.progress?.({ read: [...readers.values()].reduce((sum, one) => sum + one.read, 0), left });
  }, 1000);
  try {
    finishAtEnd();
    if (options.signal.aborted || over) return;
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch,
    });
    await finished;
    for (const one of readers.values()) await one.settled();
    await commitForDisplay(consumer, readers.values());
  } finally {
    over = true;
    clearInterval(lag);
    clearInterval(progress);
    options.signal.removeEventListener('abort', stop);
    await consumer.disconnect().catch(() => undefined);
    for (const one of readers.values()) await one.settled();
  }
}

const noProgress = (left: readonly Extent[]): ClienteleError =>
  new ClienteleError(
    'no-progress',
    `nothing came from ${left.map((e) => `${e.topic}/${e.partition}`).join(', ')} for ${patience / 1000} seconds, short of ` +
      'the end; another member of the consumer group may hold these partitions. What was read is landed; start again',
    { exitCode: 2, retriable: true },
  );

const isDisagreement = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(topic-|retention-)/.test(String(error.code));

/** Tells Kafka how far landing has come, for its lag displays; nothing is ever read back from there. */
async function commitForDisplay(consumer: Consumer, readers: Iterable<PartitionReader>): Promise<void> {
  const offsets = [...readers].flatMap(({ topic, partition, position }) =>
    position === undefined ? [] : [{ topic, partition, offset: String(position) }],
  );
  if (offsets.length > 0) await consumer.commitOffsets(offsets).catch(() => undefined);
}
