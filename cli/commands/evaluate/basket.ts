import path from 'node:path';
import type { Command } from 'commander';
import type { BasketEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { numberBetween, wholeNumber } from '../../options.ts';
import { tellLeftOut } from './leftOut.ts';

interface BasketFlags extends GlobalOptions {
  readonly baskets: string;
  readonly columns?: string;
  readonly support: number;
  readonly confidence: number;
  readonly top: number;
}

/** `clientele evaluate basket` */
export function registerBasket(evaluate: Command, context: Context): void {
  evaluate
    .command('basket')
    .description('what is bought together: rules with support, confidence and lift')
    .requiredOption(
      '--baskets <file>',
      'one basket a line, no header, items separated by commas, semicolons, tabs or |, or numbers by spaces; or a table, with --columns',
    )
    .option('--columns <map>', 'of a table with one item a row: basket=<header>,item=<header>')
    .option('--support <share>', 'of baskets with all items of a rule', numberBetween(1e-9, 1), 0.01)
    .option(
      '--confidence <share>',
      'of those with the left side, that have the right one',
      numberBetween(0, 1),
      0.25,
    )
    .option('--top <n>', 'rules to show, the most lifted first', wholeNumber(0), 1000)
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<BasketFlags>();
      const { evaluateBasket, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const { baskets, columns, support, confidence, top } = flags;
      const evaluation = await evaluateBasket({
        file: path.resolve(context.cwd, baskets),
        ...(columns === undefined ? {} : { columns: parseColumns(columns, ['basket', 'item']) }),
        ...{ support, confidence, top },
      });
      tellLeftOut(context, evaluation.rowsLeftOut, 'a basket or an item');
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-basket/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function asText({ baskets, rules, top }: BasketEvaluation): string {
  return [
    `${baskets} baskets, ${rules} rules`,
    ...top
      .slice(0, 20)
      .map(
        ({ given, item, support, confidence, lift }) =>
          `lift ${lift.toFixed(2)}  confidence ${confidence.toFixed(3)}  support ${support.toFixed(4)}  {${given.join(', ')}} → {${item}}`,
      ),
    '',
  ].join('\n');
}
