import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBTimestampValue } from '@duckdb/node-api';
import { Landing, type Message } from '../ingest/index.ts';
import { append, prepare } from '../ingest/landingRows.ts';
import { landingSchema } from '../ingest/landingSchema.ts';
import { openEngine, statePaths, transaction } from '../warehouse/index.ts';

const batchRows = 2048;
const batchesPerCommit = 4;

/** A purchase of about 240 bytes. */
export const purchase = (n: number): string =>
  `{"specversion":"1.0","id":"e${n}","source":"shop.web","type":"purchase.completed","time":"2026-03-02T10:15:00+08:00",` +
  `"data":{"customer":{"customer_ref":"C${n % 200_000}"},"order_id":"SO-${n}","currency":"CNY",` +
  '"lines":[{"sku":"TEA-01","quantity":2,"unit_price":"128.00"}]}}';

const batchOf = (first: number, count: number) => {
  const messages: Message[] = Array.from({ length: count }, (_, i) => ({
    topic: 'bench',
    partition: 0,
    offset: BigInt(first + i),
    key: null,
    headers: {},
    brokerAt: 1_770_000_000_000,
    value: Buffer.from(purchase(first + i)),
  }));
  const from = first === 0 ? undefined : BigInt(first);
  return { topic: 'bench', partition: 0, from, next: BigInt(first + count), messages };
};

const batches = (events: number) =>
  Array.from({ length: Math.ceil(events / batchRows) }, (_, i) =>
    batchOf(i * batchRows, Math.min(batchRows, events - i * batchRows)),
  );

const seconds = (since: number): number => (performance.now() - since) / 1000;

/** Seconds to validate, and to append and commit, one after another and without positions. */
export async function stepByStep(events: number): Promise<{ parse: number; append: number }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-'));
  const engine = await openEngine({ memoryLimit: '64MB' });
  try {
    await engine.attach(path.join(folder, 'landing.duckdb'), 'landing', 'write');
    const connection = await engine.connect();
    await connection.run("set checkpoint_threshold = '64MB'");
    await connection.run(landingSchema);
    const all = batches(events);
    const at = new DuckDBTimestampValue(0n);
    let parse = 0;
    let appended = 0;
    let seq = 1n;
    for (let i = 0; i < all.length; i += batchesPerCommit) {
      const parsing = performance.now();
      const prepared = all.slice(i, i + batchesPerCommit).map((batch) => prepare(batch, new Date()));
      parse += seconds(parsing);
      const appending = performance.now();
      await transaction(connection, async () => {
        for (const one of prepared) {
          await append(connection, 'events', one.events, seq, at);
          seq += BigInt(one.events[0]?.length ?? 0);
        }
      });
      appended += seconds(appending);
    }
    return { parse, append: appended };
  } finally {
    engine.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds to land the same batches through the door: validation, rows, positions and their fence. */
export async function throughTheDoor(events: number): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-'));
  const landing = await Landing.open(statePaths(folder), {
    clock: () => new Date(),
    memoryLimit: '64MB',
  });
  try {
    const all = batches(events);
    const started = performance.now();
    for (let i = 0; i < all.length; i += batchesPerCommit)
      await Promise.all(all.slice(i, i + batchesPerCommit).map((batch) => landing.land(batch)));
    return seconds(started);
  } finally {
    await landing.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
