import { leastEmails, type Matrix, matrixOfColumns, type ReasonColumn } from '../../models/index.ts';

/** A column that the models see: its SELECT over `churn_features`, never null, and what it says to people. */
export interface ChurnFeature extends ReasonColumn {
  readonly name: string;
  readonly sql: string;
  /** what it says of a customer with one order, who has no interval to hold a silence to; otherwise the same */
  readonly ofSingle: ReasonColumn;
}

const logOf = (column: string) => `ln(1 + greatest(cast(${column} as double), 0))`;

/** The group, the codes of a high and of a low value, and which of them is a sign of leaving. */
type Meaning = readonly [group: string, high: string, low: string, leaving?: 'high' | 'low'];

const asReason = ([group, high, low, leaving]: Meaning): ReasonColumn => ({
  group,
  high,
  low,
  ...(leaving ? { leaving } : {}),
});

const feature = (name: string, sql: string, meaning: Meaning, ofSingle = meaning): ChurnFeature => ({
  name,
  sql,
  ...asReason(meaning),
  ofSingle: asReason(ofSingle),
});

const counted = (column: string, meaning: Meaning) => feature(column, logOf(column), meaning);

/** The same days as they are: beyond some length a logarithm hardly tells one from twice as many, to a line. */
const inDays = (name: string, sql: string, meaning: Meaning, ofSingle = meaning) =>
  feature(`${name}_as_days`, `cast(${sql} as double)`, meaning, ofSingle);

const recency: Meaning = ['recency', 'long_silent', 'bought_lately', 'high'];
const orders: Meaning = ['orders', 'many_orders', 'few_orders', 'low'];
const lately: Meaning = ['lately', 'bought_often_lately', 'bought_seldom_lately', 'low'];
const tenure: Meaning = ['tenure', 'long_known', 'new_customer', 'low'];
const interval: Meaning = ['rhythm', 'buys_seldom', 'buys_often', 'high'];
const rhythm: Meaning = ['rhythm', 'beyond_own_rhythm', 'within_own_rhythm', 'high'];
/** Of rhythm where there is none: the same for everybody with one order, and so no more than that. */
const single: Meaning = ['orders', 'few_orders', 'few_orders', 'high'];
const value: Meaning = ['value', 'high_value', 'low_value', 'low'];
const basket: Meaning = ['basket', 'growing_basket', 'falling_basket', 'low'];
const contact: Meaning = ['contact', 'in_contact', 'out_of_contact', 'low'];
const email: Meaning = ['email', 'reads_emails', 'ignores_emails', 'low'];
const trouble: Meaning = ['trouble', 'complained', 'no_complaints', 'high'];
const refunds: Meaning = ['refunds', 'many_refunds', 'few_refunds', 'high'];
const satisfaction: Meaning = ['satisfaction', 'satisfied', 'dissatisfied', 'low'];

/**
 * Everything is known at the end of the cut-off date; codes name the side of the mean of those who stayed that a value
 * is on.
 */
export const churnFeatures: readonly ChurnFeature[] = [
  counted('recency_days', recency),
  // to be known for long is no reason to leave, whatever a model makes of it beside all else
  feature('tenure_days', logOf('tenure_days'), tenure, recency),
  inDays('recency', 'recency_days', recency),
  inDays('tenure', 'tenure_days', tenure, recency),
  counted('orders', orders),
  feature('is_single', 'cast(orders = 1 as double)', ['orders', 'few_orders', 'many_orders', 'high']),
  counted('orders_30', lately),
  counted('orders_90', lately),
  counted('orders_180', lately),
  counted('orders_365', lately),
  feature('rate', 'ln((orders + 0.1) / (tenure_days + 30.0))', orders),
  feature('mean_interval', 'ln(1 + coalesce(mean_interval_days, tenure_days))', interval, recency),
  inDays('mean_interval', 'coalesce(mean_interval_days, tenure_days)', interval, recency),
  feature(
    'silence',
    'least(ln((recency_days + 1) / (coalesce(mean_interval_days, 60) + 1)), 5)',
    rhythm,
    recency,
  ),
  feature(
    'overdue',
    'least(greatest(coalesce((recency_days - mean_interval_days) / (interval_deviation_days + 7), 0), -5), 10)',
    rhythm,
    single,
  ),
  feature(
    'irregularity',
    'coalesce(interval_deviation_days / (mean_interval_days + 1), 0)',
    ['rhythm', 'irregular', 'regular', 'high'],
    single,
  ),
  feature(
    'growing_interval',
    'coalesce(ln((last_interval_days + 1) / (mean_interval_days + 1)), 0)',
    ['rhythm', 'growing_interval', 'shrinking_interval', 'high'],
    single,
  ),
  counted('net_revenue', value),
  // the amount of a span of days is as little as the silence is long: it says nothing of what somebody spends
  counted('amount_90', lately),
  counted('net_revenue_365', lately),
  counted('mean_order', value),
  feature(
    'basket',
    'least(greatest(coalesce(ln((greatest(late_order, 0) + 1) / (greatest(mean_order, 0) + 1)), 0), -3), 3)',
    basket,
  ),
  feature(
    'refund_share',
    'least(coalesce(cast(refunds_365 as double) / nullif(cast(refunds_365 + greatest(net_revenue_365, 0) as double), 0), 0), 1)',
    refunds,
  ),
  counted('contacts_90', contact),
  counted('contacts_before', contact),
  counted('emails_sent_90', email),
  counted('emails_read_90', email),
  feature(
    'read_share',
    'coalesce(least(emails_read_90 / nullif(cast(emails_sent_90 as double), 0), 3), 0)',
    email,
  ),
  feature(
    'unread',
    `cast(emails_sent_90 >= ${leastEmails} and emails_read_90 = 0 and emails_read_before > 0 as double)`,
    ['email', 'ignores_emails', 'reads_emails', 'high'],
  ),
  counted('complaints_90', trouble),
  counted('complaints', trouble),
  feature('satisfaction', 'coalesce(cast(satisfaction as double), 4)', satisfaction),
  feature('is_rated', 'cast(satisfaction is not null as double)', contact),
];

/** The place of the days since the last order, which alone are the plain rule that a model must beat. */
export const plainColumn = churnFeatures.findIndex(({ name }) => name === 'recency_days');

/** Columns of a query (null is 0) as a matrix, row by row. */
export const matrixOf = (columns: readonly (readonly unknown[])[], rows: number): Matrix =>
  matrixOfColumns(columns, rows, (value) => {
    const one = Number(value ?? 0);
    return Number.isFinite(one) ? one : 0;
  });
