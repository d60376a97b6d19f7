import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ClienteleError } from './errors.ts';
import { heldBy } from './held.ts';

/** `'` doubled, for a string literal in SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `"` doubled, for an identifier in SQL. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export interface EngineOptions {
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly temporaryDirectory?: string;
  /** memory goes back to the system as soon as it is free, for a process that is to stay small; it takes some more time */
  readonly isSmall?: boolean;
}

/**
 * How new files are stored: as DuckDB since 1.4 does, which writes strings a fifth faster than its default,
 * the format of 0.10. A file that exists keeps its own.
 */
export const storage = "STORAGE_VERSION 'v1.4.0'";

/** One in-memory DuckDB instance to which the files of a project are attached; close it when done. */
export interface Engine {
  readonly instance: DuckDBInstance;
  connect(): Promise<DuckDBConnection>;
  attach(file: string, name: string, mode: 'read' | 'write'): Promise<void>;
  detach(name: string): Promise<void>;
  close(): void;
}

/** Opens an engine with UTC time zone, no extension downloads and spilling to `temporaryDirectory`. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads ?? 2),
    memory_limit: options.memoryLimit ?? '4GB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'true',
    // given back at once where so much is freed in one go, and after a task that took so much for a while
    ...(options.isSmall
      ? { allocator_bulk_deallocation_flush_threshold: '2MB', allocator_flush_threshold: '512KB' }
      : {}),
    ...(options.temporaryDirectory ? { temp_directory: options.temporaryDirectory } : {}),
  });
  const connections: DuckDBConnection[] = [];
  const control = await instance.connect();
  connections.push(control);
  await control.run("SET GLOBAL TimeZone='UTC'").catch(() => undefined);
  return {
    instance,
    async connect() {
      const connection = await instance.connect();
      connections.push(connection);
      return connection;
    },
    async attach(file, name, mode) {
      if (heldBy(file))
        throw new ClienteleError(
          'file-held',
          `${file} is held by another engine of this process; use that one (heldBy)`,
          { exitCode: 2 },
        );
      try {
        await control.run(
          `ATTACH ${literal(file)} AS ${identifier(name)} (${mode === 'read' ? 'READ_ONLY' : storage})`,
        );
      } catch (error) {
        throw translateOpenError(error, file);
      }
    },
    async detach(name) {
      await control.run(`DETACH ${identifier(name)}`);
    },
    close() {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Turns DuckDB's open errors into messages that say what to do. */
function translateOpenError(error: unknown, file: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const holder = /Could not set lock[\s\S]*?PID (\d+)/.exec(message);
  if (holder)
    return new ClienteleError(
      'file-locked',
      `${file} is open for writing in another process (PID ${holder[1]}); wait for it, or stop it`,
      { exitCode: 2, retriable: true, cause: error },
    );
  if (/Could not set lock/.test(message))
    return new ClienteleError(
      'file-locked',
      `${file} is open for writing in another process; wait for it, or stop it`,
      {
        exitCode: 2,
        retriable: true,
        cause: error,
      },
    );
  if (/database does not exist/i.test(message))
    return new ClienteleError(
      'no-data',
      `${file} does not exist yet; land something first, e.g. clientele ingest files`,
      {
        cause: error,
      },
    );
  return error;
}

/**
 * Runs `work` between BEGIN and COMMIT; on any error rolls back (a COMMIT after a failed statement would hide
 * it) and rethrows.
 */
export async function transaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Rows of a query as plain JavaScript objects (DATE and TIMESTAMP as Date, DECIMAL and BIGINT as in DuckDB's
 * JS conversion).
 */
export async function rows<T = Record<string, unknown>>(
  connection: DuckDBConnection,
  sql: string,
  values?: Parameters<DuckDBConnection['runAndReadAll']>[1],
): Promise<T[]> {
  const reader = await connection.runAndReadAll(sql, values);
  return reader.getRowObjectsJS() as T[];
}
