import type { Snapshot } from '../warehouse/index.ts';
import { ClienteleError } from '../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from './context.ts';
import { alignedTable, plain } from './table.ts';

export interface ResultFlags extends GlobalOptions {
  readonly role: string;
  readonly limit: string;
  readonly format: string;
}

/** Runs one SELECT on the current snapshot of a role and prints it as `--format` says. */
export async function printQuery(
  context: Context,
  flags: ResultFlags,
  schema: string,
  write: (snapshot: Snapshot) => Promise<string>,
): Promise<void> {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new ClienteleError('usage', `--limit takes a whole number from 1, not "${flags.limit}"`);
  const { openSnapshot } = await import('../warehouse/index.ts');
  const { paths } = await project(context, flags);
  const snapshot = await openSnapshot(paths, flags.role);
  try {
    const sql = await write(snapshot);
    const reader = await snapshot.connection.runAndReadUntil(sql, limit + 1).catch((error: unknown) => {
      throw new ClienteleError('query-failed', error instanceof Error ? error.message : String(error));
    });
    const columns = reader.deduplicatedColumnNames();
    const all = reader.getRowsJS();
    const rows = all.slice(0, limit);
    if (flags.json || flags.format === 'json')
      printJson(context, {
        schema,
        role: flags.role,
        columns,
        rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
        truncated: all.length > limit,
      });
    else if (flags.format === 'csv') {
      const { stringify } = await import('csv-stringify/sync');
      context.out(stringify([columns, ...rows.map((row) => row.map(plain))]));
    } else if (flags.format === 'table') {
      context.out(`${alignedTable(columns, rows)}\n`);
      if (all.length > limit) context.err(`the first ${limit} rows; --limit shows more\n`);
    } else throw new ClienteleError('usage', `--format is table, csv or json, not "${flags.format}"`);
  } finally {
    snapshot.close();
  }
}
