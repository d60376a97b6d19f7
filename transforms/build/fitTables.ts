import type { DuckDBConnection } from '@duckdb/node-api';
import { transaction } from '../../warehouse/index.ts';
import type { ModelStep } from '../step.ts';
import { contentOf } from './content.ts';
import { saveSource } from './state.ts';
import type { Workspace } from './workspace.ts';

/**
 * The record of the fits as tables, for SQL to read: made when the first node asks for them, after every
 * model has run.
 */
export const fitTables: ReadonlySet<string> = new Set(['model_fits', 'model_fit_figures', 'scoring_runs']);

/** Tables that tell of runs, not of the business: the same input does not make them the same. */
export const tablesAboutRuns: ReadonlySet<string> = new Set([
  'pipeline_health',
  'model_fits',
  'model_runs',
  'scoring_runs',
  'model_scorings',
]);

/** Makes the tables anew where the ledger or a drift says something new. */
export async function makeFitTables(
  connection: DuckDBConnection,
  { state, fits, ordered, horizon }: Workspace,
  runId: string,
): Promise<void> {
  const steps = ordered.flatMap(({ step }) => (step?.model ? [step as ModelStep<unknown>] : []));
  const scorings = steps.flatMap(({ model }) => fits.scorings.get(model.name) ?? []);
  // the last run that scored by a fit tells its drift
  const drift = new Map(scorings.map((scoring) => [scoring.fitId, scoring.drift]));
  const recorded = steps.flatMap(({ model }) => {
    const current = fits.current(model, horizon.asOf)?.id;
    return (fits.all.get(model.name) ?? []).map((fitted) => ({
      model: fitted.model,
      fit_id: fitted.id,
      version: fitted.version,
      run_id: fitted.runId,
      as_of_date: fitted.asOf,
      fitted_at: fitted.fittedAt,
      landed_seq: fitted.landedSeq,
      seed: fitted.seed,
      rows: fitted.rows,
      chosen: fitted.chosen,
      reason: fitted.reason,
      parameters: shortened(JSON.stringify(fitted.parameters)),
      is_current: fitted.id === current,
      drift: drift.get(fitted.id) ?? null,
      card: JSON.stringify(model.card),
      figures: fitted.figures,
    }));
  });
  const scored = scorings.map(({ model, fitId, runId: run_id, at, asOf, isFresh, drift: moved }) => ({
    model,
    fit_id: fitId,
    run_id,
    scored_at: at,
    as_of_date: asOf,
    is_fresh: isFresh,
    drift: moved,
  }));
  const figures = recorded.flatMap(({ model, fit_id, figures: byCandidate }) =>
    Object.entries(byCandidate).flatMap(([candidate, measured]) =>
      Object.entries(measured).map(([figure, value]) => ({ model, fit_id, candidate, figure, value })),
    ),
  );
  for (const [table, sql, entries] of [
    ['model_fits', fitsSql, recorded],
    ['model_fit_figures', figuresSql, figures],
    ['scoring_runs', scoringsSql, scored],
  ] as const)
    await transaction(connection, async () => {
      await connection.run(`create or replace table ${table} as ${sql}`, [JSON.stringify(entries)]);
      const content = await contentOf(connection, table);
      await saveSource(connection, state, table, content, { landedSeq: horizon.landedSeq, runId });
    });
}

/** Parameters beyond this many characters stay in the ledger. */
const longestParameters = 20_000;

const shortened = (parameters: string): string | null =>
  parameters.length <= longestParameters ? parameters : null;

const typed = (columns: Readonly<Record<string, string>>): string =>
  `select ${Object.entries(columns)
    .map(([name, type]) => `cast(entry ->> '$.${name}' as ${type}) as ${name}`)
    .join(', ')}
   from (select unnest(cast(cast($1 as json) as json[])) as entry)`;

const fitsSql = typed({
  model: 'varchar',
  fit_id: 'varchar',
  version: 'integer',
  run_id: 'varchar',
  as_of_date: 'date',
  fitted_at: 'timestamp',
  landed_seq: 'bigint',
  seed: 'bigint',
  rows: 'bigint',
  chosen: 'varchar',
  reason: 'varchar',
  parameters: 'varchar',
  is_current: 'boolean',
  drift: 'double',
  card: 'varchar',
});

const figuresSql = typed({
  model: 'varchar',
  fit_id: 'varchar',
  candidate: 'varchar',
  figure: 'varchar',
  value: 'double',
});

const scoringsSql = typed({
  model: 'varchar',
  fit_id: 'varchar',
  run_id: 'varchar',
  scored_at: 'timestamp',
  as_of_date: 'date',
  is_fresh: 'boolean',
  drift: 'double',
});
