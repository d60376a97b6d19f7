import {
  baselineOf,
  type ClassifierFigures,
  type ClassifierParameters,
  chancesOf,
  classifierFigures,
  compareChances,
  contributionsOf,
  fitBoostedClassifier,
  fitLogisticClassifier,
  gainsOf,
  type Matrix,
  reliabilityOf,
  subset,
} from '../../models/index.ts';
import { say } from '../say.ts';
import type { Fit, StepContext } from '../step.ts';
import { churnFeatures, firstColumns, matrixOf, recencyAlone } from './features.ts';
import type { ChurnChoice, ChurnParameters } from './parameters.ts';
import { churnReasons } from './reasons.ts';

/** Below these nothing is learned but the share that left. */
const leastRows = 200;
const leastOfEither = 20;

interface Labelled {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
  /** horizons before the as-of date */
  readonly ago: Uint8Array;
  readonly latest: string | null;
}

type Learned = 'trees' | 'logistic' | 'recency';

type Fitting = (matrix: Matrix, labels: Uint8Array) => ClassifierParameters;

/** Calibrated on rows of all cut-off dates: one date alone is one season, and the next is another. */
const candidates = (seed: number): Readonly<Record<Learned, Fitting>> => ({
  logistic: (matrix, labels) => fitLogisticClassifier(matrix, labels, { seed }),
  trees: (matrix, labels) => fitBoostedClassifier(matrix, labels, { seed }),
  recency: (matrix, labels) => fitLogisticClassifier(firstColumns(matrix, recencyAlone), labels, { seed }),
});

/** The columns that a candidate looks at. */
export const seenBy = (choice: Learned, matrix: Matrix): Matrix =>
  choice === 'recency' ? firstColumns(matrix, recencyAlone) : matrix;

/** Chances by a candidate, 0 to 1. */
export const chancesBy = (choice: Learned, classifier: ClassifierParameters, matrix: Matrix): Float64Array =>
  chancesOf(classifier, seenBy(choice, matrix));

/**
 * Learns who leaves from the earlier cut-off dates, holds out the latest whose horizon is over to choose by, and fits the choice to
 * all of them.
 */
export async function fitChurn(context: StepContext): Promise<Fit<ChurnParameters>> {
  const all = await labelled(context);
  const { matrix, labels, ago, latest } = all;
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const rows = labels.length;
  const share = rows > 0 ? shareOf(labels) : null;
  const plain = (choice: 'share' | 'none', reason: string): Fit<ChurnParameters> => ({
    parameters: { choice, share, heldOutDate: latest, reliability: [], gains: [] },
    ...{ rows, chosen: choice, reason, figures: {} },
  });
  if (rows === 0) return plain('none', churnReasons.noHorizon);
  const [train, test] = [
    subset(matrix, labels, (i) => (ago[i] as number) > 1),
    subset(matrix, labels, (i) => ago[i] === 1),
  ];
  const enough = [train, test].every((part) => hasBoth(part.labels));
  if (!enough)
    return plain(
      'share',
      say(churnReasons.tooFew, {
        train: train.labels.length,
        test: test.labels.length,
        left: positives,
      }),
    );
  const fits = candidates(context.seed);
  const tried = new Map<Learned, { readonly chances: Float64Array; readonly figures: ClassifierFigures }>();
  for (const name of ['recency', 'logistic', 'trees'] as const) {
    const chances = chancesBy(name, fits[name](train.matrix, train.labels), test.matrix);
    tried.set(name, { chances, figures: classifierFigures(chances, test.labels) });
  }
  const shareAlone = shareOf(train.labels);
  const everybody = new Float64Array(test.labels.length).fill(shareAlone);
  const choice = choose(tried, everybody, test.labels);
  const said = Object.fromEntries([...tried].map(([name, one]) => [name, { ...one.figures }]));
  const figuresOfAll = { ...said, share: { ...classifierFigures(everybody, test.labels) } };
  if (choice === 'share')
    return {
      ...plain(
        'share',
        say(churnReasons.share, {
          date: latest ?? '',
          recency: figuresText(at(tried, 'recency').figures),
          loss: figuresOfAll.share.logLoss.toFixed(3),
        }),
      ),
      figures: figuresOfAll,
    };
  const { chances, figures } = at(tried, choice);
  const classifier = fits[choice](matrix, labels);
  const seen = seenBy(choice, matrix);
  return {
    parameters: {
      choice,
      classifier,
      share,
      baseline: baselineOf(seen, contributionsOf(classifier, seen), labels),
      heldOutDate: latest,
      reliability: reliabilityOf(chances, test.labels),
      gains: gainsOf(chances, test.labels),
    },
    rows,
    chosen: choice,
    reason: say(churnReasons[choice], {
      date: latest ?? '',
      best: figuresText(figures),
      recency: figuresText(at(tried, 'recency').figures),
    }),
    figures: figuresOfAll,
  };
}

function at<V>(map: ReadonlyMap<Learned, V>, key: Learned): V {
  const found = map.get(key);
  if (found === undefined) throw new RangeError(`no candidate ${key}`);
  return found;
}

const hasBoth = (labels: Uint8Array): boolean => {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  return (
    labels.length >= leastRows / 2 &&
    positives >= leastOfEither / 2 &&
    labels.length - positives >= leastOfEither / 2
  );
};

const shareOf = (labels: Uint8Array): number =>
  (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);

/** Standard errors of one in twenty, and, of the better of two models, for each of them half as often. */
const beyondChance = { one: 1.645, ofTwo: 1.96 } as const;

/**
 * From the plainest on: the share that left stands unless recency alone beats it in log loss by more than chance, and the better model
 * must beat what then stands.
 */
function choose(
  tried: ReadonlyMap<Learned, { readonly chances: Float64Array; readonly figures: ClassifierFigures }>,
  everybody: Float64Array,
  labels: Uint8Array,
): Learned | 'share' {
  const beats = (name: Learned, plain: Float64Array, errors: number) => {
    const { difference, error } = compareChances(at(tried, name).chances, plain, labels);
    return difference + errors * error < 0;
  };
  const plain = beats('recency', everybody, beyondChance.one) ? 'recency' : 'share';
  const best =
    at(tried, 'trees').figures.logLoss < at(tried, 'logistic').figures.logLoss ? 'trees' : 'logistic';
  const standing = plain === 'share' ? everybody : at(tried, 'recency').chances;
  return beats(best, standing, beyondChance.ofTwo) ? best : plain;
}

const figuresText = ({ auc, logLoss, expectedCalibrationError }: ClassifierFigures) =>
  say(churnReasons.figures, {
    auc: auc.toFixed(3),
    loss: logLoss.toFixed(3),
    error: (100 * expectedCalibrationError).toFixed(1),
  });

/** The SELECT list of the features. */
export const featureSql = churnFeatures.map(({ sql }, c) => `${sql} as f${c}`).join(', ');

async function labelled({ read }: StepContext): Promise<Labelled> {
  const columns = await read(
    `select cast(is_churned as integer) as label, horizons_ago as ago, ${featureSql}
     from churn_features where is_churned is not null order by horizons_ago, customer_id`,
  );
  const [last] = (
    await read(
      'select cast(max(cut_off_date) as varchar) as latest from churn_features where is_churned is not null',
    )
  ).latest ?? [null];
  const labels = Uint8Array.from(columns.label ?? [], Number);
  return {
    matrix: matrixOf(
      churnFeatures.map((_, c) => columns[`f${c}`] ?? []),
      labels.length,
    ),
    labels,
    ago: Uint8Array.from(columns.ago ?? [], Number),
    latest: typeof last === 'string' ? last : null,
  };
}
