import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate, openProducer } from '../../../ingest/index.ts';
import { temporaryFolder } from '../../support/cli.ts';
import { type Broker, startBroker } from '../../support/kafka/broker.ts';
import { topics, until } from './generated.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
});
afterAll(() => broker.stop());

test('what is produced to the topics is what the files hold, line by line', async () => {
  const out = temporaryFolder('synthetic-kafka');
  const producer = await openProducer({ brokers: [broker.address], env: {} });
  const { summary } = await generate({
    customers: 150,
    months: 6,
    seed: 3,
    until,
    out,
    produce: producer.produce,
  });
  await producer.close();
  const { byTopic } = summary as { byTopic: Record<string, number> };
  const consumer = broker.kafka.consumer({ groupId: 'synthetic' });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  const read = new Map<string, string[]>(topics.map((topic) => [topic, []]));
  const total = Object.values(byTopic).reduce((sum, n) => sum + n, 0);
  let seen = 0;
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: async ({ topic, message }) => {
          read.get(topic)?.push(`${message.value}\n`);
          seen += 1;
          if (seen === total) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  const { readFileSync } = await import('node:fs');
  for (const topic of topics)
    expect(read.get(topic)?.join('')).toBe(readFileSync(`${out}/events/${topic}.ndjson`, 'utf8'));
});
