import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingestKafka, Landing } from '../ingest/index.ts';
import { startBroker } from '../test/support/kafka/broker.ts';
import { rows, statePaths } from '../warehouse/index.ts';
import type { Bench, BenchResult } from './bench.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const topic = 'latency';
const perSecond = 10_000;
const seconds = 30;

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;

/** Events are sent at a steady rate by another process; a query asks every 20 ms which of them it sees. */
async function run(): Promise<BenchResult> {
  const broker = await startBroker();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-'));
  const landing = await Landing.open(statePaths(folder), {
    clock: () => new Date(),
    memoryLimit: '128MB',
  });
  const stop = new AbortController();
  try {
    await broker.createTopic(topic, 4);
    const following = ingestKafka(landing, {
      brokers: [broker.address],
      env: {},
      topics: [topic],
      groupId: 'bench-latency',
      until: 'stopped',
      signal: stop.signal,
      notice: () => undefined,
    });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const args = ['--import', 'tsx', path.join(here, 'latencyProducer.ts')];
    const child = spawn(
      process.execPath,
      [...args, broker.address, topic, String(perSecond), String(seconds)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let out = '';
    let ended = false;
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.on('close', () => {
      ended = true;
    });
    const connection = await landing.engine.connect();
    const seen: number[] = [];
    let last = 0n;
    while (!ended || seen.length < Number(out)) {
      const fresh = await rows<{ seq: bigint; sent: number; n: number }>(
        connection,
        `select max(landed_seq) as seq, epoch_ms(broker_at)::double as sent, count(*)::int as n
         from landing.events where landed_seq > ${last} group by all`,
      );
      const now = Date.now();
      for (const { seq, sent, n } of fresh) {
        for (let i = 0; i < n; i++) seen.push(now - sent);
        if (BigInt(seq) > last) last = BigInt(seq);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stop.abort();
    await following;
    seen.sort((a, b) => a - b);
    return {
      name: 'latency',
      figures: [
        { label: 'events sent a second', value: seen.length / seconds, unit: 'events/s' },
        { label: 'sent to queryable, median', value: quantile(seen, 0.5), unit: 'ms' },
        {
          label: 'sent to queryable, 95th percentile',
          value: quantile(seen, 0.95),
          unit: 'ms',
          target: '<= 700',
        },
        { label: 'sent to queryable, longest', value: seen.at(-1) ?? 0, unit: 'ms' },
      ],
    };
  } finally {
    stop.abort();
    await landing.close();
    await broker.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = { name: 'latency', run };
