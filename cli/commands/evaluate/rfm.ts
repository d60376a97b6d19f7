import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RfmMethod } from '../../../models/index.ts';
import type { RfmEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { isoDate } from '../../options.ts';
import { tellCrowdedId, tellLeftOut, tellUnusual } from './leftOut.ts';

interface RfmFlags extends GlobalOptions {
  readonly transactions: string;
  readonly columns: string;
  readonly asOf: string;
  readonly bins: number;
  readonly method: RfmMethod;
}

const binCount = (text: string): number => {
  if (/^[2-9]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number from 2 to 9.');
};

/** `clientele evaluate rfm` */
export function registerRfm(evaluate: Command, context: Context): void {
  evaluate
    .command('rfm')
    .description('recency, frequency and monetary scores, and the 11 segments, of a file of transactions')
    .requiredOption('--transactions <file>', 'CSV, Parquet or NDJSON, one row per order')
    .requiredOption(
      '--columns <map>',
      'customer=<header>,date=<header>,amount=<header>; add order=<header> where an order has several rows',
    )
    .requiredOption('--as-of <date>', 'the day to look back from; later rows do not count', isoDate)
    .option('--bins <n>', 'how many scores; only 5 has named segments', binCount, 5)
    .addOption(
      new Option('--method <method>', 'where the scores part')
        .choices(['quantile', 'rank'])
        .default('quantile'),
    )
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<RfmFlags>();
      const { evaluateRfm, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateRfm({
        file: path.resolve(context.cwd, flags.transactions),
        columns: parseColumns(flags.columns, ['customer', 'date', 'amount'], ['order']),
        asOf: flags.asOf,
        bins: flags.bins,
        method: flags.method,
      });
      tellLeftOut(context, evaluation.rowsLeftOut, 'a customer');
      tellCrowdedId(context, evaluation);
      tellUnusual(context, evaluation);
      tellSameDay(context, evaluation);
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-rfm/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function tellSameDay(context: Context, { rowsOfSameDay: rows }: RfmEvaluation): void {
  if (rows > 0)
    context.err(
      `${rows.toLocaleString('en')} ${rows === 1 ? 'row is' : 'rows are'} of a customer and a day that another row has, and count as orders of their own: where they are lines of one order, add order=<header> to --columns\n`,
    );
}

function asText({ customers, orders, revenue, cuts, segments }: RfmEvaluation): string {
  const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });
  const list = (values: readonly number[]) => values.map(number).join('  ');
  const lines = Object.entries(segments).map(([name, figures]) =>
    [
      name.padEnd(20),
      number(figures.customers).padStart(10),
      number(figures.orders).padStart(10),
      number(figures.revenue).padStart(16),
    ].join(''),
  );
  return [
    `${number(customers)} customers, ${number(orders)} orders, revenue ${number(revenue)}`,
    `cuts  recency (days)  ${list(cuts.recency)}`,
    `      frequency       ${list(cuts.frequency)}`,
    `      monetary        ${list(cuts.monetary)}`,
    ...(lines.length > 0
      ? [
          `${'segment'.padEnd(20)}${'customers'.padStart(10)}${'orders'.padStart(10)}${'revenue'.padStart(16)}`,
          ...lines,
        ]
      : []),
    '',
  ].join('\n');
}
