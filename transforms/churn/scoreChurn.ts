import {
  type Baseline,
  contributionsOf,
  expectedGain,
  type Matrix,
  type Offer,
  type OfferStep,
  offerCurve,
  type ReasonColumn,
  type Signals,
  strongestReasons,
  valueAtRisk,
  warningsOf,
} from '../../models/index.ts';
import { amountValue, columnsOf, numbers } from '../columnValues.ts';
import type { Columns, StepContext } from '../step.ts';
import { churnFeatures, matrixOf, plainColumn } from './features.ts';
import { chancesBy, featureSql, seenBy } from './fitChurn.ts';
import type { ChurnParameters } from './parameters.ts';

export interface ChurnScores {
  readonly customers: Columns;
  readonly offers: readonly OfferStep[];
}

const signals = `recency_days, orders, mean_interval_days, interval_deviation_days, mean_order, late_order, unsettled_90,
  emails_sent_90, emails_read_90, emails_read_before, cast(net_revenue_365 as double) as revenue`;

/**
 * The chances of customers at the as-of date, with reasons, warnings and what is at stake, and what offers to the first
 * so many of all come to.
 * @param touched relation of the customers wanted, all without it
 */
export async function scoreChurn(
  context: StepContext,
  parameters: ChurnParameters,
  offer: Offer,
  touched?: string,
): Promise<ChurnScores> {
  const { connection, config } = context;
  const { mediumRisk, highRisk } = config.models.churn;
  const among = touched ? `and customer_id in (select customer_id from ${touched})` : '';
  const found = await columnsOf(
    connection,
    `select customer_id, ${signals}, ${featureSql} from churn_features where horizons_ago = 0 ${among} order by customer_id`,
  );
  const ids = found.customer_id ?? [];
  const warnings = warningColumns(found, ids.length);
  const bandOf = (chance: number) => (chance >= highRisk ? 'high' : chance >= mediumRisk ? 'medium' : 'low');
  const { chances, reasons } = chancesAndReasons(
    parameters,
    found,
    warnings,
    (chance) => bandOf(chance) !== 'low',
  );
  const isKnown = parameters.choice !== 'none' && parameters.share !== null;
  const revenue = found.revenue ?? [];
  const atRisk = Float64Array.from(chances, (chance, i) =>
    isKnown ? Math.round(valueAtRisk(chance, Number(revenue[i] ?? 0)) * 10_000) / 10_000 : 0,
  );
  const gains = Array.from(atRisk, (one) => expectedGain(one, offer));
  const none = ids.map(() => null);
  return {
    customers: {
      customer_id: ids,
      churn_probability: isKnown ? Array.from(chances) : none,
      churn_band: Array.from(chances, (chance) => (isKnown ? bandOf(chance) : 'unknown')),
      reason_1: reasons[0] ?? none,
      reason_2: reasons[1] ?? none,
      reason_3: reasons[2] ?? none,
      ...warnings,
      value_at_risk: isKnown ? Array.from(atRisk, amountValue) : none,
      offer_gain: isKnown ? gains.map(amountValue) : none,
      is_offer_worthwhile: gains.map((gain) => isKnown && gain > 0),
    },
    offers: isKnown
      ? offerCurve(Float64Array.from([...atRisk, ...(await atRiskOfOthers(context, touched))]))
      : [],
  };
}

/** What is at risk with the customers who are not touched, as the last build left it. */
async function atRiskOfOthers({ connection, previous }: StepContext, touched: string | undefined) {
  if (!touched) return [];
  const found = await columnsOf(
    connection,
    `select cast(value_at_risk as double) as at_risk from ${previous('customer_churn')}
     where customer_id not in (select customer_id from ${touched})`,
  );
  return numbers(found, 'at_risk');
}

/** By what was learned; the share that left, without reasons, where nothing was. */
function chancesAndReasons(
  { choice, classifier, share, baseline }: ChurnParameters,
  found: Columns,
  warnings: WarningColumns,
  isLeaving: (chance: number) => boolean,
) {
  const rows = found.customer_id?.length ?? 0;
  if (!classifier || !baseline || choice === 'share' || choice === 'none')
    return { chances: new Float64Array(rows).fill(share ?? 0), reasons: [] };
  const matrix = matrixOf(
    churnFeatures.map((_, c) => found[`f${c}`] ?? []),
    rows,
  );
  const chances = chancesBy(choice, classifier, matrix);
  const seen = seenBy(choice, matrix);
  const told: Told = {
    matrix: seen,
    contributions: contributionsOf(classifier, seen),
    baseline,
    isLeaving: (row) => isLeaving(chances[row] as number),
  };
  const reasons =
    choice === 'recency'
      ? reasonsOfSilence(told, warnings)
      : reasonsOfModel(told, (row) => found.mean_interval_days?.[row] === null);
  return { chances, reasons };
}

/** What the early warnings say, in the codes of reasons. */
const reasonOfWarning = {
  warns_interval: 'beyond_own_rhythm',
  warns_basket: 'falling_basket',
  warns_complaint: 'complained',
  warns_email: 'ignores_emails',
} as const;

type WarningColumns = Readonly<Record<keyof typeof reasonOfWarning, readonly boolean[]>>;

/** What reasons are told from: to leave where the chance is medium or high, else to stay. */
interface Told {
  readonly matrix: Matrix;
  readonly contributions: ReturnType<typeof contributionsOf>;
  readonly baseline: Baseline;
  readonly isLeaving: (row: number) => boolean;
}

/** Three reasons by place, null where a customer has fewer. */
type Reasons = readonly (readonly (string | null)[])[];

/** The model's own reasons; those of customers with one order never speak of a rhythm. */
function reasonsOfModel(
  { contributions, matrix, baseline, isLeaving }: Told,
  isSingle: (row: number) => boolean,
): Reasons {
  const by = (meanings: readonly ReasonColumn[]) =>
    strongestReasons(contributions, matrix, baseline, meanings, isLeaving);
  const ofSingles = by(churnFeatures.map(({ ofSingle }) => ofSingle));
  return by(churnFeatures).map((codes, place) =>
    codes.map((code, i) => (isSingle(i) ? (ofSingles[place]?.[i] ?? null) : code)),
  );
}

/** The silence, and then, unless that speaks for staying, what the early warnings say. */
function reasonsOfSilence(
  { contributions, matrix, baseline, isLeaving }: Told,
  warnings: WarningColumns,
): Reasons {
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
      unsettled: number('unsettled_90'),
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
