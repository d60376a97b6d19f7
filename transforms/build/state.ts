import { BIGINT, type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, literal, rows, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { Content } from './content.ts';

/** What the workspace remembers of a node, written in the same transaction as its tables. */
export interface NodeState {
  readonly name: string;
  readonly definition: string;
  /** digest of the definition and of the content of everything read */
  readonly inputKey: string;
  /** staging: the last landing sequence number taken in */
  readonly landedSeq: number;
  readonly rows: number;
  readonly seconds: number;
  readonly runId: string;
  /** content hash of each table read */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface CheckState {
  readonly name: string;
  readonly inputKey: string;
  readonly failures: number;
  /** content hash of each table read */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Everything the workspace remembers between builds. */
export interface State {
  readonly nodes: Map<string, NodeState>;
  /** content hash by table */
  readonly tables: Map<string, string>;
  readonly checks: Map<string, CheckState>;
  /** which landing file the tables come from */
  readonly landingId: string | undefined;
}

/** Creates the bookkeeping tables where they are missing. */
export async function prepareState(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create table if not exists _node_state (name varchar, definition varchar, input_key varchar, landed_seq bigint, row_count bigint, seconds double, run_id varchar);
    alter table _node_state add column if not exists inputs varchar;
    create table if not exists _table_state (table_name varchar, node varchar, content_hash varchar);
    create table if not exists _check_state (name varchar, input_key varchar, failures bigint);
    alter table _check_state add column if not exists inputs varchar;
    create table if not exists _landing_state (landing_id varchar);`);
}

export async function loadState(connection: DuckDBConnection): Promise<State> {
  const nodes = await rows<Record<string, string | number | bigint>>(connection, 'from _node_state');
  const tables = await rows<{ table_name: string; content_hash: string }>(connection, 'from _table_state');
  const checks = await rows<Record<string, string | bigint>>(connection, 'from _check_state');
  const landing = await rows<{ landing_id: string }>(connection, 'from _landing_state');
  return {
    nodes: new Map(
      nodes.map((row) => [
        String(row.name),
        {
          name: String(row.name),
          definition: String(row.definition),
          inputKey: String(row.input_key),
          landedSeq: Number(row.landed_seq),
          rows: Number(row.row_count),
          seconds: Number(row.seconds),
          runId: String(row.run_id),
          inputs: JSON.parse(String(row.inputs ?? '{}')) as Record<string, string>,
        },
      ]),
    ),
    tables: new Map(tables.map((row) => [row.table_name, row.content_hash])),
    checks: new Map(
      checks.map((row) => [
        String(row.name),
        {
          name: String(row.name),
          inputKey: String(row.input_key),
          failures: Number(row.failures),
          inputs: JSON.parse(String(row.inputs ?? '{}')) as Record<string, string>,
        },
      ]),
    ),
    landingId: landing[0]?.landing_id,
  };
}

/** Records a node and the content of its tables; call inside the transaction that made them. */
export async function saveNode(
  connection: DuckDBConnection,
  state: State,
  node: NodeState,
  tables: ReadonlyMap<string, string>,
): Promise<void> {
  const name = literal(node.name);
  const texts = [node.definition, node.inputKey].map(literal).join(', ');
  const about = [node.runId, JSON.stringify(node.inputs)].map(literal).join(', ');
  const contents = [...tables].map(([table, hash]) => `(${literal(table)}, ${name}, ${literal(hash)})`);
  const isKnown = state.nodes.has(node.name);
  await connection.run(
    [
      ...(isKnown ? ['_node_state where name', '_table_state where node'] : []).map(
        (rows) => `delete from ${rows} = ${name};`,
      ),
      `insert into _node_state values (${name}, ${texts}, ${node.landedSeq}, ${node.rows}, ${node.seconds}, ${about});`,
      ...(contents.length > 0 ? [`insert into _table_state values ${contents.join(', ')};`] : []),
    ].join('\n'),
  );
  state.nodes.set(node.name, node);
  for (const [table, hash] of tables) state.tables.set(table, hash);
}

/** Records a table of the runner's own; call inside the transaction that made it. */
export const saveSource = (
  connection: DuckDBConnection,
  state: State,
  name: string,
  { hash, rows: count }: Content,
  { landedSeq, runId }: Pick<NodeState, 'landedSeq' | 'runId'>,
): Promise<void> =>
  saveNode(
    connection,
    state,
    {
      name,
      definition: '',
      inputKey: digest([hash]),
      landedSeq,
      rows: count,
      seconds: 0,
      runId,
      inputs: {},
    },
    new Map([[name, hash]]),
  );

/** Records what checks came to, where that is not what `before` has. */
export async function saveChecks(
  connection: DuckDBConnection,
  state: State,
  before: State['checks'],
): Promise<void> {
  const checks = [...state.checks.values()].filter((check) => before.get(check.name) !== check);
  if (checks.length === 0) return;
  const names = checks.map(({ name }) => name);
  await transaction(connection, async () => {
    await connection.run(`delete from _check_state where name in (${names.map(literal).join(', ')})`);
    await appendColumns(
      connection,
      '_check_state',
      [VARCHAR, VARCHAR, BIGINT, VARCHAR],
      [
        names,
        checks.map(({ inputKey }) => inputKey),
        checks.map(({ failures }) => BigInt(failures)),
        checks.map(({ inputs }) => JSON.stringify(inputs)),
      ],
      'workspace',
    );
  });
}

/** Forgets everything, tables included, at once or not at all: the next build is a full one. */
export async function forget(connection: DuckDBConnection, landingId: string): Promise<void> {
  const tables = await rows<{ table_name: string }>(
    connection,
    "select table_name from duckdb_tables() where database_name = 'workspace' and not starts_with(table_name, '_')",
  );
  await transaction(connection, async () => {
    for (const { table_name } of tables) await connection.run(`drop table workspace."${table_name}"`);
    for (const table of ['_node_state', '_table_state', '_check_state', '_landing_state'])
      await connection.run(`delete from ${table}`);
    await connection.run('insert into _landing_state values ($1)', [landingId]);
  });
}
