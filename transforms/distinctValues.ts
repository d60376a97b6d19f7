import { type DuckDBConnection, type DuckDBType, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import { appendColumns, type Config } from '../warehouse/index.ts';
import type { PlainStep, StepContent, StepTable } from './step.ts';

type Text = string | null;
type Business = Pick<Config['business'], 'defaultRegion' | 'timeZone'>;

/** One table of values that SQL alone cannot judge: its key as it came, and what standardising makes of it. */
export interface DistinctValues {
  readonly description: string;
  readonly grain: string;
  readonly keys: readonly string[];
  readonly results: Readonly<Record<string, DuckDBType>>;
  /** columns beside those named in `reads` that hold nothing personal */
  readonly open: readonly string[];
  /** SELECT of the distinct keys, in this order */
  readonly needed: string;
  /** one value for each column of `results` */
  standardise(key: readonly string[], business: Business): readonly DuckDBValue[];
}

const tableOf = ({ description, grain, keys, results, open }: DistinctValues): StepTable => ({
  description,
  grain,
  keys,
  columns: { ...Object.fromEntries(keys.map((key) => [key, VARCHAR])), ...results },
  publicColumns: open,
  unpublished: true,
});

/**
 * A step that standardises each distinct value once. What the last build standardised is taken over, what nobody holds
 * any more goes: a row depends on its key and the configuration alone, so a build that goes on gives the same
 * rows as one from nothing.
 */
export const distinctValuesStep = (
  reads: readonly string[],
  kinds: Readonly<Record<string, DistinctValues>>,
): PlainStep => ({
  reads,
  writes: Object.fromEntries(Object.entries(kinds).map(([table, kind]) => [table, tableOf(kind)])),
  async run({ connection, config, previous }) {
    const contents: Record<string, StepContent> = {};
    for (const [table, kind] of Object.entries(kinds))
      contents[table] = await standardValues(connection, table, kind, config.business, previous(table));
    return contents;
  },
  async tidy(connection) {
    for (const table of Object.keys(kinds))
      for (const name of [`needed_${table}`, `fresh_${table}`])
        await connection.run(`drop table if exists temp.${name}`);
  },
});

async function standardValues(
  connection: DuckDBConnection,
  table: string,
  kind: DistinctValues,
  business: Business,
  earlier: string | undefined,
): Promise<StepContent> {
  const keys = kind.keys.join(', ');
  const columns = [...kind.keys, ...Object.keys(kind.results)];
  await connection.run(`create or replace temp table needed_${table} as ${kind.needed}`);
  const lacking = `from needed_${table} ${earlier ? `anti join ${earlier} using (${keys})` : ''}`;
  const reader = await connection.runAndReadAll(`select ${keys} ${lacking}`);
  const raws = reader.getColumns() as Text[][];
  const types = Object.values(kind.results);
  const fresh: DuckDBValue[][] = columns.map(() => []);
  const count = raws[0]?.length ?? 0;
  for (let row = 0; row < count; row++) {
    const key = raws.map((column) => column[row] ?? '');
    const values = kind.standardise(key, business);
    for (const [i, value] of [...key, ...values].entries()) fresh[i]?.push(value);
  }
  if (!earlier) return Object.fromEntries(columns.map((column, i) => [column, fresh[i] ?? []]));
  const columnTypes = [...kind.keys.map(() => VARCHAR), ...types];
  const definition = columnTypes.map((type, i) => `${columns[i]} ${type}`);
  await connection.run(`create or replace temp table fresh_${table} (${definition.join(', ')})`);
  if (count > 0) await appendColumns(connection, `fresh_${table}`, columnTypes, fresh);
  return {
    select: `select ${columns.join(', ')} from ${earlier} semi join needed_${table} using (${keys})
      union all select ${columns.join(', ')} from fresh_${table}`,
  };
}
