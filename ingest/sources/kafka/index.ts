import { ClienteleError } from '../../../warehouse/index.ts';
import type { Landing } from '../../landing.ts';
import { brokerGone, type ConnectionOptions, connectKafka } from './client.ts';
import { type ConsumeOptions, consume } from './consume.ts';
import { readExtents } from './offsets.ts';

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

/** Lands topics: until the end that they have now, or until the signal. */
export async function ingestKafka(landing: Landing, options: KafkaOptions): Promise<PartitionReport[]> {
  const kafka = await connectKafka(options);
  const admin = kafka.admin();
  try {
    let present: string[];
    try {
      await admin.connect();
      present = await admin.listTopics();
    } catch (error) {
      throw brokerGone(options.brokers, error);
    }
    const topics = options.topics.filter((topic) => present.includes(topic));
    const missing = options.topics.filter((topic) => !present.includes(topic));
    if (topics.length === 0)
      throw new ClienteleError(
        'topic-missing',
        `${options.brokers.join(', ')} has no topic ${missing.join(', ')}; create them, or name others with --topic`,
      );
    if (missing.length > 0) options.notice(`no such topic yet, left out: ${missing.join(', ')}`);
    for (const topic of options.restart ?? [])
      for (const { partition, low } of await readExtents(admin, [topic]))
        await landing.restart(topic, partition, low);
    const readers = await consume(kafka, admin, landing, { ...options, topics });
    return readers.map(({ topic, partition, from, position, read, landed, dead }) => ({
      topic,
      partition,
      from,
      next: position,
      read,
      landed,
      dead,
    }));
  } catch (error) {
    throw error instanceof Error && error.name.startsWith('KafkaJS')
      ? brokerGone(options.brokers, error)
      : error;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
