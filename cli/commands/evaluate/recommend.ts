import path from 'node:path';
import { type Command, Option } from 'commander';
import type { RecommendEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { wholeNumber } from '../../options.ts';
import { tellCrowdedId, tellLeftOut } from './leftOut.ts';

interface RecommendFlags extends GlobalOptions {
  readonly transactions: string;
  readonly columns: string;
  readonly k: number;
  readonly holdout: RecommendEvaluation['holdout'];
}

/** `clientele evaluate recommend` */
export function registerRecommend(evaluate: Command, context: Context): void {
  evaluate
    .command('recommend')
    .description('what to offer next, held to a basket of each customer')
    .requiredOption('--transactions <file>', 'CSV, Parquet or NDJSON, one row per item bought')
    .requiredOption(
      '--columns <map>',
      'customer=<header>,date=<header>,item=<header>; add basket=<header> where a time is not a basket',
    )
    .addOption(
      new Option(
        '--holdout <what>',
        'the next basket after a cut-off day, or the last one, as the literature has it',
      )
        .choices(['next-basket', 'last-basket'])
        .default('next-basket'),
    )
    .option('--k <n>', 'length of the lists', wholeNumber(1, 1000), 10)
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<RecommendFlags>();
      const { evaluateRecommend, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateRecommend({
        file: path.resolve(context.cwd, flags.transactions),
        columns: parseColumns(flags.columns, ['customer', 'date', 'item'], ['basket']),
        k: flags.k,
        holdout: flags.holdout,
      });
      tellLeftOut(context, evaluation.rowsLeftOut, 'a customer');
      tellCrowdedId(context, evaluation);
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-recommend/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function asText({
  customers,
  ndcg,
  coverage,
  baselines,
  plainLists,
  itemSimilarity,
  gain,
  gainNewItems,
  beatsPlain,
  chosen,
  holdout,
}: RecommendEvaluation): string {
  const share = (value: number) => value.toFixed(4);
  const isLast = holdout === 'last-basket';
  const names = {
    itemSimilarity: 'item similarity',
    popular: 'what is popular',
    ownMostBought: 'own most bought',
  };
  return [
    `${customers} customers`,
    `recall ${share(itemSimilarity.recall)} (popular ${share(plainLists.popular.recall)}, own most bought ${share(plainLists.ownMostBought.recall)})`,
    `  of new items ${share(itemSimilarity.recallNewItems)} (popular ${share(plainLists.popular.recallNewItems)})`,
    `of all time${isLast ? ', what others bought later among it' : ''}: popular ${share(baselines.popular.recall)}, of new items ${share(baselines.popular.recallNewItems)}, own most bought ${share(baselines.ownMostBought.recall)}`,
    ...(beatsPlain.recall
      ? []
      : [
          `no more is found than by ${names[gain.over]} but for chance (${share(gain.mean)} ± ${share(gain.standardError)})`,
        ]),
    ...(beatsPlain.recallNewItems
      ? []
      : [
          `of new items no more than by what is popular but for chance (${share(gainNewItems.mean)} ± ${share(gainNewItems.standardError)})`,
        ]),
    `chosen: ${names[chosen.list]} (recall ${share(chosen.recall)}); of new items ${names[chosen.newItems]} (${share(chosen.recallNewItems)})`,
    `ndcg ${share(ndcg)}, coverage ${share(coverage)}`,
    '',
  ].join('\n');
}
