import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { IdentityEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';

interface IdentityFlags extends GlobalOptions {
  readonly records: string;
  readonly columns?: string;
  readonly id?: string;
  readonly truth?: string;
  readonly truthPairs?: string;
  readonly link?: boolean;
  readonly threshold?: number;
}

const probability = (text: string): number => {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('a probability between 0 and 1, such as 0.9.');
};

/** `clientele evaluate identity` */
export function registerIdentity(evaluate: Command, context: Context): void {
  evaluate
    .command('identity')
    .description(
      'which records of a file are one person, or which of two files, and how well where the truth is known',
    )
    .requiredOption(
      '--records <files>',
      'CSV, Parquet or NDJSON, one row a record; two files with a comma between',
    )
    .option(
      '--columns <map>',
      'given_name=<header>,family_name=<header>,birth_date=<header>,…; without it columns are recognised',
    )
    .option('--id <column>', 'the ids that --truth-pairs names')
    .option('--truth <column>', 'equal for the records of one person; the model does not see it')
    .option('--truth-pairs <file>', 'pairs of ids that are one person; the model does not see it')
    .option('--link', 'match across the two files only')
    .option('--threshold <p>', 'match probability from which records are joined', probability)
    .action(async (_: object, self: Command) => {
      const { records, truthPairs, link, json, ...flags } = self.optsWithGlobals<IdentityFlags>();
      const { evaluateIdentity } = await import('../../../transforms/evaluate/index.ts');
      const resolve = (file: string) => path.resolve(context.cwd, file.trim());
      const evaluation = await evaluateIdentity({
        files: records.split(',').map(resolve),
        isLink: link ?? false,
        ...(flags.columns === undefined ? {} : { columns: flags.columns }),
        ...(flags.id === undefined ? {} : { id: flags.id }),
        ...(flags.truth === undefined ? {} : { truth: flags.truth }),
        ...(flags.threshold === undefined ? {} : { threshold: flags.threshold }),
        ...(truthPairs === undefined ? {} : { truthPairs: resolve(truthPairs) }),
        ...(flags.debug ? { note: (what: string) => context.err(`${what}\n`) } : {}),
      });
      if (json) printJson(context, { schema: 'clientele.evaluate-identity/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function asText(evaluation: IdentityEvaluation): string {
  const { records, columns, candidatePairs, blockingRecall, threshold, pairwise, clusters, best } =
    evaluation;
  const number = (value: number) => value.toLocaleString('en');
  const share = (value: number) => value.toFixed(4);
  const of = (name: string, score: typeof pairwise) =>
    score
      ? [`${name}  precision ${share(score.precision)}  recall ${share(score.recall)}  F1 ${share(score.f1)}`]
      : [];
  return [
    `columns     ${
      Object.entries(columns)
        .map(([header, kind]) => `${header} (${kind})`)
        .join(', ') || 'none recognised'
    }`,
    `records     ${number(records)}, compared ${number(candidatePairs)} pairs${blockingRecall === null ? '' : `, which hold ${share(blockingRecall)} of the true ones`}`,
    `people      ${number(clusters.count)} at a match probability of ${threshold}; ${number(evaluation.review)} pairs to review`,
    ...of('pairs     ', pairwise),
    ...of('clusters  ', clusters.pairwise),
    ...(best ? [`best        F1 ${share(best.f1)} at ${best.threshold}, chosen with the truth`] : []),
    ...evaluation.warnings.map((warning) => `warning     ${warning}`),
    `took        ${evaluation.seconds.toFixed(1)} s, ${number(evaluation.peakRssMiB)} MiB`,
    '',
  ].join('\n');
}
