import { BIGINT, DOUBLE, VARCHAR } from '@duckdb/node-api';
import { modelStep } from '../../../../transforms/step.ts';

/** Scores every purchase by how far it lies from the mean that was fitted. */
export const step = modelStep<{ mean: number }>({
  reads: ['stg_toy', 'as_of'],
  writes: {
    toy_scores: {
      description: 'Purchases with their distance from the mean.',
      grain: 'purchase',
      keys: ['landed_seq'],
      columns: { landed_seq: BIGINT, score: DOUBLE, fitted_on: VARCHAR },
      publicColumns: ['landed_seq', 'score', 'fitted_on'],
    },
    toy_kept: {
      description: 'How often the table was built upon what was there.',
      grain: 'table',
      keys: ['times'],
      columns: { times: BIGINT },
      unpublished: true,
    },
  },
  model: {
    name: 'toy',
    version: 1,
    settings: ({ models }) => models.churn.horizonDays,
    card: {
      purpose: 'to try the runner',
      data: 'purchases',
      method: 'the mean',
      assumptions: [],
      limits: [],
      sources: [],
    },
    score: { table: 'toy_scores', column: 'score' },
    async fit({ read, last }) {
      const { mean, n } = await read(
        'select avg(cast(amount as double)) as mean, count(*) as n from stg_toy',
      );
      return {
        parameters: { mean: Number(mean?.[0] ?? 0) },
        rows: Number(n?.[0]),
        chosen: 'mean',
        reason: last ? 'fitted again' : 'fitted first',
        figures: { mean: { mae: 0.5, auc: null } },
      };
    },
  },
  async run({ connection, fitted, asOf, previous }) {
    await connection.run(
      `create or replace temp table toy as select landed_seq, amount - ${fitted.parameters.mean} as score, '${asOf}' as fitted_on from stg_toy`,
    );
    const kept = previous('toy_kept');
    return {
      toy_scores: { select: 'from toy' },
      toy_kept: { select: kept ? `select times + 1 as times from ${kept}` : 'select 0 as times' },
    };
  },
});
