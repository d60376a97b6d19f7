import type { DuckDBValue } from '@duckdb/node-api';
import {
  type Baseline,
  type ClassifierParameters,
  contributionsOf,
  expectedGain,
  type Matrix,
  type Offer,
  offerCurve,
  type ReasonColumn,
  type Signals,
  strongestReasons,
  valueAtRisk,
  warningsOf,
} from '../../models/index.ts';
import { amountValue, columnsOf } from '../columnValues.ts';
import type { Columns, StepContext } from '../step.ts';
import { churnFeatures, matrixOf, plainColumn } from './features.ts';
import { chancesBy, featureSql, seenBy } from './fitChurn.ts';
import type { ChurnParameters } from './parameters.ts';

export interface ChurnScores {
  readonly customers: Columns;
  readonly offers: Columns;
}

const signals = `recency_days, orders, mean_interval_days, interval_deviation_days, mean_order, late_order, complaints_90,
  emails_sent_90, emails_read_90, emails_read_before, cast(net_revenue_365 as double) as revenue`;

/**
 * The chances of customers at the as-of date, with reasons, warnings and what is at stake, and what offers to the first
 * so many of all come to.
 * @param touched relation of the customers wanted, all without it
 */
export async function scoreChurn(
  { connection, config, previous }: StepContext,
  { choice, classifier, share, baseline }: ChurnParameters,
  offer: Offer,
  touched?: string,
): Promise<ChurnScores> {
  const { mediumRisk, highRisk } = config.models.churn;
  const among = touched ? `and customer_id in (select customer_id from ${touched})` : '';
  const found = await columnsOf(
    connection,
    `select customer_id, ${signals}, ${featureSql} from churn_features where horizons_ago = 0 ${among} order by customer_id`,
  );
  const column = (name: string): readonly DuckDBValue[] => found[name] ?? [];
  const ids = column('customer_id');
  const isLearned = classifier && baseline && choice !== 'share' && choice !== 'none';
  const matrix = matrixOf(
    churnFeatures.map((_, c) => column(`f${c}`)),
    ids.length,
  );
  const chances = isLearned
    ? chancesBy(choice, classifier, matrix)
    : new Float64Array(ids.length).fill(share ?? 0);
  const isKnown = choice !== 'none' && share !== null;
  const bandOf = (chance: number) => (chance >= highRisk ? 'high' : chance >= mediumRisk ? 'medium' : 'low');
  const warnings = warningColumns(found, ids.length);
  const isLeaving = (i: number) => bandOf(chances[i] as number) !== 'low';
  const intervals = column('mean_interval_days');
  const isSingle = (i: number) => intervals[i] === null;
  const reasons = isLearned
    ? reasonsOf(choice, classifier, seenBy(choice, matrix), baseline, { isLeaving, isSingle }, warnings)
    : [];
  const number = (name: string) => {
    const values = column(name);
    return (i: number) => Number(values[i] ?? 0);
  };
  const revenue = number('revenue');
  const atRisk = Float64Array.from(chances, (chance, i) =>
    isKnown ? Math.round(valueAtRisk(chance, revenue(i)) * 10_000) / 10_000 : 0,
  );
  const gains = Array.from(atRisk, (one) => expectedGain(one, offer));
  const others = touched
    ? await columnsOf(
        connection,
        `select cast(value_at_risk as double) as at_risk from ${previous('customer_churn')}
         where customer_id not in (select customer_id from ${touched})`,
      )
    : {};
  const curve = isKnown
    ? offerCurve(Float64Array.from([...atRisk, ...((others.at_risk ?? []) as number[])]))
    : [];
  return {
    customers: {
      customer_id: ids,
      churn_probability: Array.from(chances, (chance) => (isKnown ? chance : null)),
      churn_band: Array.from(chances, (chance) => (isKnown ? bandOf(chance) : 'unknown')),
      reason_1: reasons[0] ?? ids.map(() => null),
      reason_2: reasons[1] ?? ids.map(() => null),
      reason_3: reasons[2] ?? ids.map(() => null),
      ...warnings,
      value_at_risk: Array.from(atRisk, (one) => (isKnown ? amountValue(one) : null)),
      offer_gain: gains.map((gain) => (isKnown ? amountValue(gain) : null)),
      is_offer_worthwhile: gains.map((gain) => isKnown && gain > 0),
    },
    offers: {
      share: curve.map((step) => step.share),
      customers: curve.map((step) => step.customers),
      value_at_risk: curve.map((step) => amountValue(step.valueAtRisk)),
      least_value_at_risk: curve.map((step) => amountValue(step.leastValueAtRisk)),
    },
  };
}

/** What the early warnings say, in the codes of reasons. */
const reasonOfWarning = {
  warns_interval: 'beyond_own_rhythm',
  warns_basket: 'falling_basket',
  warns_complaint: 'complained',
  warns_email: 'ignores_emails',
} as const;

/**
 * Three reasons of each customer, null where there are fewer: to leave where the chance is medium or high, else to
 * stay. Those of a model are its own; those of a customer with one order never speak of a rhythm. Recency alone has the
 * silence, and then, unless that speaks for staying, what the early warnings say.
 */
function reasonsOf(
  choice: ChurnParameters['choice'],
  classifier: ClassifierParameters,
  matrix: Matrix,
  baseline: Baseline,
  { isLeaving, isSingle }: Readonly<Record<'isLeaving' | 'isSingle', (row: number) => boolean>>,
  warnings: Readonly<Record<keyof typeof reasonOfWarning, readonly boolean[]>>,
): readonly (readonly (string | null)[])[] {
  const contributions = contributionsOf(classifier, matrix);
  if (choice !== 'recency') {
    const by = (meanings: readonly ReasonColumn[]) =>
      strongestReasons(contributions, matrix, baseline, meanings, isLeaving);
    const ofSingles = by(churnFeatures.map(({ ofSingle }) => ofSingle));
    return by(churnFeatures).map((codes, place) =>
      codes.map((code, i) => (isSingle(i) ? (ofSingles[place]?.[i] ?? null) : code)),
    );
  }
  const meanings = churnFeatures.slice(plainColumn, plainColumn + 1);
  const [silence = []] = strongestReasons(contributions, matrix, baseline, meanings, isLeaving, 1);
  const told = silence.map((code, i) => {
    if (meanings.some(({ low }) => low === code)) return [code];
    const warned = Object.entries(reasonOfWarning) as [keyof typeof reasonOfWarning, string][];
    return [
      ...(code === null ? [] : [code]),
      ...warned.flatMap(([name, reason]) => (warnings[name][i] ? [reason] : [])),
    ];
  });
  return [0, 1, 2].map((place) => told.map((codes) => codes[place] ?? null));
}

function warningColumns(found: Columns, rows: number) {
  const columns = {
    warns_interval: new Array<boolean>(rows),
    warns_basket: new Array<boolean>(rows),
    warns_complaint: new Array<boolean>(rows),
    warns_email: new Array<boolean>(rows),
  };
  const of = (name: string, i: number) => found[name]?.[i] ?? null;
  for (let i = 0; i < rows; i++) {
    const number = (name: string) => Number(of(name, i) ?? 0);
    const perhaps = (name: string) => (of(name, i) === null ? null : number(name));
    const said: Signals = {
      recencyDays: number('recency_days'),
      orders: number('orders'),
      meanIntervalDays: perhaps('mean_interval_days'),
      intervalDeviationDays: perhaps('interval_deviation_days'),
      meanOrder: number('mean_order'),
      lateOrder: number('late_order'),
      complaints: number('complaints_90'),
      emailsSent: number('emails_sent_90'),
      emailsRead: number('emails_read_90'),
      emailsReadBefore: number('emails_read_before'),
    };
    const { interval, basket, complaint, email } = warningsOf(said);
    columns.warns_interval[i] = interval;
    columns.warns_basket[i] = basket;
    columns.warns_complaint[i] = complaint;
    columns.warns_email[i] = email;
  }
  return columns;
}
