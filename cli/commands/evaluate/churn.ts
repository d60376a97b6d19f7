import path from 'node:path';
import type { Command } from 'commander';
import type { ChurnEvaluation, ChurnEvaluationOptions } from '../../../transforms/evaluate/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { isoDate, wholeNumber } from '../../options.ts';
import { tellCrowdedId, tellLeftOut, tellUnusual } from './leftOut.ts';

interface ChurnFlags extends GlobalOptions {
  readonly table?: string;
  readonly id?: string;
  readonly label?: string;
  readonly folds: number;
  readonly transactions?: string;
  readonly columns?: string;
  readonly asOf?: string;
  readonly horizonDays?: number;
}

/** `clientele evaluate churn` */
export function registerChurn(evaluate: Command, context: Context): void {
  evaluate
    .command('churn')
    .description('who is going to leave: logistic regression and boosted trees against a plain rule')
    .option('--table <file>', 'a labelled table: CSV, Parquet or NDJSON, one row per customer')
    .option('--id <header>', "of the table: the customer's id, where it has one: their rows stay together")
    .option(
      '--label <header>',
      'of the table: who left, as <header> or "<header>=<positive value>|<another>"',
    )
    .option('--folds <n>', 'of the table: parts that are held out in turn', wholeNumber(2, 50), 5)
    .option('--transactions <file>', 'instead: one row per purchase')
    .option(
      '--columns <map>',
      'of the transactions: customer=<header>,date=<header> and, if wanted, amount=<header>',
    )
    .option('--as-of <date>', 'of the transactions: the last day that features may know', isoDate)
    .option('--horizon-days <n>', 'who buys nothing for so many days has left', wholeNumber(1, 3650))
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<ChurnFlags>();
      const { evaluateChurn, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateChurn(optionsOf(flags, context.cwd, parseColumns));
      tellLeftOut(
        context,
        evaluation.rowsLeftOut,
        flags.table === undefined ? 'a customer' : flags.id === undefined ? 'a label' : 'an id or a label',
      );
      tellCrowdedId(context, evaluation);
      tellTelling(context, evaluation);
      tellUnusual(context, evaluation);
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-churn/1', ...evaluation });
      else context.out(asText(evaluation, flags));
    });
}

type ParseColumns = typeof import('../../../transforms/evaluate/index.ts').parseColumns;

function optionsOf(flags: ChurnFlags, cwd: string, parseColumns: ParseColumns): ChurnEvaluationOptions {
  const { table, id, label, folds, transactions, columns, asOf, horizonDays } = flags;
  if ((table === undefined) === (transactions === undefined))
    throw new ClienteleError('option-missing', 'give --table <file> or --transactions <file>');
  if (table !== undefined) {
    if (label === undefined)
      throw new ClienteleError(
        'option-missing',
        'a table needs --label <header>, or "<header>=<positive value>"',
      );
    const [header = '', ...positive] = label.split('=');
    return {
      table: {
        file: path.resolve(cwd, table),
        label: header,
        ...(id === undefined ? {} : { id }),
        ...(positive.length > 0 ? { positive: positive.join('=') } : {}),
      },
      folds,
    };
  }
  if (columns === undefined || asOf === undefined || horizonDays === undefined)
    throw new ClienteleError(
      'option-missing',
      'transactions need --columns, --as-of <date> and --horizon-days <n>',
    );
  return {
    transactions: {
      file: path.resolve(cwd, transactions ?? ''),
      columns: parseColumns(columns, ['customer', 'date'], ['amount']),
      asOf,
      horizonDays,
    },
  };
}

/** Says which columns tell the label by themselves: what they say may be known only afterwards. */
function tellTelling(context: Context, { columns }: ChurnEvaluation): void {
  for (const { column, auc } of columns?.telling ?? [])
    context.err(`${column} alone tells who left (AUC ${auc.toFixed(2)}): is it known before they leave?\n`);
}

function asText(evaluation: ChurnEvaluation, flags: ChurnFlags): string {
  const { positives, models, chosen, beatsPlain } = evaluation;
  const head = ['AUC', 'Brier', 'log loss', 'at share', 'lift', 'slope', 'ECE']
    .map((one) => one.padStart(10))
    .join('');
  return [
    `${whoseRows(evaluation, flags)}, ${positives} left`,
    ...levelAsText(evaluation),
    ...columnsAsText(evaluation, flags.label?.split('=')[0]),
    `${''.padEnd(14)}${head}`,
    ...Object.entries(models).map(([name, figures]) =>
      [
        name.padEnd(14),
        ...[
          figures.auc,
          figures.brier,
          figures.logLoss,
          figures.logLossAtLevel,
          figures.topDecileLift,
          figures.calibrationSlope,
          figures.expectedCalibrationError,
        ].map((one) => (one === null ? '–' : one.toFixed(4)).padStart(10)),
      ].join(''),
    ),
    beatsPlain ? `chosen: ${chosen}` : `no model beats the plain rule (${chosen}): use that`,
    '',
  ].join('\n');
}

/** A customer is a row, unless the rows of a table have no id, or the same id again. */
function whoseRows({ rows, ids }: ChurnEvaluation, { table }: ChurnFlags): string {
  if (table === undefined || ids === rows) return `${rows} customers`;
  return ids === undefined ? `${rows} rows` : `${rows} rows of ${ids} ids (those of one id stay in one fold)`;
}

/** That another share left than in the periods that were learned from, and what is made of it. */
function levelAsText({ rows, positives, fittedRows, fittedPositives }: ChurnEvaluation): readonly string[] {
  if (fittedPositives === undefined) return [];
  const share = (of: number, all: number) => `${((100 * of) / all).toFixed(1)} %`;
  return [
    `${share(positives, rows)} left, ${share(fittedPositives, fittedRows)} in what was learned from: “at share” is the log loss of chances moved to what came, by which is chosen`,
  ];
}

/** What a table's label and columns were taken for. */
function columnsAsText({ label, columns }: ChurnEvaluation, header: string | undefined): readonly string[] {
  if (!label || !columns) return [];
  const kinds = (['number', 'date', 'category'] as const).flatMap((kind) => {
    const found = columns.used.filter((one) => one.kind === kind);
    const names = found.map(({ column, missing, unreadable }) => {
      const gaps = [
        missing > 0 ? `${missing} missing` : '',
        unreadable > 0 ? `${unreadable} unreadable` : '',
      ];
      const said = gaps.filter(Boolean).join(', ');
      return said ? `${column} (${said})` : column;
    });
    return found.length > 0 ? [`  ${kind}: ${names.join(', ')}`] : [];
  });
  return [
    `left: ${header} = ${label.positive.join(', ')}; stayed: ${label.negative.slice(0, 10).join(', ')}`,
    ...kinds,
    ...columns.dropped.map(({ column, reason }) => `  left out: ${column}, ${reason}`),
  ];
}
