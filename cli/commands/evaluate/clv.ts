import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ClvEvaluation, ClvEvaluationOptions } from '../../../transforms/evaluate/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { isoDate, numberBetween } from '../../options.ts';
import { tellCrowdedId, tellLeftOut, tellUnusual } from './leftOut.ts';

interface ClvFlags extends GlobalOptions {
  readonly transactions?: string;
  readonly summary?: string;
  readonly columns?: string;
  readonly calibrationEnd?: string;
  readonly holdoutEnd?: string;
  readonly horizon?: number;
  readonly unit: 'week' | 'day';
}

/** `clientele evaluate clv` */
export function registerClv(evaluate: Command, context: Context): void {
  evaluate
    .command('clv')
    .description('how long customers stay and how often they buy, held to a later period of the same file')
    .option('--transactions <file>', 'CSV, Parquet or NDJSON, one row per purchase')
    .option('--summary <file>', 'instead: one row per customer with x, t_x and T')
    .option(
      '--columns <map>',
      'customer=<header>,date=<header> and, for money, amount=<header>; of a summary x=<header>,t_x=<header>,T=<header>, and holdout=<header>,value=<header>',
    )
    .option('--calibration-end <date>', 'the last day the models see', isoDate)
    .option('--holdout-end <date>', 'the last day they are held to', isoDate)
    .option('--horizon <n>', "of a summary: the holdout's length in the unit of T", numberBetween(0, 1e6))
    .addOption(new Option('--unit <unit>', 'of times').choices(['week', 'day']).default('week'))
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<ClvFlags>();
      const { evaluateClv, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateClv(optionsOf(flags, context.cwd, parseColumns));
      tellLeftOut(context, evaluation.rowsLeftOut, 'a customer');
      tellCrowdedId(context, evaluation);
      tellUnusual(context, evaluation);
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-clv/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

type ParseColumns = typeof import('../../../transforms/evaluate/index.ts').parseColumns;

function optionsOf(flags: ClvFlags, cwd: string, parseColumns: ParseColumns): ClvEvaluationOptions {
  const { transactions, summary, columns, calibrationEnd, holdoutEnd, horizon, unit } = flags;
  if ((transactions === undefined) === (summary === undefined))
    throw new ClienteleError('option-missing', 'give --transactions <file> or --summary <file>');
  if (summary !== undefined)
    return {
      summary: {
        file: path.resolve(cwd, summary),
        columns: parseColumns(columns ?? 'x=x,t_x=t_x,T=T', ['x', 't_x', 'T'], ['holdout', 'value']),
        ...(horizon === undefined ? {} : { horizon }),
      },
    };
  if (columns === undefined || calibrationEnd === undefined || holdoutEnd === undefined)
    throw new ClienteleError(
      'option-missing',
      'transactions need --columns customer=<header>,date=<header>, --calibration-end <date> and --holdout-end <date>',
    );
  return {
    transactions: {
      file: path.resolve(cwd, transactions ?? ''),
      columns: parseColumns(columns, ['customer', 'date'], ['amount']),
      calibrationEnd,
      holdoutEnd,
      unit,
    },
  };
}

function asText(evaluation: ClvEvaluation): string {
  const number = (value: number, digits = 1) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const head = ['log-likelihood', 'expected', 'came', 'MAE', 'RMSE'].map((one) => one.padStart(15)).join('');
  const lines = Object.entries(evaluation.models).map(
    ([name, { logLikelihood, holdout, converged, kAtBound }]) => {
      const figures = holdout
        ? [
            number(holdout.predicted),
            number(holdout.actual, 0),
            number(holdout.mae, 4),
            number(holdout.rmse, 4),
          ]
        : [];
      const cells = [number(logLikelihood, 2), ...figures].map((one) => one.padStart(15)).join('');
      return `${name.padEnd(12)}${cells}${converged ? '' : '  did not converge'}${kAtBound ? '  k is at its bound' : ''}`;
    },
  );
  const { gammaGamma, pastRate, valueUnused } = evaluation;
  return [
    `${number(evaluation.customers, 0)} customers, ${number(evaluation.repeatTransactions, 0)} repeat transactions, ${number(evaluation.distinctStates, 0)} distinct states`,
    `${''.padEnd(12)}${head}`,
    ...lines,
    ...(pastRate
      ? [
          `as before   ${['', number(pastRate.holdout.predicted), number(pastRate.holdout.actual, 0), number(pastRate.holdout.mae, 4), number(pastRate.holdout.rmse, 4)].map((one) => one.padStart(15)).join('')}`,
        ]
      : []),
    evaluation.chosen === 'past_rate'
      ? 'no model does better than everybody going on as before: use that'
      : `chosen: ${evaluation.chosen}`,
    ...(gammaGamma
      ? [
          `value of a transaction: p ${number(gammaGamma.parameters.p, 4)}, q ${number(gammaGamma.parameters.q, 4)}, v ${number(gammaGamma.parameters.v, 4)} over ${number(gammaGamma.customers, 0)} customers`,
          `  it takes how often and how much for unrelated; here their correlation is ${number(gammaGamma.independence.pearson, 2)} (by rank ${number(gammaGamma.independence.spearman, 2)})`,
        ]
      : []),
    ...(valueUnused ? [`no value of a transaction: ${valueUnused}`] : []),
    '',
  ].join('\n');
}
