import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Batch, Landing } from '../../ingest/index.ts';
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

/**
 * Lands the events in the order given through the project's own door and builds the tables with its own runner.
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
    const landing = await Landing.open(paths, { clock });
    const outcome = await landing.land(asBatch(events)).finally(() => landing.close());
    if (outcome.dead > 0) throw new Error(await refusals(paths.landing));
    const report = await build({
      paths,
      config,
      clock,
      asOf: options.asOf ?? '2026-06-30',
      publish: false,
      ...(options.select ? { select: options.select } : {}),
    });
    const broken = report.nodes.filter(({ status }) => status === 'error');
    if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'));
    await engine.attach(paths.workspace, 'workspace', 'read');
    const connection = await engine.connect();
    await connection.run('use workspace');
    return { report, rows: (sql) => rows(connection, sql), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Events as a source hands them over. */
export const asBatch = (events: readonly CloudEvent[]): Batch => ({
  topic: 'test',
  partition: 0,
  from: undefined,
  next: BigInt(events.length),
  messages: events.map((one, i) => ({
    topic: 'test',
    partition: 0,
    offset: BigInt(i),
    key: null,
    headers: {},
    brokerAt: null,
    value: Buffer.from(JSON.stringify(one)),
  })),
});

async function refusals(file: string): Promise<string> {
  const engine = await openEngine();
  try {
    await engine.attach(file, 'landing', 'read');
    const found = await rows<{ said: string }>(
      await engine.connect(),
      "select concat_ws(' ', event_type, event_id, message, path) as said from landing.dead_letters",
    );
    return found.map(({ said }) => said).join('\n');
  } finally {
    engine.close();
  }
}
