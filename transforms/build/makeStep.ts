import type { DuckDBValue } from '@duckdb/node-api';
import { ClienteleError, identifier, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { GraphNode } from '../graph/project.ts';
import { parseStatement } from '../graph/syntaxTree.ts';
import type { Fitted, ModelStep, PlainStep, Step, StepContext } from '../step.ts';
import { changedRows, difference, keepDifference } from './changes.ts';
import { type Content, contentOf, rowsOf } from './content.ts';
import type { ExecuteOptions } from './execute.ts';
import { named } from './fits.ts';
import { type Replacement, replaceRows } from './replaceRows.ts';
import { distributionOf, stabilityIndex } from './scoreDrift.ts';
import { dropStaged, stage, stagedName } from './stage.ts';
import type { NodeState } from './state.ts';
import { knownChanges } from './touchedParts.ts';

/** What a step's tables depend on beside the tables that it reads. */
export const configInput = '(configuration)';
export const fitInput = '(fit)';

type Contents = ReadonlyMap<string, Content>;

/**
 * Runs a step and stores its tables, all or none. A step with a model is fitted first where that is due, and
 * fitted anew where its scores turn out to have drifted; then the fit is recorded in the ledger before its
 * tables are.
 */
export async function makeStep(
  node: GraphNode,
  step: Step,
  options: ExecuteOptions,
  known: NodeState | undefined,
  isCompared: boolean,
  save: (contents: Contents) => Promise<number>,
): Promise<{ readonly isWhole: boolean; readonly rows: number }> {
  const { connection, state, changes, followed } = options;
  let staged: StagedTables;
  try {
    staged = await (step.model
      ? makeFitted(node, step, options, known)
      : makeStaged(node, step, options, known));
  } finally {
    await step.tidy?.(connection);
  }
  const before = new Map<string, string>();
  const replacements = new Map<string, Replacement>();
  for (const table of node.tables) {
    const hash = state.tables.get(table);
    const where = staged.get(table)?.where;
    if (hash === undefined) continue;
    const stored = `workspace.${identifier(table)}`;
    const fresh = identifier(stagedName(table));
    if (where) {
      await connection.run(`create or replace temp table old_rows as from ${stored} where ${where}`);
      const replaced = {
        table,
        keys: step.writes[table]?.keys ?? [],
        where,
        before: { rows: rowsOf(hash), hash },
      };
      replacements.set(table, await replaceRows(connection, replaced, 'temp.old_rows', fresh));
    } else if (isCompared && followed.has(table)) {
      before.set(table, hash);
      await keepDifference(connection, table, stored, fresh);
    }
  }
  const rows = await transaction(connection, async () => {
    const contents = new Map<string, Content>();
    for (const table of node.tables) {
      const replacement = replacements.get(table);
      if (replacement) {
        for (const statement of replacement.statements) await connection.run(statement);
        contents.set(table, replacement.content);
        changes.set(table, replacement.change);
        continue;
      }
      await connection.run(
        `create or replace table ${identifier(table)} as from ${identifier(stagedName(table))}`,
      );
      const content = await contentOf(connection, identifier(table));
      contents.set(table, content);
      const from = before.get(table);
      if (from !== undefined) changes.set(table, difference(table, from, content.hash));
    }
    const count = await save(contents);
    for (const table of node.tables) await dropStaged(connection, table);
    return count;
  });
  return { isWhole: replacements.size === 0, rows };
}

/**
 * What stands in the temporary table of each table: all its rows, or those that take the place of where
 * `where` holds.
 */
type StagedTables = ReadonlyMap<string, { readonly where?: string }>;

/** Runs a step without a model, or with the parameters given, into temporary tables. */
async function makeStaged(
  node: GraphNode,
  step: Step,
  options: ExecuteOptions,
  known: NodeState | undefined,
  fitted?: Fitted<unknown>,
  carry?: unknown,
): Promise<StagedTables> {
  const context = contextOf(node, step, options, known, fitted?.id);
  const content =
    step.model && fitted
      ? await step.run({ ...context, fitted, carry })
      : await (step as PlainStep).run(context);
  const staged = new Map<string, { where?: string }>();
  for (const [table, declaration] of Object.entries(step.writes))
    staged.set(table, await stage(options.connection, table, declaration, content[table]));
  return staged;
}

/** Scores with the fit that holds; fits first where none does, where one is due, or where the scores have drifted. */
async function makeFitted(
  node: GraphNode,
  step: ModelStep<unknown>,
  options: ExecuteOptions,
  known: NodeState | undefined,
): Promise<StagedTables> {
  const { connection, config, fits, horizon, runId, clock } = options;
  const { model } = step;
  const { score } = model;
  const scored = (fitted: Fitted<unknown>, drift: number | null, isFresh: boolean) =>
    fits.scored({
      model: model.name,
      fitId: fitted.id,
      runId,
      at: clock().toISOString(),
      asOf: horizon.asOf,
      isFresh,
      drift,
    });
  const last = fits.current(model, horizon.asOf);
  const isDue = fits.isDue(model, horizon.asOf);
  const reference = last?.reference;
  // a fit that is due is left, but not before it is seen how far its scores have moved
  if (last && (!isDue || (score && reference))) {
    const staged = await makeStaged(node, step, options, known, last);
    if (!score || !reference) {
      scored(last, null, false);
      return staged;
    }
    const { index, noise, rows } = await stabilityIndex(
      connection,
      allRows(score.table, staged),
      score.column,
      reference,
    );
    // without scores then and now there is nothing to watch
    scored(last, rows + reference.rows > 0 ? index : null, false);
    const isKept = model.refit === 'asked' || index <= Math.max(config.models.driftLimit, noise);
    if (!isDue && isKept) return staged;
  }
  const { carry, ...fit } = await model.fit({
    ...contextOf(node, step, options, known, undefined),
    last: fits.latest(model, horizon.asOf),
  });
  const about = {
    settings: model.settings?.(config),
    asOf: horizon.asOf,
    landedSeq: horizon.landedSeq,
    seed: config.seed,
    runId,
    fittedAt: clock().toISOString(),
  };
  const staged = await makeStaged(node, step, options, known, named(model, fit, about), carry);
  const scores = score && (await distributionOf(connection, allRows(score.table, staged), score.column));
  const fitted = named(model, fit, scores ? { ...about, reference: scores } : about);
  fits.record(fitted);
  scored(fitted, scores && scores.rows > 0 ? 0 : null, true);
  return staged;
}

/** The rows that a table will have. */
function allRows(table: string, staged: StagedTables): string {
  const fresh = `temp.${identifier(stagedName(table))}`;
  const where = staged.get(table)?.where;
  return where ? `(from workspace.${identifier(table)} where not (${where}) union all from ${fresh})` : fresh;
}

function contextOf(
  node: GraphNode,
  step: Step,
  { connection, config, state, horizon, changes }: ExecuteOptions,
  known: NodeState | undefined,
  fitId: string | undefined,
): StepContext {
  const allowed = new Set(step.reads);
  const isSame =
    known?.inputs[configInput] === configDigest(config) && (!step.model || known?.inputs[fitInput] === fitId);
  const follows = new Set(step.follows);
  const followed = isSame
    ? knownChanges(node.reads, follows, known?.inputs ?? {}, state, changes)
    : undefined;
  return {
    config,
    connection,
    seed: config.seed,
    asOf: allowed.has('as_of') ? horizon.asOf : '',
    previous: (table) =>
      isSame && node.tables.includes(table) && state.tables.has(table)
        ? `workspace.${identifier(table)}`
        : undefined,
    changed:
      followed && node.tables.every((table) => state.tables.has(table))
        ? new Map([...follows].map((table) => [table, changedRows(table, followed.get(table))]))
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
