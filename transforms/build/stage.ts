import type { DuckDBConnection } from '@duckdb/node-api';
import { appendColumns, ClienteleError, identifier } from '../../warehouse/index.ts';
import type { Columns, PlacedRows, SelectedRows, StepContent, StepTable } from '../step.ts';

/** The temporary table that holds what a step gave for a table, until it is stored. */
export const stagedName = (table: string): string => `staged_${table}`;
const replacedName = (table: string) => `replaced_${table}`;

/**
 * What a step gave for one table as a temporary table with the declared columns and types; `where` tells the
 * stored rows whose place it takes, if not that of all.
 */
export async function stage(
  connection: DuckDBConnection,
  table: string,
  declaration: StepTable,
  content: StepContent | undefined,
): Promise<{ where?: string }> {
  if (!content)
    throw new ClienteleError('step-incomplete', `the step that makes ${table} returned no such table`);
  const columns = Object.entries(declaration.columns);
  const staged = stagedName(table);
  if (isPlaced(content)) {
    await stage(connection, table, declaration, content.rows);
    const { part, touched } = content.inPlaceOf;
    const among = identifier(replacedName(table));
    await connection.run(`create or replace temp table ${among} as ${touched}`);
    return { where: `(${part}) in (from temp.${among})` };
  }
  if (isSelect(content)) {
    const list = columns.map(([name, type]) => `cast(${identifier(name)} as ${type}) as ${identifier(name)}`);
    await connection.run(
      `create or replace temp table ${identifier(staged)} as select ${list.join(', ')} from (${content.select})`,
    );
    return {};
  }
  const definition = columns.map(([name, type]) => `${identifier(name)} ${type}`).join(', ');
  await connection.run(`create or replace temp table ${identifier(staged)} (${definition})`);
  const values = columns.map(([name]) => content[name] ?? []);
  const count = values[0]?.length ?? 0;
  const uneven = columns.find((_, i) => values[i]?.length !== count);
  if (uneven)
    throw new ClienteleError(
      'step-uneven',
      `${table}.${uneven[0]} has not ${count} values like its other columns`,
    );
  const types = columns.map(([, type]) => type);
  await appendColumns(connection, staged, types, values);
  return {};
}

export async function dropStaged(connection: DuckDBConnection, table: string): Promise<void> {
  for (const name of [stagedName(table), replacedName(table)])
    await connection.run(`drop table if exists temp.${identifier(name)}`);
}

const isSelect = (content: Columns | SelectedRows): content is SelectedRows =>
  typeof (content as { select?: unknown }).select === 'string';

const isPlaced = (content: StepContent): content is PlacedRows => 'inPlaceOf' in content;
