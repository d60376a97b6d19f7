import path from 'node:path';
import type { Command } from 'commander';
import type { SentimentEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { wholeNumber } from '../../options.ts';
import { tellLeftOut } from './leftOut.ts';

interface SentimentFlags extends GlobalOptions {
  readonly texts: string;
  readonly columns: string;
  readonly folds: number;
}

/** `clientele evaluate sentiment` */
export function registerSentiment(evaluate: Command, context: Context): void {
  evaluate
    .command('sentiment')
    .description('whether comments are positive, learned from labelled ones')
    .requiredOption('--texts <file>', 'CSV, Parquet or NDJSON, one row per comment')
    .requiredOption(
      '--columns <map>',
      'text=<header>,label=<header>; a label is a score, a known word or one of two values; positive ones are named as "label=<header>=<value>|<value>"',
    )
    .option('--folds <n>', 'parts that are held out in turn', wholeNumber(2, 50), 5)
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<SentimentFlags>();
      const { evaluateSentiment, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const { text = '', label = '' } = parseColumns(flags.columns, ['text', 'label']);
      const [header = '', ...positive] = label.split('=');
      const evaluation = await evaluateSentiment({
        file: path.resolve(context.cwd, flags.texts),
        columns: { text, label: header },
        ...(positive.length > 0 ? { positive: positive.join('=') } : {}),
        folds: flags.folds,
      });
      tellLeftOut(context, evaluation.rowsLeftOut, 'a text or a label');
      tellOutside(context, evaluation);
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-sentiment/1', ...evaluation });
      else {
        const { texts, positives, label: sides, accuracy, auc, f1 } = evaluation;
        const shown = (values: readonly string[]) => values.slice(0, 10).join(', ');
        const between = sides.between.length > 0 ? `; not counted: ${shown(sides.between)}` : '';
        context.out(
          `${texts} texts, ${positives} positive\npositive: ${shown(sides.positive)}; negative: ${shown(sides.negative)}${between}\naccuracy ${accuracy.toFixed(4)}, AUC ${auc.toFixed(4)}, F1 ${f1.toFixed(4)}\n`,
        );
      }
    });
}

/** Says how many labels are off the scale of the others or not known, where some are. */
function tellOutside(
  context: Context,
  { rowsOutside, label: { outside, scale } }: Pick<SentimentEvaluation, 'rowsOutside' | 'label'>,
): void {
  if (rowsOutside === 0) return;
  const [rows, values] = [rowsOutside.toLocaleString('en'), outside.slice(0, 10).join(', ')];
  context.err(
    `${rows} ${rowsOutside === 1 ? 'row' : 'rows'} with a label that is ${scale ? `not on the scale of ${scale.low} to ${scale.high}` : 'not known'} (${values}): left out\n`,
  );
}
