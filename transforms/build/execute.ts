import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { ClienteleError, type Config, identifier, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import { parseStatement } from '../graph/syntaxTree.ts';
import type { Columns, StepTable } from '../step.ts';
import { setWindow } from './sources.ts';
import { contentHash, type State, saveNode } from './state.ts';

export interface ExecuteOptions {
  readonly connection: DuckDBConnection;
  readonly state: State;
  readonly config: Config;
  readonly landedSeq: number;
  readonly runId: string;
}

/** Makes the tables of one node and records them, in one transaction; returns rows and seconds. */
export async function execute(
  node: GraphNode,
  options: ExecuteOptions,
): Promise<{ rows: number; seconds: number }> {
  const { connection, state, config, landedSeq, runId } = options;
  const started = performance.now();
  const known = state.nodes.get(node.name);
  const from = node.kind === 'staging' && known?.definition === node.definition ? known.landedSeq : 0;
  if (node.kind === 'staging') await setWindow(connection, from, landedSeq);
  const content = node.step ? await runStep(node, options) : undefined;
  return transaction(connection, async () => {
    if (node.step && content) await storeStep(connection, node.step.writes, content);
    else if (from > 0) await connection.run(`insert into ${identifier(node.name)}\n${asRead(node)}`);
    else await connection.run(`create or replace table ${identifier(node.name)} as\n${asRead(node)}`);
    const tables = new Map<string, string>();
    let rows = 0;
    for (const table of node.tables) {
      const content = await contentHash(connection, table);
      tables.set(table, content.hash);
      rows += content.rows;
    }
    const seconds = (performance.now() - started) / 1000;
    const state_ = {
      name: node.name,
      definition: node.definition,
      inputKey: inputKey(node, state, config),
      landedSeq,
      rows,
      seconds,
      runId,
    };
    await saveNode(connection, state, state_, tables);
    return { rows, seconds };
  });
}

/**
 * Staging without its closing `order by landed_seq`: landing lies in that order and DuckDB keeps it from scan to table,
 * so that sorting, a third of the cost of staging, changes nothing.
 */
const asRead = ({ kind, sql }: GraphNode): string =>
  kind === 'staging' ? (sql ?? '').replace(/\norder by landed_seq(, line_number)?\s*$/, '\n') : (sql ?? '');

/** Digest of the definition and of the content of every table read; a step depends on the configuration and the seed too. */
export function inputKey(node: GraphNode, state: State, config: Config): string {
  const read = node.reads.map((table) => `${table}=${state.tables.get(table) ?? ''}`);
  return digest([node.definition, ...read, ...(node.step ? [JSON.stringify(config)] : [])]);
}

async function runStep(
  node: GraphNode,
  { connection, config }: ExecuteOptions,
): Promise<Readonly<Record<string, Columns>>> {
  const { step } = node;
  if (!step) return {};
  const allowed = new Set(step.reads);
  return step.run({
    config,
    seed: config.seed,
    async read(sql) {
      const { tables } = await parseStatement(connection, sql, node.file);
      const stray = tables.find((table) => !allowed.has(table));
      if (stray)
        throw new ClienteleError(
          'step-undeclared',
          `${node.file}: reads "${stray}", which is not in its "reads"`,
        );
      const reader = await connection.runAndReadAll(sql);
      return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
    },
  });
}

const chunkRows = 2048;

async function storeStep(
  connection: DuckDBConnection,
  writes: Readonly<Record<string, StepTable>>,
  content: Readonly<Record<string, Columns>>,
): Promise<void> {
  for (const [table, declaration] of Object.entries(writes)) {
    const columns = content[table];
    if (!columns)
      throw new ClienteleError('step-incomplete', `the step that makes ${table} returned no such table`);
    const names = Object.keys(declaration.columns);
    const types = Object.values(declaration.columns);
    const definition = names.map((name, i) => `${identifier(name)} ${types[i]}`).join(', ');
    await connection.run(`create or replace table ${identifier(table)} (${definition})`);
    const values = names.map((name) => columns[name] ?? []);
    const count = values[0]?.length ?? 0;
    const uneven = names.find((_, i) => values[i]?.length !== count);
    if (uneven)
      throw new ClienteleError(
        'step-uneven',
        `${table}.${uneven} has not ${count} values like its other columns`,
      );
    const appender = await connection.createAppender(table);
    for (let at = 0; at < count; at += chunkRows) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns(values.map((column) => column.slice(at, at + chunkRows)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }
}
