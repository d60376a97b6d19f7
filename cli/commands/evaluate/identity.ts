import fs from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { BuiltIdentityEvaluation, IdentityEvaluation } from '../../../transforms/evaluate/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { keepHeapSmall } from '../../smallHeap.ts';

interface IdentityFlags extends GlobalOptions {
  readonly records?: string;
  readonly built?: string;
  readonly columns?: string;
  readonly id?: string;
  readonly truth?: string;
  readonly truthPairs?: string;
  readonly link?: boolean;
  readonly threshold?: number;
  readonly out?: string;
  readonly errors?: string;
}

const probability = (text: string): number => {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('a probability between 0 and 1, such as 0.9.');
};

/** Bytes of files that need little memory: of larger ones what is saved is a smaller share, and costs more time. */
const mostOfSmall = 4 * 2 ** 20;

/** 0 where a file is missing, which is said when it is read. */
const sizeOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);

/** `clientele evaluate identity` */
export function registerIdentity(evaluate: Command, context: Context): void {
  evaluate
    .command('identity')
    .description(
      'which records of a file are one person, or which of two files, and how well where the truth is known',
    )
    .option('--records <files>', 'CSV, Parquet or NDJSON, one row a record; two files with a comma between')
    .option(
      '--built <file>',
      'instead: the customers of the last build, held against a file of record_key and person',
    )
    .option(
      '--columns <map>',
      'given_name=<header>,family_name=<header>,birth_date=<header>,…; without it columns are recognised',
    )
    .option(
      '--id <column>',
      'the ids that --truth-pairs names, and --out and --errors write; without it a column called so, or rows',
    )
    .option('--truth <column>', 'equal for the records of one person; the model does not see it')
    .option('--truth-pairs <file>', 'pairs of ids that are one person; the model does not see it')
    .option('--link', 'match across the two files only')
    .option('--threshold <p>', 'match probability from which records are joined', probability)
    .option('--out <file>', 'write a CSV file with the person of each record: id, person')
    .option('--errors <file>', 'with the truth: write up to 200 pairs that are judged wrongly, and why')
    .action(async (_: object, self: Command) => {
      const { records, built, truthPairs, link, json, ...flags } = self.optsWithGlobals<IdentityFlags>();
      if (built !== undefined) return printBuilt(context, { ...flags, json: json ?? false }, built);
      if (records === undefined)
        throw new ClienteleError('usage', 'evaluate identity takes --records FILE, or --built FILE');
      const resolve = (file: string) => path.resolve(context.cwd, file.trim());
      const files = records.split(',').map(resolve);
      const isSmall = sizeOf(files) <= mostOfSmall;
      if (isSmall) keepHeapSmall();
      const { evaluateIdentity } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateIdentity({
        files,
        isSmall,
        isLink: link ?? false,
        ...(flags.columns === undefined ? {} : { columns: flags.columns }),
        ...(flags.id === undefined ? {} : { id: flags.id }),
        ...(flags.truth === undefined ? {} : { truth: flags.truth }),
        ...(flags.threshold === undefined ? {} : { threshold: flags.threshold }),
        ...(flags.out === undefined ? {} : { out: resolve(flags.out) }),
        ...(flags.errors === undefined ? {} : { errors: resolve(flags.errors) }),
        ...(truthPairs === undefined ? {} : { truthPairs: resolve(truthPairs) }),
        ...(flags.debug ? { note: (what: string) => context.err(`${what}\n`) } : {}),
      });
      if (json) printJson(context, { schema: 'clientele.evaluate-identity/1', ...evaluation });
      else context.out(asText(evaluation, [flags.out, flags.errors, truthPairs].some(Boolean)));
    });
}

async function printBuilt(context: Context, flags: GlobalOptions, file: string): Promise<void> {
  const { evaluateBuiltIdentity } = await import('../../../transforms/evaluate/index.ts');
  const { paths } = await project(context, flags);
  const evaluation = await evaluateBuiltIdentity(paths, path.resolve(context.cwd, file));
  if (flags.json) printJson(context, { schema: 'clientele.evaluate-built-identity/1', ...evaluation });
  else context.out(builtAsText(evaluation));
}

function builtAsText(evaluation: BuiltIdentityEvaluation): string {
  const { records, known, customers, pairwise, ofTelling, ceiling, identifiersAlone, rules } = evaluation;
  const number = (value: number) => value.toLocaleString('en');
  const score = ({ precision, recall, f1 }: typeof pairwise) =>
    `precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}`;
  return [
    `records     ${number(records)}, of which the truth knows ${number(known)}; ${number(customers)} customers`,
    `customers   ${score(pairwise)}`,
    `            ${score(ofTelling)} (records with a name, an e-mail address or a phone)`,
    `ceiling     ${score(ceiling)} (no mistake made; records without a field in common cannot be compared)`,
    `identifiers ${score(identifiersAlone)} (records joined by equal identifiers alone)`,
    `joined by   ${Object.entries(rules)
      .map(([rule, n]) => `${rule} ${number(n)}`)
      .join(', ')}`,
    '',
  ].join('\n');
}

function asText(evaluation: IdentityEvaluation, isByIds: boolean): string {
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
    ...(isByIds ? [`ids         ${evaluation.ids ?? 'rows, from 1 in each file'}`] : []),
    `records     ${number(records)}, compared ${number(candidatePairs)} pairs${blockingRecall === null ? '' : `, which hold ${share(blockingRecall)} of the true ones`}`,
    ...(evaluation.blockingPairs.length > 0
      ? [
          `rules       ${evaluation.blockingPairs.map(({ rule, pairs }) => `${rule} (${number(pairs)})`).join(', ')}`,
        ]
      : []),
    `people      ${number(clusters.count)} at a match probability of ${threshold}; ${number(evaluation.review)} pairs to review`,
    ...of('pairs     ', pairwise),
    ...of('clusters  ', clusters.pairwise),
    ...(best ? [`best        F1 ${share(best.f1)} at ${best.threshold}, chosen with the truth`] : []),
    ...evaluation.warnings.map((warning) => `warning     ${warning}`),
    `took        ${evaluation.seconds.toFixed(1)} s, ${number(evaluation.peakRssMiB)} MiB`,
    '',
  ].join('\n');
}
