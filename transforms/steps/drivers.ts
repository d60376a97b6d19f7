import { DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { type Driver, type DriverKind, driverEffects } from '../drivers/effects.ts';
import type { Columns, PlainStep, StepTable } from '../step.ts';

const effects = (description: string): StepTable => {
  const columns = {
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
  return { description, grain: 'driver', keys: ['driver'], columns, publicColumns: Object.keys(columns) };
};

const summaryColumns = {
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
};

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

const numbers = (columns: Columns, name: string) => Float64Array.from((columns[name] ?? []) as number[]);

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

function contentOf(drivers: ReturnType<typeof driverEffects>['effects']): Columns {
  return {
    driver: drivers.map(({ driver }) => driver),
    kind: drivers.map(({ kind }) => kind),
    mean: drivers.map(({ mean }) => mean),
    step: drivers.map(({ step }) => step),
    effect: drivers.map(({ effect }) => effect),
    effect_low: drivers.map(({ low }) => low),
    effect_high: drivers.map(({ high }) => high),
    effect_per_unit: drivers.map(({ perUnit }) => perUnit),
    adjusted_p: drivers.map(({ p }) => p),
    verdict: drivers.map(({ verdict }) => verdict),
  };
}

/** What goes with satisfaction and with value: regressions with robust intervals, and the outcomes in a few figures. */
export const step: PlainStep = {
  reads: ['satisfaction_features', 'value_features'],
  writes: {
    satisfaction_drivers: effects(
      'What goes with the satisfaction score (CSAT, 1 to 5): effect of each driver with the others held, 95 % interval.',
    ),
    value_drivers: effects(
      'What of the first thirty days goes with the net revenue of the half-year after: effect of each driver, 95 % interval.',
    ),
    outcome_summaries: {
      description:
        'Mean, median, spread and quantiles of what the drivers are to explain, and how much of it they do.',
      grain: 'outcome',
      keys: ['outcome'],
      columns: summaryColumns,
      publicColumns: Object.keys(summaryColumns),
    },
  },
  async run({ read }) {
    const answers = await read(
      `select customer_id, ${doubles(['score', ...Object.keys(satisfactionDrivers)])} from satisfaction_features order by landed_seq`,
    );
    const [count] = (await read('select cast(count(*) as double) as n from value_features')).n ?? [];
    const every = Math.max(1, Math.ceil(Number(count ?? 0) / mostCustomers));
    const customers = await read(
      `select acquisition_channel, ${doubles(['later_revenue', ...Object.keys(valueDrivers)])} from value_features
       where md5_number_lower(customer_id) % ${every} = 0 order by customer_id`,
    );
    const satisfaction = driverEffects(
      numbers(answers, 'score'),
      driversIn(answers, satisfactionDrivers),
      (answers.customer_id ?? []) as string[],
    );
    const value = driverEffects(numbers(customers, 'later_revenue'), [
      ...driversIn(customers, valueDrivers),
      ...channelsIn(customers),
    ]);
    const summaries = [satisfaction.summary, value.summary];
    return {
      satisfaction_drivers: contentOf(satisfaction.effects),
      value_drivers: contentOf(value.effects),
      outcome_summaries: {
        outcome: ['csat', 'later_revenue'],
        rows: summaries.map(({ rows }) => rows),
        mean: summaries.map(({ mean }) => mean),
        median: summaries.map(({ median }) => median),
        standard_deviation: summaries.map(({ sd }) => sd),
        ...Object.fromEntries(
          ['p10', 'p25', 'p75', 'p90'].map((name, i) => [
            name,
            summaries.map((one) => one.quantiles[i] ?? null),
          ]),
        ),
        explained: summaries.map(({ explained }) => explained),
      },
    };
  },
};
