import fs from 'node:fs';
import path from 'node:path';
import { macros } from '../../ingest/contracts/index.ts';
import { ClienteleError } from '../../warehouse/index.ts';

/** A `CREATE MACRO` statement, and the name that it gives. */
export interface SqlFunction {
  readonly name: string;
  readonly sql: string;
}

/** The functions of `sql/functions` and those that the contracts make, in the order in which they can be run. */
export const sqlFunctions = (sqlFolder: string): readonly SqlFunction[] => [
  ...splitFunctions(sqlFolder),
  ...macros().map(named),
];

function splitFunctions(sqlFolder: string): readonly SqlFunction[] {
  const file = path.join(sqlFolder, 'functions', 'duckdb.sql');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return text
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((sql) => sql.trim())
    .filter(Boolean)
    .map(named);
}

function named(sql: string): SqlFunction {
  const name =
    /create\s+(?:or\s+replace\s+)?(?:temp\s+|temporary\s+)?(?:macro|function)\s+"?([a-z0-9_]+)"?/i.exec(
      sql,
    )?.[1];
  if (!name) throw new ClienteleError('sql-functions', `not a CREATE MACRO statement: ${sql.slice(0, 80)}`);
  return { name: name.toLowerCase(), sql };
}
