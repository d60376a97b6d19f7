import fs from 'node:fs';
import type { Admin, Kafka } from 'kafkajs';
import { ClienteleError, type StatePaths } from '../../../warehouse/index.ts';
import { readingLanding } from '../../deadLetters.ts';
import type { Landing } from '../../landing.ts';
import { type Position, place, readPositions } from '../../landingState.ts';
import { brokerGone, type ConnectionOptions, connectKafka } from './client.ts';
import { type ConsumeOptions, consume } from './consume.ts';
import { Stalled } from './noProgress.ts';
import { agree, type Extent, readExtents } from './offsets.ts';
import { Readers } from './readers.ts';

export { brokersFrom, type Environment } from './client.ts';

export interface KafkaOptions extends ConnectionOptions, Omit<ConsumeOptions, 'brokers'> {
  /** topics to land again from the broker's first message on */
  readonly restart?: readonly string[];
}

/** What became of one partition. */
export interface PartitionReport {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint | undefined;
  readonly next: bigint | undefined;
  readonly read: number;
  readonly landed: number;
  readonly dead: number;
}

/** What would be read of one partition. */
export interface PartitionPreview extends Extent {
  readonly next: bigint | undefined;
  readonly left: bigint;
}

/** What is asked for of a partition where a mebibyte brings no message. */
const widerFetch = 32 * 1024 * 1024;
const firstPause = 500;
const longestPause = 10_000;
/** Half seconds to give a broker that has just come up to get its groups ready. */
const mostStarts = 40;

const isStarting = ({ message }: Error): boolean =>
  /coordinator is (loading|not available)|not the correct coordinator/i.test(message);

/**
 * Lands topics: until the end that they have now, or until the signal. When the broker goes away in between, the
 * first stops with `broker-gone`, the second waits and goes on.
 */
export async function ingestKafka(landing: Landing, options: KafkaOptions): Promise<PartitionReport[]> {
  const readers = new Readers(landing);
  let restart = options.restart ?? [];
  let pause = firstPause;
  let hasConnected = false;
  let fetchBytes: number | undefined;
  let starts = 0;
  for (;;) {
    try {
      await withTopics(options, async (kafka, admin, topics) => {
        hasConnected = true;
        for (const topic of restart)
          for (const { partition, low } of await readExtents(admin, [topic]))
            await landing.restart(topic, partition, low);
        restart = [];
        await consume(kafka, admin, readers, { ...options, topics, ...(fetchBytes && { fetchBytes }) });
      });
      break;
    } catch (error) {
      if (error instanceof Stalled) {
        fetchBytes = widerFetch;
        continue;
      }
      const isGone = error instanceof ClienteleError && error.code === 'broker-gone';
      if (isGone && isStarting(error) && starts++ < mostStarts && !options.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, firstPause));
        continue;
      }
      if (!isGone || !hasConnected || options.until === 'end' || options.signal.aborted) throw error;
      if (pause === firstPause) options.notice(`${error.message}; waiting for it`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, longestPause);
      if (options.signal.aborted) break;
    }
  }
  return readers.all().map(({ topic, partition, from, position, read, landed, dead }) => ({
    topic,
    partition,
    from,
    next: position,
    read,
    landed,
    dead,
  }));
}

/** What `ingestKafka` would read now; nothing is written. */
export function previewKafka(
  paths: StatePaths,
  options: ConnectionOptions & Pick<ConsumeOptions, 'topics' | 'notice'>,
): Promise<PartitionPreview[]> {
  return withTopics(options, async (_, admin, topics) => {
    const stored = await storedPositions(paths);
    return (await readExtents(admin, topics)).map((extent) => {
      const next = stored.get(place(extent.topic, extent.partition))?.next;
      agree(extent, next);
      return { ...extent, next, left: extent.end - (next ?? extent.low) };
    });
  });
}

async function storedPositions(paths: StatePaths): Promise<Map<string, Position>> {
  if (!fs.existsSync(paths.landing)) return new Map();
  return readingLanding(paths, readPositions);
}

async function withTopics<T>(
  options: ConnectionOptions & Pick<ConsumeOptions, 'topics' | 'notice'>,
  work: (kafka: Kafka, admin: Admin, topics: string[]) => Promise<T>,
): Promise<T> {
  const kafka = await connectKafka(options);
  const admin = kafka.admin();
  try {
    await admin.connect();
    const present = await admin.listTopics();
    const topics = options.topics.filter((topic) => present.includes(topic));
    const missing = options.topics.filter((topic) => !present.includes(topic));
    if (topics.length === 0)
      throw new ClienteleError(
        'topic-missing',
        `${options.brokers.join(', ')} has no topic ${missing.join(', ')}; create them, or name others with --topic`,
      );
    if (missing.length > 0) options.notice(`no such topic yet, left out: ${missing.join(', ')}`);
    return await work(kafka, admin, topics);
  } catch (error) {
    const isKafka = error instanceof Error && error.name.startsWith('KafkaJS');
    throw isKafka ? brokerGone(options.brokers, error) : error;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
