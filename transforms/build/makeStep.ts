import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { ClienteleError, identifier, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import { parseStatement } from '../graph/syntaxTree.ts';
import type { Fitted, ModelStep, PlainStep, Step, StepContent, StepContext, StepTable } from '../step.ts';
import { difference, keepDifference } from './changes.ts';
import { type Content, contentOf } from './content.ts';
import type { ExecuteOptions } from './execute.ts';
import { named } from './fits.ts';
import { distributionOf, stabilityIndex } from './scoreDrift.ts';
import type { NodeState } from './state.ts';

/** What a step's tables depend on beside the tables that it reads. */
export const configInput = '(configuration)';
export const fitInput = '(fit)';

type Contents = ReadonlyMap<string, Content>;

/**
 * Runs a step and stores its tables, all or none. A step with a model is fitted first where that is due, and fitted anew
 * where its scores turn out to have drifted; then the fit is recorded in the ledger before its tables are.
 */
export async function makeStep(
  node: GraphNode,
  step: Step,
  options: ExecuteOptions,
  known: NodeState | undefined,
  isCompared: boolean,
  save: (contents: Contents) => Promise<number>,
): Promise<number> {
  const { connection, state, changes, followed } = options;
  try {
    await (step.model ? makeFitted(node, step, options, known) : makeStaged(node, step, options, known));
  } finally {
    await step.tidy?.(connection);
  }
  const before = new Map<string, string>();
  for (const table of isCompared ? node.tables : []) {
    const hash = state.tables.get(table);
    if (hash === undefined || !followed.has(table)) continue;
    before.set(table, hash);
    await keepDifference(connection, table, `workspace.${identifier(table)}`, identifier(stagedName(table)));
  }
  return transaction(connection, async () => {
    const contents = new Map<string, Content>();
    for (const table of node.tables) {
      await connection.run(
        `create or replace table ${identifier(table)} as from ${identifier(stagedName(table))}`,
      );
      const content = await contentOf(connection, identifier(table));
      contents.set(table, content);
      const from = before.get(table);
      if (from !== undefined) changes.set(table, difference(table, from, content.hash));
    }
    const count = await save(contents);
    for (const table of node.tables) await connection.run(`drop table temp.${identifier(stagedName(table))}`);
    return count;
  });
}

/** Runs a step without a model, or with the parameters given, into temporary tables. */
async function makeStaged(
  node: GraphNode,
  step: Step,
  options: ExecuteOptions,
  known: NodeState | undefined,
  fitted?: Fitted<unknown>,
  carry?: unknown,
): Promise<void> {
  const context = contextOf(node, step, options, known, fitted?.id);
  const content =
    step.model && fitted
      ? await step.run({ ...context, fitted, carry })
      : await (step as PlainStep).run(context);
  for (const [table, declaration] of Object.entries(step.writes))
    await stage(options.connection, table, declaration, content[table]);
}

/** Scores with the fit that holds; fits first where none does, where one is due, or where the scores have drifted. */
async function makeFitted(
  node: GraphNode,
  step: ModelStep<unknown>,
  options: ExecuteOptions,
  known: NodeState | undefined,
): Promise<void> {
  const { connection, config, fits, horizon, runId, clock } = options;
  const { model } = step;
  const { score } = model;
  const last = fits.current(model, horizon.asOf);
  if (last && !fits.isDue(model, horizon.asOf)) {
    await makeStaged(node, step, options, known, last);
    if (!score || !last.reference) return;
    const { index, noise } = await stabilityIndex(
      connection,
      stagedName(score.table),
      score.column,
      last.reference,
    );
    fits.drift.set(last.id, index);
    if (model.refit === 'asked' || index <= Math.max(config.models.driftLimit, noise)) return;
  }
  const { carry, ...fit } = await model.fit({ ...contextOf(node, step, options, known, undefined), last });
  const about = {
    asOf: horizon.asOf,
    landedSeq: horizon.landedSeq,
    seed: config.seed,
    runId,
    fittedAt: clock().toISOString(),
  };
  await makeStaged(node, step, options, known, named(model, fit, about), carry);
  const reference = score && (await distributionOf(connection, stagedName(score.table), score.column));
  const fitted = named(model, fit, reference ? { ...about, reference } : about);
  fits.record(fitted);
  fits.drift.set(fitted.id, 0);
}

const stagedName = (table: string) => `staged_${table}`;

function contextOf(
  node: GraphNode,
  step: Step,
  { connection, config, state, horizon }: ExecuteOptions,
  known: NodeState | undefined,
  fitId: string | undefined,
): StepContext {
  const allowed = new Set(step.reads);
  const isSame =
    known?.inputs[configInput] === configDigest(config) && (!step.model || known?.inputs[fitInput] === fitId);
  return {
    config,
    connection,
    seed: config.seed,
    asOf: allowed.has('as_of') ? horizon.asOf : '',
    previous: (table) =>
      isSame && node.tables.includes(table) && state.tables.has(table)
        ? `workspace.${identifier(table)}`
        : undefined,
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
  };
}

export const configDigest = (config: ExecuteOptions['config']): string => digest([JSON.stringify(config)]);

const chunkRows = 2048;

/** The content of one table as a temporary table with the declared columns and types. */
async function stage(
  connection: DuckDBConnection,
  table: string,
  declaration: StepTable,
  content: StepContent | undefined,
): Promise<void> {
  if (!content)
    throw new ClienteleError('step-incomplete', `the step that makes ${table} returned no such table`);
  const columns = Object.entries(declaration.columns);
  const staged = stagedName(table);
  if (isSelect(content)) {
    const list = columns.map(([name, type]) => `cast(${identifier(name)} as ${type}) as ${identifier(name)}`);
    await connection.run(
      `create or replace temp table ${identifier(staged)} as select ${list.join(', ')} from (${content.select})`,
    );
    return;
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
  const appender = await connection.createAppender(staged, undefined, 'temp');
  for (let at = 0; at < count; at += chunkRows) {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(values.map((column) => column.slice(at, at + chunkRows)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const isSelect = (content: StepContent): content is { readonly select: string } =>
  typeof (content as { select?: unknown }).select === 'string';
