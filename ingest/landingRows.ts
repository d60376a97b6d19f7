import {
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { readEvent } from './contracts/index.ts';
import { deadLetterColumns, eventColumns } from './landingSchema.ts';
import type { Batch, Message } from './message.ts';

type Column = DuckDBValue[];

/** A batch after validation: columns without the numbers and times that are given at the commit. */
export interface Prepared {
  readonly batch: Batch;
  /** type … broker_at of `events` */
  readonly events: readonly Column[];
  /** topic … event_id of `dead_letters` */
  readonly dead: readonly Column[];
}

const text = (value: Buffer | string): string => (typeof value === 'string' ? value : value.toString('utf8'));

function headersJson(headers: Message['headers']): string | null {
  let json: Record<string, string> | null = null;
  for (const name in headers) {
    json ??= {};
    json[name] = text(headers[name] ?? '');
  }
  return json && JSON.stringify(json);
}

/** Validates every message against its contract. */
export function prepare(batch: Batch, now: Date): Prepared {
  const events: Column[] = Array.from({ length: Object.keys(eventColumns).length - 2 }, () => []);
  const dead: Column[] = Array.from({ length: Object.keys(deadLetterColumns).length - 2 }, () => []);
  const push = (columns: readonly Column[], values: readonly DuckDBValue[]) => {
    for (let i = 0; i < values.length; i++) columns[i]?.push(values[i] as DuckDBValue);
  };
  for (const message of batch.messages) {
    const { topic, partition, offset, value } = message;
    const key = message.key === null ? null : text(message.key);
    const headers = headersJson(message.headers);
    const brokerAt =
      message.brokerAt === null
        ? null
        : new DuckDBTimestampValue(BigInt(Math.round(message.brokerAt * 1000)));
    const read = message.reading ?? readEvent(value, message.headers, now);
    if (read.ok) {
      const { type, source, id, occurredAtMicros, payload } = read.event;
      const occurredAt = new DuckDBTimestampValue(occurredAtMicros);
      push(events, [type, source, id, occurredAt, payload, topic, partition, offset, key, headers, brokerAt]);
    } else {
      const { stage, code, message: why, path, type, source, id } = read.refusal;
      push(dead, [
        topic,
        partition,
        offset,
        key,
        headers,
        brokerAt,
        value === null ? null : new DuckDBBlobValue(value),
        stage,
        code,
        why,
        path ?? null,
        type ?? null,
        source ?? null,
        id ?? null,
      ]);
    }
  }
  return { batch, events, dead };
}

const chunkRows = 2048;

/** Appends rows numbered from `first`, stamped `at`, as whole columns. */
export async function append(
  connection: DuckDBConnection,
  table: 'events' | 'dead_letters',
  columns: readonly Column[],
  first: bigint,
  at: DuckDBTimestampValue,
): Promise<void> {
  const count = columns[0]?.length ?? 0;
  if (count === 0) return;
  const types: DuckDBType[] = Object.values(table === 'events' ? eventColumns : deadLetterColumns);
  const appender = await connection.createAppender(table, 'main', 'landing');
  for (let start = 0; start < count; start += chunkRows) {
    const rows = Math.min(chunkRows, count - start);
    const numbers = Array.from({ length: rows }, (_, i) => first + BigInt(start + i));
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns([
      numbers,
      ...columns.map((column) => column.slice(start, start + rows)),
      new Array<DuckDBValue>(rows).fill(at),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
