import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { numbers, tableColumns } from '../columnValues.ts';
import {
  type Driver,
  type DriverEffect,
  type DriverKind,
  driverEffects,
  type OutcomeSummary,
} from '../drivers/effects.ts';
import { sampled } from '../sampled.ts';
import { type Columns, openTable, type PlainStep, type StepTable } from '../step.ts';

const effectColumns = {
  driver: VARCHAR,
  kind: VARCHAR,
  mean: DOUBLE,
  step: DOUBLE,
  effect: DOUBLE,
  effect_low: DOUBLE,
  effect_high: DOUBLE,
  effect_per_unit: DOUBLE,
  adjusted_p: DOUBLE,
  verdict: VARCHAR,
};

const effectsTable = (description: string): StepTable =>
  openTable({ description, grain: 'driver', keys: ['driver'], columns: effectColumns });

const outcomeSummaries = openTable({
  description:
    'Mean, median, spread and quantiles of what the drivers are to explain, and how much of it they do.',
  grain: 'outcome',
  keys: ['outcome'],
  columns: {
    outcome: VARCHAR,
    rows: INTEGER,
    mean: DOUBLE,
    median: DOUBLE,
    standard_deviation: DOUBLE,
    p10: DOUBLE,
    p25: DOUBLE,
    p75: DOUBLE,
    p90: DOUBLE,
    explained: DOUBLE,
  },
});

const satisfactionDrivers: Readonly<Record<string, DriverKind>> = {
  about_ticket: 'present',
  first_response_hours: 'measured',
  resolution_days: 'measured',
  ticket_reopened: 'present',
  orders_before: 'measured',
  days_since_order: 'measured',
  last_order_value: 'measured',
  last_discount_rate: 'measured',
  refunded_90d: 'present',
};

const valueDrivers: Readonly<Record<string, DriverKind>> = {
  first_value: 'measured',
  first_discount_rate: 'measured',
  first_in_store: 'present',
  first_categories: 'measured',
  again_30d: 'present',
  refunded_30d: 'present',
  ticket_30d: 'present',
  member_30d: 'present',
  consent_30d: 'present',
};

/** A channel is a driver of its own from so many customers; the largest is what the others are held against. */
const channelCustomers = 50;

/** Beyond so many customers every n-th is looked at, by a digest of the id: effects that matter show in as many. */
const mostCustomers = 50_000;

const driversIn = (columns: Columns, kinds: Readonly<Record<string, DriverKind>>): Driver[] =>
  Object.entries(kinds).map(([name, kind]) => ({ name, kind, values: numbers(columns, name) }));

function channelsIn(columns: Columns): Driver[] {
  const channels = (columns.acquisition_channel ?? []) as string[];
  const counts = new Map<string, number>();
  for (const channel of channels) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const large = [...counts]
    .filter(([channel, count]) => channel !== '' && count >= channelCustomers)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return large.slice(1).map(([channel]) => ({
    name: `channel ${channel}`,
    kind: 'present',
    values: Float64Array.from(channels, (one) => (one === channel ? 1 : 0)),
  }));
}

const doubles = (names: readonly string[]) =>
  names.map((name) => `cast(${name} as double) as ${name}`).join(', ');

const contentOf = (effects: readonly DriverEffect[]): Columns =>
  tableColumns(
    { columns: effectColumns },
    effects.map(({ low, high, perUnit, p, ...one }) => ({
      ...one,
      effect_low: low,
      effect_high: high,
      effect_per_unit: perUnit,
      adjusted_p: p,
    })),
  );

const summaryOf = (outcome: string, { sd, quantiles, ...one }: OutcomeSummary) => {
  const [p10 = null, p25 = null, p75 = null, p90 = null] = quantiles;
  return { outcome, ...one, standard_deviation: sd, p10, p25, p75, p90 };
};

/** What goes with satisfaction and with value: regressions with robust intervals, and the outcomes in a few figures. */
export const step: PlainStep = {
  reads: ['satisfaction_features', 'value_features'],
  writes: {
    satisfaction_drivers: effectsTable(
      'What goes with satisfaction (the CSAT score, 1 to 5, or where its answers are too few the NPS score, 0 to 10; outcome_summaries says which): effect of each driver with the others held, 95 % interval.',
    ),
    value_drivers: effectsTable(
      'What of the first thirty days goes with the net revenue of the half-year after: effect of each driver, 95 % interval.',
    ),
    outcome_summaries: outcomeSummaries,
  },
  async run({ read }) {
    const effectsOn = async (survey: 'csat' | 'nps') => {
      const answers = await read(
        `select customer_id, ${doubles(['score', ...Object.keys(satisfactionDrivers)])} from satisfaction_features
         where survey = '${survey}' order by landed_seq`,
      );
      const found = driverEffects(
        numbers(answers, 'score'),
        driversIn(answers, satisfactionDrivers),
        (answers.customer_id ?? []) as string[],
      );
      return { survey, ...found };
    };
    const csat = await effectsOn('csat');
    const nps = csat.effects.length > 0 ? undefined : await effectsOn('nps');
    const isOfNps = nps && (nps.effects.length > 0 || nps.summary.rows > csat.summary.rows);
    const satisfaction = isOfNps ? nps : csat;
    const [count = 0] = numbers(await read('select cast(count(*) as double) as n from value_features'), 'n');
    const customers = await read(
      `select acquisition_channel, ${doubles(['later_revenue', ...Object.keys(valueDrivers)])} from value_features
       where ${sampled('customer_id', count, mostCustomers)} order by customer_id`,
    );
    const value = driverEffects(numbers(customers, 'later_revenue'), [
      ...driversIn(customers, valueDrivers),
      ...channelsIn(customers),
    ]);
    return {
      satisfaction_drivers: contentOf(satisfaction.effects),
      value_drivers: contentOf(value.effects),
      outcome_summaries: tableColumns(outcomeSummaries, [
        summaryOf(satisfaction.survey, satisfaction.summary),
        summaryOf('later_revenue', value.summary),
      ]),
    };
  },
};
