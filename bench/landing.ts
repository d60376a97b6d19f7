import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Broker, startBroker } from '../test/support/kafka/broker.ts';
import type { Bench, BenchOptions, BenchResult } from './bench.ts';
import { purchase, stepByStep, throughTheDoor } from './landingSteps.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const topic = 'bench';
const partitions = 8;
const sample = 200_000;

/** Fills the topic evenly with purchases, several requests at a time. */
export async function fill(broker: Broker, events: number): Promise<void> {
  await broker.createTopic(topic, partitions);
  const producer = broker.kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const perSend = 5000;
  let next = 0;
  const send = async () => {
    while (next < events) {
      const first = next;
      next += perSend;
      const messages = Array.from({ length: Math.min(perSend, events - first) }, (_, i) => ({
        value: purchase(first + i),
        partition: (first / perSend) % partitions,
      }));
      await producer.send({ topic, acks: 1, messages });
    }
  };
  await Promise.all(Array.from({ length: 4 }, send));
  await producer.disconnect();
}

/** Seconds in which the client alone reads everything and drops it. */
async function consumeOnly(broker: Broker, events: number): Promise<number> {
  const consumer = broker.kafka.consumer({ groupId: 'bench-consume', maxBytesPerPartition: 1024 * 1024 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let seen = 0;
  let started = 0;
  const all = new Promise<void>((resolve) => {
    void consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: async ({ batch }) => {
        started ||= performance.now();
        seen += batch.messages.length;
        if (seen >= events) resolve();
      },
    });
  });
  await all;
  const taken = (performance.now() - started) / 1000;
  await consumer.disconnect();
  return taken;
}

/** Runs `ingest kafka --until-end` as a process of its own and watches its memory. */
async function drain(broker: Broker): Promise<{ seconds: number; landed: number; peakMiB: number }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-'));
  const argv = ['ingest', 'kafka', '--until-end', '--topic', topic, '--brokers', broker.address, '--json'];
  const child = spawn(process.execPath, [path.join(root, 'bin/clientele.js'), ...argv, '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: folder,
  });
  let out = '';
  let peak = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const watch = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // it has ended
    }
  }, 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  fs.rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`ingest kafka ended with ${code}: ${out}`);
  const { seconds, landed } = JSON.parse(out) as { seconds: number; landed: number };
  return { seconds, landed, peakMiB: peak / 1024 };
}

/** The fastest of several turns each, so that neither suffers alone from what else the machine does. */
async function bestOf(turns: number): Promise<{ steps: { parse: number; append: number }; door: number }> {
  let steps = { parse: Infinity, append: Infinity };
  let door = Infinity;
  for (let turn = 0; turn < turns; turn++) {
    const one = await stepByStep(sample);
    if (one.parse + one.append < steps.parse + steps.append) steps = one;
    door = Math.min(door, await throughTheDoor(sample));
  }
  return { steps, door };
}

async function run(options: BenchOptions = {}): Promise<BenchResult> {
  const events = options.events ?? 3_000_000;
  const note = options.note ?? (() => undefined);
  const broker = await startBroker();
  try {
    const filling = performance.now();
    await fill(broker, events);
    note(`${events} events produced in ${((performance.now() - filling) / 1000).toFixed(0)} s`);
    const consume = await consumeOnly(broker, events);
    note(`consumed alone in ${consume.toFixed(1)} s`);
    const drained = await drain(broker);
    note(`landed in ${drained.seconds.toFixed(1)} s`);
    if (drained.landed !== events) throw new Error(`${drained.landed} of ${events} events landed`);
    const { steps, door } = await bestOf(3);
    const scale = events / sample;
    const oneAfterAnother = consume + (steps.parse + steps.append) * scale;
    const speed = events / drained.seconds;
    return {
      name: 'landing',
      figures: [
        { label: 'landed, validated, exactly once', value: speed, unit: 'events/s', target: '>= 50000' },
        { label: 'consumed alone', value: events / consume, unit: 'events/s' },
        { label: 'validated alone', value: sample / steps.parse, unit: 'events/s' },
        { label: 'appended and committed alone', value: sample / steps.append, unit: 'events/s' },
        {
          label: 'of consume + validate + append one after another',
          value: (100 * oneAfterAnother) / drained.seconds,
          unit: '%',
          target: '>= 60',
          ratioTo: 'the three alone, in the same run',
        },
        {
          label: 'cost of positions',
          value: 100 * (door / (steps.parse + steps.append) - 1),
          unit: '%',
          target: '<= 15',
          ratioTo: 'the same batches without positions',
        },
        {
          label: 'resident memory while draining, peak',
          value: drained.peakMiB,
          unit: 'MiB',
          target: '<= 512',
        },
      ],
    };
  } finally {
    await broker.stop();
  }
}

export const bench: Bench = { name: 'landing', run };
