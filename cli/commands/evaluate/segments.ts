import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { FeatureTransform } from '../../../models/index.ts';
import type { SegmentsEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { wholeNumber } from '../../options.ts';
import { tellLeftOut } from './leftOut.ts';

interface SegmentsFlags extends GlobalOptions {
  readonly table: string;
  readonly columns: readonly string[];
  readonly transform: readonly FeatureTransform[];
  readonly k: readonly [number, number];
  readonly restarts: number;
  readonly seed: number;
}

const headers = (text: string): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '') && new Set(names).size === names.length) return names;
  throw new InvalidArgumentError('headers separated by commas, each once.');
};

const transforms = (text: string): readonly FeatureTransform[] => {
  const names = text === 'none' ? [] : text.split(',').map((name) => name.trim());
  const known = names.filter((name) => name === 'log1p' || name === 'z');
  if (known.length === names.length) return known;
  throw new InvalidArgumentError('log1p, z, log1p,z or none.');
};

const range = (text: string): readonly [number, number] => {
  const [, from, to = from] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (least >= 2 && most >= least && most <= 50) return [least, most];
  throw new InvalidArgumentError('numbers of clusters, from 2 to 50, e.g. 2..6.');
};

/** `clientele evaluate segments` */
export function registerSegments(evaluate: Command, context: Context): void {
  evaluate
    .command('segments')
    .description('k-means clusters of a table, by number of clusters')
    .requiredOption('--table <file>', 'CSV, Parquet or NDJSON, one row per customer')
    .requiredOption('--columns <headers>', 'the features, e.g. recency,frequency,monetary', headers)
    .option('--transform <list>', 'log1p tames long tails, z makes columns comparable; or none', transforms, [
      'log1p',
      'z',
    ] as const)
    .option('--k <range>', 'numbers of clusters', range, [2, 6] as const)
    .option('--restarts <n>', 'starts, of which the best is kept', wholeNumber(1, 1000), 10)
    .option('--seed <n>', 'of the starts', wholeNumber(0), 1)
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<SegmentsFlags>();
      const { evaluateSegments } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateSegments({
        file: path.resolve(context.cwd, flags.table),
        features: flags.columns,
        transforms: flags.transform,
        kFrom: flags.k[0],
        kTo: flags.k[1],
        restarts: flags.restarts,
        seed: flags.seed,
      });
      tellLeftOut(context, evaluation.rowsLeftOut, 'a value in a feature');
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-segments/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function asText({ rows, rowsLeftOut, silhouetteRows, byK, chosenK, isStable }: SegmentsEvaluation): string {
  const lines = Object.entries(byK).map(([k, { inertia, silhouette, stability, sizes }]) =>
    [
      k.padStart(3),
      inertia.toFixed(2).padStart(16),
      silhouette.toFixed(4).padStart(12),
      stability.toFixed(2).padStart(11),
      `  ${sizes.join(' ')}`,
    ].join(''),
  );
  return [
    `${rows} rows${silhouetteRows < rows - rowsLeftOut ? `, silhouettes of ${silhouetteRows} of them` : ''}`,
    `${'k'.padStart(3)}${'inertia'.padStart(16)}${'silhouette'.padStart(12)}${'stability'.padStart(11)}  sizes`,
    ...lines,
    isStable
      ? `chosen: ${chosenK}`
      : `chosen: ${chosenK}, the most stable; no k reaches a stability of .75, so its clusters are not to be trusted as groups`,
    '',
  ].join('\n');
}
