import kafkajs from 'kafkajs';
import { purchase } from './landingSteps.ts';

/**
 * A process that sends `perSecond` purchases for `seconds`, stamped with the time of sending: broker topic
 * perSecond seconds.
 */
const [broker = '', topic = '', perSecond = '0', seconds = '0'] = process.argv.slice(2);
const everyMs = 20;
const perTurn = (Number(perSecond) * everyMs) / 1000;
const producer = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING }).producer();
await producer.connect();
let sent = 0;
const started = performance.now();
const pending = new Set<Promise<unknown>>();
while (performance.now() - started < Number(seconds) * 1000) {
  const due = Math.floor((performance.now() - started) / everyMs + 1) * perTurn;
  if (sent < due) {
    const messages = Array.from({ length: due - sent }, (_, i) => ({
      value: purchase(sent + i),
      partition: Math.floor((sent + i) / 25) % 4,
      timestamp: String(Date.now()),
    }));
    sent += messages.length;
    const sending = producer.send({ topic, acks: 1, messages }).finally(() => pending.delete(sending));
    pending.add(sending);
  }
  await new Promise((resolve) => setTimeout(resolve, everyMs / 2));
}
await Promise.all(pending);
await producer.disconnect();
process.stdout.write(String(sent));
