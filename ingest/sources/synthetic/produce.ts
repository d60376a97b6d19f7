import { ClienteleError } from '../../../warehouse/index.ts';
import { type ConnectionOptions, connectKafka } from '../kafka/client.ts';
import type { Landed } from './faults.ts';
import { type Topic, topics } from './outbox.ts';

/** Where events go besides the files. */
export interface EventProducer {
  readonly produce: (landed: Landed) => Promise<void>;
  readonly close: () => Promise<void>;
}

const batchSize = 5_000;

/** An idempotent producer to the topics of the events' names; topics that are missing are created. */
export async function openProducer(options: ConnectionOptions): Promise<EventProducer> {
  const kafka = await connectKafka(options);
  const admin = kafka.admin();
  await admin.connect().catch((error: unknown) => {
    throw new ClienteleError(
      'broker-gone',
      `no answer from Kafka at ${options.brokers.join(', ')} (${error instanceof Error ? error.message : String(error)}); nothing was produced or written`,
      { exitCode: 2, retriable: true, cause: error },
    );
  });
  try {
    const present = await admin.listTopics();
    const missing = topics.filter((topic) => !present.includes(topic));
    if (missing.length > 0) await admin.createTopics({ topics: missing.map((topic) => ({ topic })) });
  } finally {
    await admin.disconnect();
  }
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  const pending = new Map<Topic, { key: string; value: Buffer }[]>(topics.map((topic) => [topic, []]));
  const send = async (least: number) => {
    const topicMessages = [];
    for (const [topic, messages] of pending)
      if (messages.length >= least) {
        topicMessages.push({ topic, messages });
        pending.set(topic, []);
      }
    if (topicMessages.length > 0) await producer.sendBatch({ acks: -1, topicMessages });
  };
  return {
    produce: async ({ box, posted }) => {
      for (const { topic, key, from, to } of posted)
        pending.get(topic)?.push({ key, value: Buffer.from(box.bytes.subarray(from, to - 1)) });
      await send(batchSize);
    },
    close: async () => {
      try {
        await send(1);
      } finally {
        await producer.disconnect();
      }
    },
  };
}
