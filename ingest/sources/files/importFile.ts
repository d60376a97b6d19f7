import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { Batch, ImportRecord, Message, Outcome } from '../../message.ts';
import { Accounts } from './accounts.ts';
import { type SourceFile, sourceFile } from './bytes.ts';
import { type Compiled, compile } from './mapping/compile.ts';
import { fills } from './mapping/fills.ts';
import type { LoadedMapping } from './mapping/load.ts';
import { type Made, type Refused, RowMapper } from './mapping/rowMapper.ts';
import { hasSource, previousImport } from './previousImport.ts';
import { type FileReport, Findings, type ImportOutcome } from './report.ts';
import { requireEvents } from './requireEvents.ts';
import type { Row, Table } from './row.ts';
import { type Pending, Settler } from './settle.ts';
import { survey } from './survey.ts';
import { formatOf, openTable } from './table.ts';

/** The part of landing that an import needs. */
export interface Door {
  position(topic: string, partition: number): bigint | undefined;
  land(batch: Batch): Promise<Outcome>;
}

export interface ImportOptions {
  /** what the file is called in landing; default: its own name */
  readonly name?: string;
  /** none: the lines are CloudEvents */
  readonly mapping?: LoadedMapping;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  /** to see what has landed; undefined: nothing has */
  readonly landed: DuckDBConnection | undefined;
  /** where events go; undefined: a dry run */
  readonly door: Door | undefined;
  readonly onProgress?: (progress: { file: string; row: number; of: number }) => void;
}

/** Lands one file, or says what landing it would do. The file is read through twice: to check it, and to land it. */
export async function importFile(path: string, options: ImportOptions): Promise<FileReport> {
  const started = performance.now();
  const { mapping } = options;
  const file = await sourceFile(path, options.name);
  if (!mapping && (await formatOf(file)) !== 'ndjson')
    throw new ClienteleError(
      'mapping-needed',
      `${file.name}: rows need a mapping to become events: --mapping FILE; clientele mapping suggest drafts one`,
    );
  const table = await openTable(file, mapping?.mapping.file ?? {}, mapping === undefined);
  try {
    if (!mapping) await requireEvents(file, table);
    const compiled = mapping && compile(mapping, file.name, table.header);
    const outcome = await new Import(file, table, compiled, options).run();
    const columns = table.header.map((column) => ({ column, fills: fills(compiled, column) }));
    return {
      file: file.name,
      checksum: file.checksum,
      format: table.format,
      mapping: mapping?.name,
      notes: table.notes,
      columns,
      ...outcome,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    table.close();
  }
}

const rowsPerBatch = 20_000;
const bytesPerBatch = 64 << 20;

/** One import under way. Its position is the number of the row to read next. */
class Import {
  readonly #file: SourceFile;
  readonly #table: Table;
  readonly #compiled: Compiled | undefined;
  readonly #options: ImportOptions;
  readonly #topic: string;
  readonly #mappingHash: string;
  readonly #findings = new Findings();
  #pending: Pending[] = [];
  #position: bigint | undefined;
  /** the batch that is being written while the next rows are read */
  #landing: Promise<void> = Promise.resolve();

  constructor(file: SourceFile, table: Table, compiled: Compiled | undefined, options: ImportOptions) {
    const hash = options.mapping?.hash;
    this.#file = file;
    this.#table = table;
    this.#compiled = compiled;
    this.#options = options;
    this.#mappingHash = hash ?? 'cloudevents';
    // another mapping of the same file is another import, with a position of its own
    this.#topic = `file:${file.name}@${file.checksum.slice(0, 16)}${hash ? `-${hash.slice(0, 8)}` : ''}`;
  }

  async run(): Promise<ImportOutcome> {
    const { door, landed, signal, onProgress, clock } = this.#options;
    const before = landed && (await previousImport(landed, this.#file.checksum, this.#mappingHash));
    if (before) return { topic: this.#topic, ...before };
    const { rows: count, ends } = await survey(this.#table, this.#file.name, this.#compiled, signal);
    const findings = this.#findings;
    const accounts = new Accounts(count);
    const mapper = this.#compiled && new RowMapper(this.#compiled, ends, (what) => findings.warn(what));
    const resumedAt = Number(door?.position(this.#topic, 0) ?? 0);
    this.#position = resumedAt > 0 ? BigInt(resumedAt) : undefined;
    const settler = new Settler({
      topic: this.#topic,
      source: this.#compiled?.source ?? '',
      rowId: this.#file.checksum.slice(0, 16),
      header: this.#table.header,
      landed,
      groupsMayRepeat: landed !== undefined && (await hasSource(landed, this.#compiled?.source ?? '')),
      dryRun: door === undefined,
      accounts,
      findings,
      clock,
    });
    const land = async (next: number, isLast: boolean) => {
      const settled = await settler.settle(this.#pending, this.#landing);
      this.#pending = [];
      if (door && (isLast || next > resumedAt)) {
        const messages = settled.filter(({ at }) => at >= resumedAt).map(({ message }) => message);
        const record = isLast ? this.#record(accounts) : undefined;
        this.#land(door, messages, Math.max(next, resumedAt), record);
      }
    };
    let next = 1;
    let rowsInBatch = 0;
    let bytesInBatch = 0;
    for await (const chunk of this.#table.rows()) {
      signal.throwIfAborted();
      for (const row of chunk) {
        this.#take(row, mapper);
        next = row.number + 1;
        rowsInBatch++;
        bytesInBatch += row.line?.length ?? 0;
        if (rowsInBatch < rowsPerBatch && bytesInBatch < bytesPerBatch) continue;
        await land(next, false);
        rowsInBatch = 0;
        bytesInBatch = 0;
      }
      onProgress?.({ file: this.#file.name, row: next - 1, of: count });
    }
    await land(next, true);
    await this.#landing;
    return {
      topic: this.#topic,
      ...accounts.totals(),
      events: accounts.eventsByType(),
      eventsLanded: accounts.eventsLanded,
      eventsRepeated: accounts.eventsRepeated,
      deadLetters: accounts.deadLetters,
      warnings: [...(this.#compiled?.warnings ?? []), ...findings.warnings],
      reasons: findings.reasons,
      firstRejected: findings.firstRejected,
      alreadyLanded: false,
      resumedAt: resumedAt > 1 ? resumedAt : 0,
    };
  }

  #take(row: Row, mapper: RowMapper | undefined): void {
    if (!mapper) {
      this.#pending.push({ at: row.number, line: row.line as Buffer });
      return;
    }
    const made: Made[] = [];
    const refused: Refused[] = [];
    mapper.take(row, made, refused);
    for (const one of refused) this.#pending.push({ at: row.number, refused: one });
    for (const one of made) this.#pending.push({ at: row.number, made: one });
  }

  #land(door: Door, messages: Message[], next: number, record: ImportRecord | undefined): void {
    const written = door.land({
      topic: this.#topic,
      partition: 0,
      from: this.#position,
      next: BigInt(next),
      messages,
      ...(record ? { import: record } : {}),
    });
    this.#position = BigInt(next);
    this.#landing = written.then(() => undefined);
    // told where it is awaited, before the next batch
    this.#landing.catch(() => undefined);
  }

  #record(accounts: Accounts): ImportRecord {
    return {
      name: this.#file.name,
      checksum: this.#file.checksum,
      mappingHash: this.#mappingHash,
      ...accounts.totals(),
      eventsLanded: accounts.eventsLanded,
    };
  }
}
