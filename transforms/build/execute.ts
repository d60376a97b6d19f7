import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { ClienteleError, type Config, identifier, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import { parseStatement } from '../graph/syntaxTree.ts';
import type { Columns, Step, StepTable } from '../step.ts';
import { appended, type Changes, difference, keepDifference } from './changes.ts';
import { type Content, contentOf, plus } from './content.ts';
import { followChanges, withoutOrder } from './followChanges.ts';
import { setWindow } from './sources.ts';
import { type NodeState, type State, saveNode } from './state.ts';
import { knownChanges } from './touchedParts.ts';

export interface ExecuteOptions {
  readonly connection: DuckDBConnection;
  readonly state: State;
  readonly config: Config;
  readonly landedSeq: number;
  readonly runId: string;
  /** what this build changed so far; the node's own change is added */
  readonly changes: Changes;
  /** tables whose changes another node or the snapshots follow */
  readonly followed: ReadonlySet<string>;
  /** no event that a staging table reads has landed: landing need not be searched for it */
  readonly isQuiet: boolean;
}

export interface Executed {
  readonly status: 'built' | 'appended' | 'updated';
  readonly rows: number;
  readonly seconds: number;
}

/** Makes the tables of one node, or what is new in them, and records them in one transaction. */
export async function execute(node: GraphNode, options: ExecuteOptions): Promise<Executed> {
  const { connection, state, config, landedSeq, runId, changes } = options;
  const started = performance.now();
  const known = state.nodes.get(node.name);
  const save = async (contents: ReadonlyMap<string, Content>): Promise<number> => {
    const rows = [...contents.values()].reduce((sum, content) => sum + content.rows, 0);
    const inputs = Object.fromEntries(node.reads.map((table) => [table, state.tables.get(table) ?? '']));
    const { name, definition } = node;
    const seconds = (performance.now() - started) / 1000;
    const made = {
      name,
      definition,
      inputKey: inputKey(node, state, config),
      landedSeq,
      rows,
      seconds,
      runId,
      inputs,
    };
    await saveNode(connection, state, made, new Map([...contents].map(([table, { hash }]) => [table, hash])));
    return rows;
  };
  const done = (status: Executed['status'], rows: number): Executed => ({
    status,
    rows,
    seconds: (performance.now() - started) / 1000,
  });
  if (node.step) return done('built', await makeStep(node, node.step, options, save));
  const same = known?.definition === node.definition ? known : undefined;
  const before = contentBefore(node.name, same, state);
  if (node.kind === 'staging') {
    const from = before ? (same?.landedSeq ?? 0) : 0;
    await setWindow(connection, options.isQuiet ? landedSeq : from, landedSeq);
    if (!same || !before) return done('built', await makeWhole(node, options, undefined, save));
    return done('appended', await append(node, options, same, before, save));
  }
  const followable =
    same && before ? knownChanges(node.reads, node.increment, same.inputs, state, changes) : undefined;
  if (followable && before) {
    const result = await followChanges(connection, node, before, followable, async (content) => {
      await save(new Map([[node.name, content]]));
    });
    if (result) {
      changes.set(node.name, result.change);
      return done('updated', result.content.rows);
    }
  }
  return done(
    'built',
    await makeWhole(node, options, comparable(node, options, same) ? before : undefined, save),
  );
}

type Save = (contents: ReadonlyMap<string, Content>) => Promise<number>;

const contentBefore = (table: string, known: NodeState | undefined, state: State): Content | undefined => {
  const hash = known && state.tables.get(table);
  return hash === undefined ? undefined : { rows: known?.rows ?? 0, hash };
};

/** Staging takes in what has landed since. */
async function append(
  node: GraphNode,
  { connection, changes }: ExecuteOptions,
  known: NodeState,
  before: Content,
  save: Save,
): Promise<number> {
  return transaction(connection, async () => {
    await connection.run(`insert into ${identifier(node.name)}\n${withoutOrder(node.sql ?? '')}`);
    const fresh = `(from ${identifier(node.name)} where landed_seq > ${known.landedSeq})`;
    const content = plus(before, await contentOf(connection, fresh));
    const count = await save(new Map([[node.name, content]]));
    changes.set(node.name, appended(node.name, known.landedSeq, before.hash, content.hash));
    return count;
  });
}

/** The table made anew; where `before` is given, the rows in which it differs from what it was are kept. */
async function makeWhole(
  node: GraphNode,
  { connection, changes }: ExecuteOptions,
  before: Content | undefined,
  save: Save,
): Promise<number> {
  const table = identifier(node.name);
  if (before) {
    await connection.run(`create or replace temp table new_rows as ${withoutOrder(node.sql ?? '')}`);
    await keepDifference(connection, node.name, `workspace.${table}`, 'new_rows');
  }
  return transaction(connection, async () => {
    await connection.run(
      `create or replace table ${table} as\n${before ? 'from new_rows' : withoutOrder(node.sql ?? '')}`,
    );
    const content = await contentOf(connection, table);
    const count = await save(new Map([[node.name, content]]));
    if (before) changes.set(node.name, difference(node.name, before.hash, content.hash));
    return count;
  });
}

/** Comparing pays where others follow the table, unless the as-of date or the settings changed: then those are made anew too. */
function comparable(
  node: GraphNode,
  { followed, state }: ExecuteOptions,
  known: NodeState | undefined,
): boolean {
  if (!known || !followed.has(node.name)) return false;
  return (['as_of', 'settings', 'event_types'] as const).every(
    (source) => known.inputs[source] === undefined || known.inputs[source] === state.tables.get(source),
  );
}

async function makeStep(node: GraphNode, step: Step, options: ExecuteOptions, save: Save): Promise<number> {
  const { connection } = options;
  const content = await runStep(node, step, options);
  return transaction(connection, async () => {
    await storeStep(connection, step.writes, content);
    const contents = new Map<string, Content>();
    for (const table of node.tables) contents.set(table, await contentOf(connection, identifier(table)));
    return save(contents);
  });
}

/** Digest of the definition and of the content of every table read; a step depends on the configuration and the seed too. */
export function inputKey(node: GraphNode, state: State, config: Config): string {
  const read = node.reads.map((table) => `${table}=${state.tables.get(table) ?? ''}`);
  return digest([node.definition, ...read, ...(node.step ? [JSON.stringify(config)] : [])]);
}

async function runStep(
  node: GraphNode,
  step: Step,
  { connection, config }: ExecuteOptions,
): Promise<Readonly<Record<string, Columns>>> {
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
