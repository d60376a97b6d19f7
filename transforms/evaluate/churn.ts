import {
  boostedClassifier,
  type Classifier,
  type ClassifierFigures,
  classifierFigures,
  logisticClassifier,
  type Matrix,
  subset,
} from '../../models/index.ts';
import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { churnSnapshot } from './churnFeatures.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { type LabelledTableOptions, readLabelledTable } from './labelledTable.ts';
import { amountRule, customerRule, dateOf, dateRule, refuseRows } from './refuseRows.ts';

export interface ChurnTransactionsOptions {
  readonly file: string;
  /** headers of `customer`, `date` and, if wanted, `amount` */
  readonly columns: ColumnMap;
  /** the day after which it is foretold who buys nothing */
  readonly asOf: string;
  readonly horizonDays: number;
}

export type ChurnEvaluationOptions =
  | { readonly table: LabelledTableOptions; readonly folds: number }
  | { readonly transactions: ChurnTransactionsOptions };

export type ChurnModelName = 'logistic' | 'gbdt' | 'naive-recency' | 'base-rate';

export interface ChurnModelFigures extends ClassifierFigures {
  readonly seconds: number;
}

export interface ChurnEvaluation {
  /** customers scored, and those of them who left */
  readonly rows: number;
  readonly positives: number;
  /** rows that the models were fitted on (in the table form, all but one fold at a time) */
  readonly fittedRows: number;
  readonly models: Readonly<Partial<Record<ChurnModelName, ChurnModelFigures>>>;
  /** by log loss */
  readonly chosen: ChurnModelName;
  /** whether the chosen one beats the plain rule; if not, do not use a model */
  readonly beatsPlain: boolean;
  readonly seconds: number;
}

/**
 * Fits churn models and holds them to rows that they have not seen.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateChurn(options: ChurnEvaluationOptions): Promise<ChurnEvaluation> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run('set threads = 2');
    if ('table' in options) {
      const table = await readLabelledTable(connection, options.table, options.folds);
      return byFolds(table.matrix, table.labels, table.folds, options.folds);
    }
    const { asOf, horizonDays, file, columns } = options.transactions;
    await readInputFile(connection, file, columns);
    const amount = columns.amount === undefined ? 'cast(1 as double)' : 'try_cast(amount as double)';
    await connection.run(`create temp table transactions as select row_number, customer, date, ${dateOf('date')} as order_date,
      ${amount} as amount, ${columns.amount === undefined ? "''" : 'amount'} as amount_text from input`);
    await refuseRows(connection, file, columns, 'transactions', [
      customerRule,
      dateRule,
      ...(columns.amount === undefined
        ? []
        : [{ ...amountRule, bad: 'amount is null or not isfinite(amount)' }]),
    ]);
    const [span] = await rows<{ first: string | null; last: string | null }>(
      connection,
      'select cast(min(order_date) as varchar) as first, cast(max(order_date) as varchar) as last from transactions',
    );
    if (!span?.first || !span.last) throw new ClienteleError('rows-none', `${file} has no rows`);
    const daysTo = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    if (daysTo(asOf, span.last) < horizonDays)
      throw new ClienteleError(
        'too-few-data',
        `the file ends on ${span.last}, less than ${horizonDays} days after ${asOf}: it is not known yet who left`,
      );
    const cutOffs: string[] = [];
    // labels of every earlier cut-off are complete by the as-of date
    for (let step = 1; step <= 4; step++) {
      const day = new Date(Date.parse(asOf) - step * horizonDays * 86_400_000).toISOString().slice(0, 10);
      if (daysTo(span.first, day) >= horizonDays || (step === 1 && day > span.first)) cutOffs.push(day);
    }
    if (cutOffs.length === 0)
      throw new ClienteleError(
        'too-few-data',
        `the file begins on ${span.first}: there is no earlier horizon of ${horizonDays} days before ${asOf} to learn from`,
      );
    const earlier = [];
    for (const day of cutOffs) earlier.push(await churnSnapshot(connection, day, horizonDays));
    const last = await churnSnapshot(connection, asOf, horizonDays);
    const fitted = {
      matrix: {
        rows: earlier.reduce((sum, one) => sum + one.matrix.rows, 0),
        columns: last.matrix.columns,
        values: Float64Array.from(earlier.flatMap(({ matrix }) => Array.from(matrix.values))),
      },
      labels: Uint8Array.from(earlier.flatMap(({ labels }) => Array.from(labels))),
    };
    return inTime(fitted, last);
  } finally {
    engine.close();
  }
}

interface Labelled {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
}

type Fit = (matrix: Matrix, labels: Uint8Array) => Classifier;

const baseRate: Fit = (_, labels) => {
  const share = (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);
  return ({ rows: n }) => new Float64Array(n).fill(share);
};

/** The days since the last order alone, which are the first feature. */
const naiveRecency: Fit = (matrix, labels) => {
  const alone = ({ rows: n, columns, values }: Matrix): Matrix => ({
    rows: n,
    columns: 1,
    values: Float64Array.from({ length: n }, (_, i) => values[i * columns] as number),
  });
  const fit = logisticClassifier(alone(matrix), labels);
  return (other) => fit(alone(other));
};

function inTime(fitted: Labelled, last: Labelled): ChurnEvaluation {
  refuseOneClass(fitted.labels);
  refuseOneClass(last.labels);
  const fits: readonly (readonly [ChurnModelName, Fit])[] = [
    ['logistic', logisticClassifier],
    ['gbdt', boostedClassifier],
    ['naive-recency', naiveRecency],
    ['base-rate', baseRate],
  ];
  return compare(fits, last.labels, fitted.labels.length, (fit) =>
    fit(fitted.matrix, fitted.labels)(last.matrix),
  );
}

function byFolds(matrix: Matrix, labels: Uint8Array, folds: Uint8Array, count: number): ChurnEvaluation {
  const fits: readonly (readonly [ChurnModelName, Fit])[] = [
    ['logistic', logisticClassifier],
    ['gbdt', boostedClassifier],
    ['base-rate', baseRate],
  ];
  return compare(fits, labels, labels.length, (fit) => {
    const chances = new Float64Array(labels.length);
    for (let fold = 0; fold < count; fold++) {
      const inside = subset(matrix, labels, (i) => folds[i] !== fold);
      const outside = subset(matrix, labels, (i) => folds[i] === fold);
      if (outside.labels.length === 0) continue;
      refuseOneClass(inside.labels);
      const given = fit(inside.matrix, inside.labels)(outside.matrix);
      let at = 0;
      folds.forEach((one, i) => {
        if (one === fold) chances[i] = given[at++] as number;
      });
    }
    return chances;
  });
}

function refuseOneClass(labels: Uint8Array): void {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (positives === 0 || positives === labels.length)
    throw new ClienteleError(
      'too-few-data',
      `${positives} of ${labels.length} customers left: a model needs both kinds; choose another --horizon-days or --as-of`,
    );
}

function compare(
  fits: readonly (readonly [ChurnModelName, Fit])[],
  labels: Uint8Array,
  fittedRows: number,
  chancesBy: (fit: Fit) => Float64Array,
): ChurnEvaluation {
  const begun = performance.now();
  const models: Partial<Record<ChurnModelName, ChurnModelFigures>> = {};
  for (const [name, fit] of fits) {
    const since = performance.now();
    const chances = chancesBy(fit);
    models[name] = { ...classifierFigures(chances, labels), seconds: secondsSince(since) };
  }
  const names = fits.map(([name]) => name);
  const lossOf = (name: ChurnModelName) => models[name]?.logLoss ?? Number.POSITIVE_INFINITY;
  const [chosen = 'logistic'] = names.toSorted((a, b) => lossOf(a) - lossOf(b));
  return {
    rows: labels.length,
    positives: labels.reduce((sum, one) => sum + one, 0),
    fittedRows,
    models,
    chosen,
    beatsPlain: chosen === 'logistic' || chosen === 'gbdt',
    seconds: secondsSince(begun),
  };
}

const secondsSince = (begun: number) => Math.round(performance.now() - begun) / 1000;
