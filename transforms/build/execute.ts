import type { DuckDBConnection } from '@duckdb/node-api';
import { type Config, identifier, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import { appended, type Changes, difference, keepDifference } from './changes.ts';
import { type Content, contentOf, plus } from './content.ts';
import type { FitLedger } from './fits.ts';
import { followChanges, withoutOrder } from './followChanges.ts';
import { configDigest, configInput, fitInput, makeStep } from './makeStep.ts';
import { type Horizon, setWindow } from './sources.ts';
import { type NodeState, type State, saveNode } from './state.ts';
import { knownChanges } from './touchedParts.ts';

/** What decides, beside the graph, what a node's tables hold. */
export interface Inputs {
  readonly state: State;
  readonly config: Config;
  readonly horizon: Horizon;
  readonly fits: FitLedger;
}

export interface ExecuteOptions extends Inputs {
  readonly connection: DuckDBConnection;
  readonly clock: () => Date;
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
  const { connection, state, runId, changes } = options;
  const { landedSeq } = options.horizon;
  const started = performance.now();
  const known = state.nodes.get(node.name);
  const save = async (contents: ReadonlyMap<string, Content>): Promise<number> => {
    const rows = [...contents.values()].reduce((sum, content) => sum + content.rows, 0);
    const inputs = Object.fromEntries(node.reads.map((table) => [table, state.tables.get(table) ?? '']));
    if (node.step) inputs[configInput] = configDigest(options.config);
    if (node.step?.model)
      inputs[fitInput] = options.fits.current(node.step.model, options.horizon.asOf)?.id ?? '';
    const { name, definition } = node;
    const seconds = (performance.now() - started) / 1000;
    const made = {
      name,
      definition,
      inputKey: inputKey(node, options),
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
  const same = known?.definition === node.definition ? known : undefined;
  if (node.step) {
    const isCompared = comparable(node, options, same);
    const { isWhole, rows } = await makeStep(node, node.step, options, same, isCompared, save);
    return done(isWhole ? 'built' : 'updated', rows);
  }
  const before = contentBefore(node.name, same, state);
  if (node.kind === 'staging') {
    const from = before ? (same?.landedSeq ?? 0) : 0;
    await setWindow(connection, options.isQuiet ? landedSeq : from, landedSeq);
    if (!same || !before) return done('built', await makeWhole(node, options, undefined, save));
    return done('appended', await append(node, options, same, before, save));
  }
  const followable =
    same && before
      ? knownChanges(node.reads, node.increment?.follows, same.inputs, state, changes)
      : undefined;
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

/**
 * Comparing pays where others follow the table, unless the as-of date or the settings changed: then those are
 * made anew too.
 */
function comparable(
  node: GraphNode,
  { followed, state }: ExecuteOptions,
  known: NodeState | undefined,
): boolean {
  if (!known || !node.tables.some((table) => followed.has(table))) return false;
  return (['as_of', 'settings', 'event_types'] as const).every(
    (source) => known.inputs[source] === undefined || known.inputs[source] === state.tables.get(source),
  );
}

/**
 * Digest of the definition and of the content of every table read; a step depends on the configuration and
 * its fit too.
 */
export function inputKey(node: GraphNode, { state, config, fits, horizon }: Inputs): string {
  const read = node.reads.map((table) => `${table}=${state.tables.get(table) ?? ''}`);
  const fit = node.step?.model ? [fits.current(node.step.model, horizon.asOf)?.id ?? ''] : [];
  return digest([node.definition, ...read, ...(node.step ? [JSON.stringify(config), ...fit] : [])]);
}

/** Whether a node's tables are what it would make now. */
export const isCurrent = (node: GraphNode, known: NodeState | undefined, inputs: Inputs): boolean =>
  known?.definition === node.definition &&
  known.inputKey === inputKey(node, inputs) &&
  !(node.step?.model && inputs.fits.isDue(node.step.model, inputs.horizon.asOf));
