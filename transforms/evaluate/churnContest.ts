import {
  baseRate,
  boostedClassifier,
  type Classifier,
  type ContestFigures,
  chooseByContest,
  encodeTable,
  holdTo,
  logisticClassifier,
  type Matrix,
  oneColumn,
} from '../../models/index.ts';
import { ClienteleError } from '../../warehouse/index.ts';
import { type ChurnSnapshot, recencyColumn } from './churnFeatures.ts';
import type { LabelledTable } from './labelledTable.ts';
import { secondsSince } from './timing.ts';

export type ChurnModelName = 'logistic' | 'gbdt' | 'naive-recency' | 'base-rate';

export interface ChurnModelFigures extends ContestFigures {
  readonly seconds: number;
}

export interface ChurnContest {
  readonly models: Readonly<Partial<Record<ChurnModelName, ChurnModelFigures>>>;
  /**
   * as a build chooses: the share alone, unless recency beats it by more than chance; the model of the least log loss,
   * where it beats what then stands; all moved to the share that came
   */
  readonly chosen: ChurnModelName;
  /** whether a model beats the plain rule that stands by more than chance; if not, do not use a model */
  readonly beatsPlain: boolean;
}

/** The plainest first. */
const plainRules: readonly ChurnModelName[] = ['base-rate', 'naive-recency'];

type Fit = (matrix: Matrix, labels: Uint8Array) => Classifier;

const shareAlone: Fit = (_, labels) => {
  const share = baseRate(labels);
  return ({ rows: n }) => new Float64Array(n).fill(share);
};

/** The days since the last order alone. */
const naiveRecency: Fit = (matrix, labels) => {
  const fit = logisticClassifier(oneColumn(matrix, recencyColumn), labels);
  return (other) => fit(oneColumn(other, recencyColumn));
};

/** Models fitted on earlier cut-offs, held to the last. */
export function inTime(fitted: ChurnSnapshot, last: ChurnSnapshot): ChurnContest {
  for (const { labels } of [fitted, last])
    refuseOneClass(labels, 'customers left', 'choose another --horizon-days or --as-of');
  const fits: Readonly<Partial<Record<ChurnModelName, Fit>>> = {
    logistic: logisticClassifier,
    gbdt: boostedClassifier,
    'naive-recency': naiveRecency,
    'base-rate': shareAlone,
  };
  return compare(fits, last.labels, (fit) => fit(fitted.matrix, fitted.labels)(last.matrix));
}

/**
 * Models of a table, each row held to those that were fitted without its fold; columns are encoded as each model needs
 * them.
 */
export function byFolds(
  { columns, labels, folds }: Pick<LabelledTable, 'columns' | 'labels' | 'folds'>,
  count: number,
): ChurnContest {
  const parts = Array.from({ length: count }, (_, fold) => {
    const rowsWhere = (passes: (row: number) => boolean) => Uint32Array.from(labels.keys()).filter(passes);
    const [inside, outside] = [rowsWhere((i) => folds[i] !== fold), rowsWhere((i) => folds[i] === fold)];
    return { inside, outside, labels: Uint8Array.from(inside, (row) => labels[row] as number) };
  }).filter(({ outside }) => outside.length > 0);
  for (const part of parts)
    refuseOneClass(
      part.labels,
      'rows outside a fold are positive',
      'the table is too small for so many --folds, or has too few of one kind',
    );
  const fits: Readonly<Partial<Record<ChurnModelName, Fit>>> = {
    logistic: logisticClassifier,
    gbdt: boostedClassifier,
    'base-rate': shareAlone,
  };
  return compare(fits, labels, (fit, name) => {
    const chances = new Float64Array(labels.length);
    for (const part of parts) {
      const encoded = encodeTable(columns, labels, part.inside, name === 'gbdt' ? 'trees' : 'linear');
      const given = fit(encoded.fitted, part.labels)(encoded.encode(part.outside));
      part.outside.forEach((row, i) => {
        chances[row] = given[i] as number;
      });
    }
    // one chance for all: that of a fold is the lower the more it holds, and would rank rows against what came
    return name === 'base-rate'
      ? chances.fill(chances.reduce((sum, one) => sum + one, 0) / chances.length)
      : chances;
  });
}

function refuseOneClass(labels: Uint8Array, what: string, advice: string): void {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (positives === 0 || positives === labels.length)
    throw new ClienteleError(
      'too-few-data',
      `${positives} of ${labels.length} ${what}: a model needs both kinds; ${advice}`,
    );
}

function compare(
  fits: Readonly<Partial<Record<ChurnModelName, Fit>>>,
  labels: Uint8Array,
  chancesBy: (fit: Fit, name: ChurnModelName) => Float64Array,
): ChurnContest {
  const tried = (Object.entries(fits) as [ChurnModelName, Fit][]).map(([name, fit]) => {
    const since = performance.now();
    const chances = chancesBy(fit, name);
    const seconds = secondsSince(since);
    return { name, seconds, ...holdTo(labels, chances) };
  });
  const standing = plainRules.flatMap((rule) => tried.filter(({ name }) => name === rule));
  const models = tried.filter(({ name }) => !plainRules.includes(name));
  const { chosen, isModel: beatsPlain } = chooseByContest(standing, models, labels);
  return {
    models: Object.fromEntries(tried.map(({ name, figures, seconds }) => [name, { ...figures, seconds }])),
    chosen,
    beatsPlain,
  };
}
