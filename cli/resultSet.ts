import type { Snapshot } from '../warehouse/index.ts';
import { ClienteleError } from '../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from './context.ts';
import { alignedTable, plain } from './table.ts';

export interface ResultFlags extends GlobalOptions {
  readonly role: string;
  readonly limit?: string;
  readonly format: string;
}

const formats = ['table', 'csv', 'json'];

/**
 * Runs one SELECT on the current snapshot of a role and prints it as `--format` says: what is read on a screen
 * up to `screenful` rows, and all of a CSV, which is an export, unless `--limit` is given.
 */
export async function printQuery(
  context: Context,
  flags: ResultFlags,
  { schema, screenful }: { readonly schema: string; readonly screenful: number },
  write: (snapshot: Snapshot) => Promise<string>,
): Promise<void> {
  const format = flags.json ? 'json' : flags.format;
  if (!formats.includes(format))
    throw new ClienteleError('usage', `--format is table, csv or json, not "${format}"`);
  const limit = flags.limit === undefined ? undefined : Number(flags.limit);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1))
    throw new ClienteleError('usage', `--limit takes a whole number from 1, not "${flags.limit}"`);
  const { openSnapshot } = await import('../warehouse/index.ts');
  const { paths } = await project(context, flags);
  const snapshot = await openSnapshot(paths, flags.role);
  const cutAt = (rows: number) => context.err(`the first ${rows} rows; --limit shows more\n`);
  try {
    const sql = await write(snapshot);
    if (format === 'csv') {
      if (await printCsv(context, snapshot, sql, limit)) cutAt(Number(limit));
      return;
    }
    const most = limit ?? screenful;
    const reader = await snapshot.connection.runAndReadUntil(sql, most + 1).catch(queryFailed);
    const columns = reader.deduplicatedColumnNames();
    const all = reader.getRowsJS();
    const rows = all.slice(0, most);
    const truncated = all.length > most;
    if (format === 'json')
      printJson(context, {
        schema,
        role: flags.role,
        columns,
        rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
        truncated,
      });
    else context.out(`${alignedTable(columns, rows)}\n`);
    if (truncated) cutAt(most);
  } finally {
    snapshot.close();
  }
}

/** Writes the rows as they come, so that a long export is never held whole; true: there were more than `limit`. */
async function printCsv(
  context: Context,
  { connection }: Snapshot,
  sql: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const { csvText } = await import('../warehouse/files/index.ts');
  try {
    const result = await connection.stream(sql);
    context.out(csvText([result.deduplicatedColumnNames()]));
    let written = 0;
    for await (const rows of result.yieldRowsJs()) {
      const taken = rows.slice(0, limit - written);
      context.out(csvText(taken.map((row) => row.map(exact))));
      written += taken.length;
      if (taken.length < rows.length) return true;
    }
    return false;
  } catch (error) {
    return queryFailed(error);
  }
}

/** A cell that a program reads: numbers to the last digit. */
const exact = (value: unknown): string | number => (typeof value === 'number' ? value : plain(value));

function queryFailed(error: unknown): never {
  throw new ClienteleError('query-failed', error instanceof Error ? error.message : String(error));
}
