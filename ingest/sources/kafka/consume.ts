import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { brokerGone } from './client.ts';
import { noProgress, Stalled, Waiting } from './noProgress.ts';
import type { Extent } from './offsets.ts';
import { isOvertaken, type PartitionReader } from './partitionReader.ts';
import type { Readers } from './readers.ts';
import { Silence } from './silence.ts';

export interface ConsumeOptions {
  readonly brokers: readonly string[];
  readonly topics: readonly string[];
  readonly groupId: string;
  /** `end`: what is committed on the broker at the start; `stopped`: until the signal */
  readonly until: 'end' | 'stopped';
  readonly signal: AbortSignal;
  readonly notice: (message: string) => void;
  /** how long to wait for a message that should come, milliseconds; default a minute */
  readonly patience?: number;
  /** ask for long messages too: for so many bytes of a partition at once; default 1 MiB */
  readonly fetchBytes?: number;
  /** called once a second */
  readonly progress?: (state: { readonly read: number; readonly left: bigint }) => void;
}

const longestWait = 250;
/** After so many empty fetches in a row, what lies before a partition's end was compacted away. */
const silentFetches = 8;

/**
 * Lands `topics` through one consumer of a group. Positions are landing's: whenever the group assigns partitions, it
 * seeks to them before anything is fetched; Kafka's own committed offsets are written for lag displays only.
 * @param readers what was read, by partition; kept over reconnections
 */
export async function consume(
  kafka: Kafka,
  admin: Admin,
  readers: Readers,
  options: ConsumeOptions,
): Promise<void> {
  const { topics, until, signal, patience = 60_000 } = options;
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
  const finishAtEnd = () => {
    if (until === 'end' && !over && readers.unfinished().length === 0) finish();
  };

  const consumer = openConsumer(kafka, options.groupId, options.fetchBytes);
  const seek = (one: PartitionReader) => {
    one.onError = (error) => (isOvertaken(error) ? seek(one) : finish(error));
    const offset = String(readers.start(one));
    if (!over) consumer.seek({ topic: one.topic, partition: one.partition, offset });
  };

  const eachBatch = async (payload: EachBatchPayload) => {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const one = readers.of(batch.topic, batch.partition);
    await one.settled();
    if (over || !isRunning() || isStale()) return;
    try {
      if (!(await readers.follows(one, batch, admin, topics))) return seek(one);
      await one.land(batch);
    } catch (error) {
      return finish(error);
    }
    resolveOffset(batch.lastOffset());
    void one.settled().then(finishAtEnd);
    await heartbeat();
  };

  const silence = new Silence(consumer, longestWait, () => readers.assigned);
  let skipping: Promise<void> | undefined;
  const skipCompactedEnds = async () => {
    await readers.skipToEnd(await silence.partitions(admin, topics, silentFetches));
    silence.broken();
    finishAtEnd();
  };

  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const rejoined = readers.assigned > 0;
    for (const one of readers.assign(payload.memberAssignment)) seek(one);
    silence.broken();
    if (rejoined)
      readers.verify(admin, topics).catch((error) => (isDisagreement(error) ? finish(error) : undefined));
  });
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    silence.broken();
    if (payload.batchSize > 0 || over) return;
    const one = readers.of(payload.topic, payload.partition);
    void one.skipTo(BigInt(payload.lastOffset) + 1n).then(finishAtEnd);
  });
  const mayStall = () => options.fetchBytes === undefined;
  const hasOurs = (left: readonly Extent[]) => left.some((e) => readers.isOurs(e.topic, e.partition));
  let lastMoved = Date.now();
  consumer.on(consumer.events.FETCH, () => {
    if (over || until !== 'end') return;
    finishAtEnd();
    for (const one of readers.all()) lastMoved = Math.max(lastMoved, one.movedAt);
    if (silence.heard(silentFetches))
      skipping ??= skipCompactedEnds()
        .catch(finish)
        .finally(() => {
          skipping = undefined;
        });
    else if (mayStall() && Date.now() - lastMoved > patience / 4 && hasOurs(readers.unfinished()))
      finish(new Stalled());
    else if (Date.now() - lastMoved > patience)
      finish(noProgress(readers.unfinished(), readers, Math.round(patience / 1000)));
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!over) finish(brokerGone(options.brokers, payload.error));
  });

  const stop = () => finish();
  signal.addEventListener('abort', stop, { once: true });
  const lag = setInterval(() => void commitForDisplay(consumer, readers), 5000);
  const waiting = new Waiting(patience, options.notice);
  const progress = setInterval(() => {
    if (until === 'stopped' && !over)
      waiting
        .look(readers, admin, topics)
        .then((behind) => (mayStall() && hasOurs(behind) ? finish(new Stalled()) : undefined))
        .catch(() => undefined);
    const read = readers.all().reduce((sum, one) => sum + one.read, 0);
    options.progress?.({ read, left: readers.left() });
  }, 1000);
  try {
    await readers.verify(admin, topics);
    finishAtEnd();
    if (signal.aborted || over) return;
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch,
    });
    await finished;
    for (const one of readers.all()) await one.settled();
    await commitForDisplay(consumer, readers);
  } finally {
    over = true;
    clearInterval(lag);
    clearInterval(progress);
    signal.removeEventListener('abort', stop);
    await consumer.disconnect().catch(() => undefined);
    for (const one of readers.all()) await one.settled();
  }
}

const openConsumer = (kafka: Kafka, groupId: string, fetchBytes = 1024 * 1024): Consumer =>
  kafka.consumer({
    groupId,
    readUncommitted: false,
    maxBytesPerPartition: fetchBytes,
    maxBytes: Math.max(8 * 1024 * 1024, fetchBytes),
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

const isDisagreement = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(topic-|retention-)/.test(String(error.code));

/** Tells Kafka how far landing has come, for its lag displays; nothing is ever read back from there. */
async function commitForDisplay(consumer: Consumer, readers: Readers): Promise<void> {
  const offsets = readers
    .all()
    .flatMap(({ topic, partition, position }) =>
      position === undefined ? [] : [{ topic, partition, offset: String(position) }],
    );
  if (offsets.length > 0) await consumer.commitOffsets(offsets).catch(() => undefined);
}
