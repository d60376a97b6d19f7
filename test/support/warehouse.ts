import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readEvent } from '../../ingest/contracts/index.ts';
import { type BuildReport, build } from '../../transforms/index.ts';
import { type ConfigInput, openEngine, parseConfig, rows, statePaths } from '../../warehouse/index.ts';

/** A CloudEvent as a producer would write it. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let issued = 0;

/** An event with an id of its own; `time` needs an offset. */
export const event = (
  type: string,
  time: string,
  data: Readonly<Record<string, unknown>>,
  envelope: { readonly source?: string; readonly id?: string } = {},
): CloudEvent => ({
  specversion: '1.0',
  id: envelope.id ?? `e${++issued}`,
  source: envelope.source ?? 'shop.web',
  type,
  time,
  data,
});

export interface WarehouseOptions {
  /** business date to count to; default 2026-06-30 */
  readonly asOf?: string;
  readonly config?: ConfigInput;
  /** tables to build, each with all that it reads, e.g. `+orders`; default: all */
  readonly select?: string;
  readonly clock?: () => Date;
}

/** Tables built from events; close it when done. */
export interface Warehouse {
  readonly report: BuildReport;
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  close(): void;
}

const landingTables = `
  create table landing.events (landed_seq bigint, type varchar, source varchar, event_id varchar, occurred_at timestamp,
    payload varchar, topic varchar, partition integer, "offset" bigint, message_key varchar, headers varchar,
    broker_at timestamp, landed_at timestamp);
  create table landing.dead_letters (dead_letter_id bigint, topic varchar, partition integer, "offset" bigint,
    message_key varchar, headers varchar, broker_at timestamp, payload blob, stage varchar, code varchar,
    message varchar, path varchar, event_type varchar, source varchar, event_id varchar, refused_at timestamp);
  create table landing.positions (topic varchar, partition integer, next_offset bigint, read_count bigint,
    check_offset bigint, check_hash varchar, updated_at timestamp);
  create table landing.imports (import_id bigint, name varchar, checksum varchar, mapping_hash varchar,
    rows_read bigint, rows_in_events bigint, rows_rejected bigint, rows_repeated bigint, events_landed bigint,
    landed_at timestamp);`;

/**
 * Lands the events in the order given and builds the tables with the project's own runner, without publishing.
 * @throws Error when an event breaks its contract or a table cannot be made
 */
export async function warehouse(
  events: readonly CloudEvent[],
  options: WarehouseOptions = {},
): Promise<Warehouse> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-'));
  const paths = statePaths(folder);
  const clock = options.clock ?? (() => new Date('2026-07-01T12:00:00Z'));
  const config = parseConfig({
    business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' },
    ...options.config,
  });
  const engine = await openEngine();
  const close = () => {
    engine.close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await engine.attach(paths.landing, 'landing', 'write');
    const connection = await engine.connect();
    await connection.run(landingTables);
    const insert = await connection.prepare(
      `insert into landing.events values ($1, $2, $3, $4, make_timestamp($5), $6, 'test', 0, $1, null, null, null, make_timestamp($5))`,
    );
    for (const [i, one] of events.entries()) {
      const read = readEvent(Buffer.from(JSON.stringify(one)), {}, clock());
      if (!read.ok)
        throw new Error(`${one.type} ${one.id}: ${read.refusal.message} (${read.refusal.path ?? ''})`);
      insert.bindBigInt(1, BigInt(i + 1));
      insert.bindVarchar(2, read.event.type);
      insert.bindVarchar(3, read.event.source);
      insert.bindVarchar(4, read.event.id);
      insert.bindBigInt(5, read.event.occurredAtMicros);
      insert.bindVarchar(6, read.event.payload);
      await insert.run();
    }
    await connection.run(
      `insert into landing.positions select 'test', 0, ${events.length}, ${events.length}, null, null, null`,
    );
    const report = await build({
      paths,
      config,
      clock,
      engine,
      asOf: options.asOf ?? '2026-06-30',
      publish: false,
      ...(options.select ? { select: options.select } : {}),
    });
    const broken = report.nodes.filter(({ status }) => status === 'error');
    if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'));
    await engine.attach(paths.workspace, 'workspace', 'read');
    await connection.run('use workspace');
    return { report, rows: (sql) => rows(connection, sql), close };
  } catch (error) {
    close();
    throw error;
  }
}
