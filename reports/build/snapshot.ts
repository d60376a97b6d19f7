import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, literal, openEngine, rows, type StatePaths } from '../../warehouse/index.ts';

/** What `_run` says about a snapshot; every page shows it in its footer. */
export interface Run {
  readonly runId: string;
  readonly role: string;
  /** the business date up to whose end facts count, yyyy-mm-dd */
  readonly asOf: string;
  readonly isComplete: boolean;
  readonly builtAt: string;
  readonly name: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly timeZone: string;
}

/** A published snapshot, open for reading. DATE comes as yyyy-mm-dd, DECIMAL and BIGINT as numbers. */
export interface Snapshot {
  readonly run: Run;
  /** names of a table's columns; empty when there is no such table */
  columns(table: string): Promise<ReadonlySet<string>>;
  rows<T>(sql: string): Promise<T[]>;
  close(): void;
}

/** JavaScript values that JSON can hold: dates as text, big integers as numbers. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
  }
  return value;
}

/**
 * Opens the snapshot that is current for a role.
 * @throws ClienteleError `not-published` when there is none
 */
export async function openSnapshot(paths: StatePaths, role: string): Promise<Snapshot> {
  const folder = path.join(paths.published, role);
  const pointer = path.join(folder, 'current');
  const name = fs.existsSync(pointer) ? fs.readFileSync(pointer, 'utf8').trim() : '';
  if (!name)
    throw new ClienteleError(
      'not-published',
      `nothing is published for role ${role} in ${paths.published}; run clientele build first`,
    );
  const engine = await openEngine({ memoryLimit: '2GB' });
  try {
    await engine.attach(path.join(folder, name), 'snapshot', 'read');
    const connection = await engine.connect();
    await connection.run('use snapshot');
    const read = async <T>(sql: string): Promise<T[]> => {
      const found = await rows<Record<string, unknown>>(connection, sql);
      return found.map(
        (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])) as T,
      );
    };
    const [run] = await read<Record<string, string> & { is_complete: boolean }>(
      'select * replace (cast(as_of_date as varchar) as as_of_date, cast(built_at as varchar) as built_at) from _run',
    );
    if (!run) throw new ClienteleError('snapshot-broken', `${name} has no row in _run; publish again`);
    return {
      run: {
        runId: run.run_id ?? '',
        role,
        asOf: run.as_of_date ?? '',
        isComplete: run.is_complete,
        builtAt: run.built_at ?? '',
        name: { en: run.business_name_en ?? '', 'zh-CN': run.business_name_zh ?? '' },
        currency: run.reporting_currency ?? 'USD',
        timeZone: run.business_time_zone ?? 'UTC',
      },
      async columns(table) {
        const found = await read<{ column_name: string }>(
          `select column_name from duckdb_columns() where database_name = 'snapshot' and table_name = ${literal(table)}`,
        );
        return new Set(found.map(({ column_name }) => column_name));
      },
      rows: read,
      close: () => engine.close(),
    };
  } catch (error) {
    engine.close();
    throw error;
  }
}
