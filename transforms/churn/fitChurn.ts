import {
  baselineOf,
  baseRate,
  type ClassifierParameters,
  type ContestFigures,
  chancesOf,
  chooseByContest,
  contributionsOf,
  fitBoostedClassifier,
  fitLogisticClassifier,
  gainsOf,
  type HeldOut,
  holdTo,
  leastOfEither,
  type Matrix,
  oneColumn,
  reliabilityOf,
  subset,
} from '../../models/index.ts';
import { say } from '../say.ts';
import type { Fit, StepContext } from '../step.ts';
import { churnFeatures, matrixOf, plainColumn } from './features.ts';
import type { ChurnParameters } from './parameters.ts';
import { churnReasons } from './reasons.ts';

/** With fewer customers to learn from, or held out, nothing is learned but the share that left. */
const leastRows = 100;

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
  recency: (matrix, labels) => fitLogisticClassifier(oneColumn(matrix, plainColumn), labels, { seed }),
});

/** The columns that a candidate looks at. */
export const seenBy = (choice: Learned, matrix: Matrix): Matrix =>
  choice === 'recency' ? oneColumn(matrix, plainColumn) : matrix;

/** Chances by a candidate, 0 to 1. */
export const chancesBy = (choice: Learned, classifier: ClassifierParameters, matrix: Matrix): Float64Array =>
  chancesOf(classifier, seenBy(choice, matrix));

/**
 * Learns who leaves from the earlier cut-off dates, holds out the latest whose horizon is over to choose by, and fits
 * the choice to all of them.
 */
export async function fitChurn(context: StepContext): Promise<Fit<ChurnParameters>> {
  const all = await labelled(context);
  const { matrix, labels, ago, latest } = all;
  const { horizonDays } = context.config.models.churn;
  const rows = labels.length;
  const share = rows > 0 ? baseRate(labels) : null;
  const leftRates = leftRatesOf(all);
  const plain = (choice: 'share' | 'none', reason: string): Fit<ChurnParameters> => ({
    parameters: { choice, horizonDays, share, heldOutDate: latest, leftRates, reliability: [], gains: [] },
    rows,
    chosen: choice,
    reason,
    figures: {},
  });
  if (rows === 0) return plain('none', churnReasons.noHorizon);
  const [train, test] = [
    subset(matrix, labels, (i) => (ago[i] as number) > 1),
    subset(matrix, labels, (i) => ago[i] === 1),
  ];
  const short = shortage(train.labels, 'Earlier') ?? shortage(test.labels, 'Latest');
  if (short) return plain('share', say(churnReasons.tooFew, short));
  const fits = candidates(context.seed);
  const tried = holdOut(fits, train, test);
  const choice = choose(tried, test.labels);
  const figures = Object.fromEntries(Object.entries(tried).map(([name, one]) => [name, { ...one.figures }]));
  if (choice === 'share')
    return {
      ...plain(
        'share',
        say(churnReasons.share, {
          date: latest ?? '',
          recency: figuresText(tried.recency.figures),
          loss: tried.share.figures.logLossAtLevel.toFixed(3),
        }),
      ),
      figures,
    };
  const classifier = fits[choice](matrix, labels);
  const seen = seenBy(choice, matrix);
  return {
    parameters: {
      choice,
      horizonDays,
      classifier,
      share,
      baseline: baselineOf(seen, contributionsOf(classifier, seen), labels),
      heldOutDate: latest,
      leftRates,
      reliability: reliabilityOf(tried[choice].chances, test.labels),
      gains: gainsOf(tried[choice].chances, test.labels),
    },
    rows,
    chosen: choice,
    reason: say(churnReasons[choice], {
      date: latest ?? '',
      best: figuresText(tried[choice].figures),
      recency: figuresText(tried.recency.figures),
    }),
    figures,
  };
}

/** The smallest and the largest share that left, of the cut-off dates with enough customers; null without any. */
function leftRatesOf({ labels, ago }: Labelled): ChurnParameters['leftRates'] {
  const rates = [...new Set(ago)].flatMap((date) => {
    const of = labels.filter((_, i) => ago[i] === date);
    return of.length < leastRows ? [] : [of.reduce((sum, one) => sum + one, 0) / of.length];
  });
  return rates.length > 0 ? { least: Math.min(...rates), most: Math.max(...rates) } : null;
}

type Tried = Readonly<Record<Learned | 'share', HeldOut>>;
type Part = Pick<Labelled, 'matrix' | 'labels'>;

function holdOut(fits: Readonly<Record<Learned, Fitting>>, train: Part, test: Part): Tried {
  const held = (chances: Float64Array) => holdTo(test.labels, chances);
  const by = (name: Learned) => held(chancesBy(name, fits[name](train.matrix, train.labels), test.matrix));
  return {
    recency: by('recency'),
    logistic: by('logistic'),
    trees: by('trees'),
    share: held(new Float64Array(test.labels.length).fill(baseRate(train.labels))),
  };
}

/** Which number is too small to learn from, or to hold out. */
function shortage(labels: Uint8Array, date: 'Earlier' | 'Latest') {
  const left = labels.reduce((sum, one) => sum + one, 0);
  const counts = [
    { what: churnReasons[`customers${date}`], count: labels.length, least: leastRows },
    { what: churnReasons[`left${date}`], count: left, least: leastOfEither },
    { what: churnReasons[`stayed${date}`], count: labels.length - left, least: leastOfEither },
  ];
  return counts.find(({ count, least }) => count < least);
}

function choose(tried: Tried, labels: Uint8Array): Learned | 'share' {
  const named = <Name extends keyof Tried>(name: Name) => ({ name, ...tried[name] });
  const plain = [named('share'), named('recency')];
  return chooseByContest<keyof Tried>(plain, [named('logistic'), named('trees')], labels).chosen;
}

const figuresText = ({ auc, logLossAtLevel, expectedCalibrationError }: ContestFigures) =>
  say(churnReasons.figures, {
    auc: auc.toFixed(3),
    loss: logLossAtLevel.toFixed(3),
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
