import type { DuckDBBlobValue, DuckDBConnection } from '@duckdb/node-api';
import {
  ClienteleError,
  heldBy,
  openEngine,
  rows,
  type StatePaths,
  supersededTopics,
} from '../warehouse/index.ts';

/** A refused message as it is listed. */
export interface DeadLetter {
  readonly dead_letter_id: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly stage: string;
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly event_type: string | null;
  readonly source: string | null;
  readonly event_id: string | null;
  readonly refused_at: string;
  /** the event that a replay landed from it */
  readonly replayed_as: number | null;
  /** its file was imported again under another mapping */
  readonly superseded: boolean;
}

/** With what it was: headers as an object, and the payload once, in the first of three shapes that loses nothing. */
export interface DeadLetterWhole extends DeadLetter {
  readonly message_key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly broker_at: string | null;
  /** the payload as JSON */
  readonly payload?: unknown;
  /** … as text that is not JSON, or not JSON that survives being read and written */
  readonly payload_text?: string;
  /** … as bytes that are not text */
  readonly payload_base64?: string;
}

export interface DeadLetterFilter {
  readonly ids?: readonly number[];
  readonly topic?: string;
  readonly code?: string;
  readonly type?: string;
  /** leave out those that a replay has landed, or that another mapping of their file has settled */
  readonly open?: boolean;
  readonly limit?: number;
}

const listed = `d.dead_letter_id::double as dead_letter_id, d.topic, d.partition, d."offset"::double as "offset", d.stage,
  d.code, d.message, d.path, d.event_type, d.source, d.event_id,
  strftime(d.refused_at, '%Y-%m-%dT%H:%M:%SZ') as refused_at, r.landed_seq::double as replayed_as,
  s.topic is not null as superseded`;

const whole = `d.message_key, d.headers as headers_json, strftime(d.broker_at, '%Y-%m-%dT%H:%M:%S.%gZ') as broker_at, d.payload`;

function from(filter: DeadLetterFilter): string {
  const conditions = [
    filter.ids ? `d.dead_letter_id in (${filter.ids.map(Number).join(', ') || 'null'})` : '',
    filter.open ? 'r.dead_letter_id is null and s.topic is null' : '',
    filter.topic === undefined ? '' : 'd.topic = $topic',
    filter.code === undefined ? '' : 'd.code = $code',
    filter.type === undefined ? '' : 'd.event_type = $type',
  ].filter(Boolean);
  return `from landing.dead_letters as d left join landing.replays as r on r.dead_letter_id = d.dead_letter_id
    left join (select distinct topic from (${supersededTopics})) as s on s.topic = d.topic
    ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
    order by d.dead_letter_id`;
}

function values(filter: DeadLetterFilter): Record<string, string> {
  const { topic, code, type } = filter;
  return Object.fromEntries(
    Object.entries({ topic, code, type }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** Runs `work` on landing opened for reading, or on the engine of this process that holds it. */
export async function readingLanding<T>(
  paths: StatePaths,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const held = heldBy(paths.landing);
  const engine = held ?? (await openEngine({ memoryLimit: '1GB' }));
  try {
    if (!held) await engine.attach(paths.landing, 'landing', 'read');
    const connection = await engine.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    if (!held) engine.close();
  }
}

/** Dead letters, oldest first, and how many there are in all. */
export function listDeadLetters(
  paths: StatePaths,
  filter: DeadLetterFilter,
): Promise<{ total: number; deadLetters: DeadLetter[] }> {
  return readingLanding(paths, async (connection) => {
    const [count] = await rows<{ n: number }>(
      connection,
      `select count(*)::double as n from (select 1 ${from(filter)})`,
      values(filter),
    );
    const deadLetters = await rows<DeadLetter>(
      connection,
      `select ${listed} ${from(filter)} limit ${Math.trunc(filter.limit ?? 1_000_000_000)}`,
      values(filter),
    );
    return { total: count?.n ?? 0, deadLetters };
  });
}

/** Dead letters whole, in pages so that any number of them fits in memory. */
export async function eachDeadLetter(
  connection: DuckDBConnection,
  filter: DeadLetterFilter,
  visit: (deadLetter: DeadLetterWhole, payload: Buffer | null) => Promise<void> | void,
): Promise<void> {
  const result = await connection.stream(`select ${listed}, ${whole} ${from(filter)}`, values(filter));
  const names = result.columnNames();
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    for (const row of chunk.getRows()) {
      const record = Object.fromEntries(names.map((name, i) => [name, row[i]]));
      const { headers_json: headers, payload: blob, ...rest } = record;
      const payload = blob === null ? null : Buffer.from((blob as DuckDBBlobValue).bytes);
      await visit(
        {
          ...(rest as unknown as DeadLetterWhole),
          headers: headers === null ? {} : JSON.parse(String(headers)),
          ...payloadShape(payload),
        },
        payload,
      );
    }
  }
}

/** @throws ClienteleError `dead-letter-unknown` */
export function inspectDeadLetter(paths: StatePaths, id: number): Promise<DeadLetterWhole> {
  return readingLanding(paths, async (connection) => {
    let found: DeadLetterWhole | undefined;
    await eachDeadLetter(connection, { ids: [id] }, (one) => {
      found = one;
    });
    if (!found) throw new ClienteleError('dead-letter-unknown', `there is no dead letter ${id}`);
    return found;
  });
}

function payloadShape(
  payload: Buffer | null,
): Pick<DeadLetterWhole, 'payload' | 'payload_text' | 'payload_base64'> {
  if (payload === null) return { payload: null };
  const text = payload.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(payload)) return { payload_base64: payload.toString('base64') };
  try {
    const json: unknown = JSON.parse(text);
    if (json !== null && JSON.stringify(json) === text) return { payload: json };
  } catch {
    // not JSON: as text
  }
  return { payload_text: text };
}
