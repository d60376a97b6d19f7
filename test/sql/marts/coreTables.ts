import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { allRfmCodes } from '../../../models/index.ts';
import { step as churn } from '../../../transforms/steps/customer_churn.ts';
import { step as lifetime } from '../../../transforms/steps/customer_clv.ts';
import { step as segments } from '../../../transforms/steps/customer_segments.ts';
import { step as recommend } from '../../../transforms/steps/recommendations.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

const sqlFolder = path.resolve(import.meta.dirname, '../../../sql');

/** In the order in which they can be made. */
export const marts = [
  'purchase_days',
  'value_features',
  'customer_spans',
  'customer_months',
  'customer_rfm',
  'customer_tiers',
  'customer_lifecycle',
  'segment_features',
  'churn_cut_offs',
  'churn_features',
  'customer_360',
  'daily_revenue',
  'product_affinity',
  'cohort_retention',
  'revenue_movements',
  'metric_days',
  'metric_values',
  'data_quality',
  'pipeline_health',
] as const;

export interface Order {
  readonly customer?: string;
  readonly date: string;
  /** default 10 */
  readonly amount?: string | number;
  readonly channel?: string;
  readonly store?: string;
  /**
   * categories of its lines, each an equal part, null where not known, and their products; default one line without
   * a category
   */
  readonly categories?: readonly (string | null)[];
}

export interface Refund {
  readonly customer?: string;
  readonly date: string;
  readonly amount: string | number;
  /** position in `orders` */
  readonly order?: number;
}

export interface CoreTables {
  readonly asOf: string;
  readonly orders?: readonly Order[];
  readonly refunds?: readonly Refund[];
  /** beside those who ordered */
  readonly customers?: readonly string[];
  /** SQL fragments that replace a column of settings, e.g. `{ rfm_method: "'rank'" }` */
  readonly settings?: Readonly<Record<string, string>>;
  /** statements run before the marts */
  readonly more?: string;
  /** the marts to make, each with those that it reads; default all */
  readonly only?: readonly (typeof marts)[number][];
}

export interface Marts {
  readonly connection: DuckDBConnection;
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  /** rows that break a check of a mart, by the check's name; nothing is the pass */
  broken(): Promise<Record<string, unknown[]>>;
  close(): void;
}

const settings: Readonly<Record<string, string>> = {
  business_time_zone: "'UTC'",
  reporting_currency: "'CNY'",
  default_region: "'CN'",
  new_days: '90',
  gold_minimum_orders: '3',
  gold_share: 'cast(0.1 as decimal(9, 6))',
  silver_share: 'cast(0.3 as decimal(9, 6))',
  lifecycle_new_days: '90',
  active_days: '90',
  at_risk_days: '180',
  dormant_days: '365',
  resurrected_gap_days: '180',
  rfm_method: "'quantile'",
  maximum_rate_age_days: '7',
  recent_days: '7',
  churn_horizon_days: '90',
};

/** Tables of the models, here without a row: what they say is tried where they are made. */
const scored = [segments, lifetime, churn, recommend].flatMap(({ writes }) =>
  Object.entries(writes).filter(([, { keys }]) => keys.join() === 'customer_id'),
);
const empty = ([name, { columns }]: (typeof scored)[number]): string =>
  `create table ${name} (${Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')});`;

const emptyTables = `
  create table stg_events (landed_seq bigint, source varchar, type varchar, occurred_at timestamp, record_key varchar,
    customer_ref varchar, loyalty_id varchar, email varchar, phone varchar, anonymous_id varchar);
  create table duplicate_events (landed_seq bigint, first_landed_seq bigint, is_conflict boolean, type varchar, source varchar);
  create table landing_counts (topic varchar, partition integer, events bigint, later_events bigint, dead_letters bigint, read_count bigint, first_at timestamp, last_at timestamp, source varchar, is_superseded boolean default false);
  create table landing_imports (name varchar, rows_read bigint, rows_in_events bigint, rows_rejected bigint, rows_repeated bigint, landed_at timestamp);
  create table business_days (utc_date date, first_date date, second_from_at timestamp, third_from_at timestamp);
  create table source_records (record_id bigint, source varchar, email varchar, phone varchar, full_name varchar, email_valid boolean, phone_valid boolean, email_suggestion varchar, email_is_role boolean, email_is_disposable boolean, birth_date_valid boolean, first_seen_at timestamp);
  create table products (sku varchar);
  create table interactions (landed_seq bigint, occurred_at timestamp, interaction_date date, type varchar, customer_id varchar, channel varchar);
  create table tickets (ticket_key varchar, customer_id varchar, opened_at timestamp, resolved_at timestamp);
  create table survey_answers (landed_seq bigint, customer_id varchar, answered_at timestamp, survey varchar, score integer);
  create table loyalty_ledger (landed_seq bigint, customer_id varchar, moved_at timestamp, movement varchar, points decimal(18, 4), balance decimal(18, 4));
  create table consent_intervals (customer_id varchar, purpose varchar, channel varchar, from_at timestamp, to_at timestamp, is_granted boolean);
  create table order_versions (order_key varchar, landed_seq bigint, from_at timestamp, to_at timestamp, customer_id varchar, order_date date, net_amount decimal(18, 4));
  create table placed (seq bigint, customer_id varchar, order_date date, amount decimal(18, 4), channel varchar, store_id varchar, lines integer);
  create table lines (seq bigint, line_number integer, category varchar);
  create table returned (seq bigint, customer_id varchar, refund_date date, amount decimal(18, 4), order_seq bigint);
  create table named (customer_id varchar);
  ${scored.map(empty).join('\n')}`;

const derivedTables = `
  create table order_lines as
    select 'shop ' || p.seq as order_key, p.seq as version_landed_seq, l.line_number, coalesce(l.category, 'sku') as sku, l.category,
      cast(1 as decimal(18, 4)) as quantity,
      cast(case when l.line_number = 1 then p.amount - (p.lines - 1) * cast(p.amount / p.lines as decimal(18, 4)) else p.amount / p.lines end as decimal(18, 4)) as net_amount,
      net_amount as gross_amount, cast(0 as decimal(18, 4)) as discount_amount, p.customer_id, p.order_date
    from placed as p join lines as l using (seq);
  create table orders as
    select 'shop ' || seq as order_key, seq as version_landed_seq, 'shop' as source, customer_id, order_date,
      cast(order_date as timestamp) as ordered_at, channel, store_id, cast(1 as decimal(24, 14)) as exchange_rate,
      amount as gross_amount, cast(0 as decimal(18, 4)) as discount_amount, amount as net_amount,
      cast(lines as decimal(18, 4)) as quantity,
      cast(case when customer_id is not null then row_number() over (partition by customer_id order by order_date, seq) end as integer) as customer_order_number,
      cast(case when customer_id is not null then date_diff('day', lag(order_date) over (partition by customer_id order by order_date, seq), order_date) end as integer) as days_since_previous_order
    from placed;
  create table refunds as
    select 'shop r' || seq as refund_key, 'shop' as source, 'shop ' || order_seq as order_key, customer_id, refund_date, amount,
      false as is_order_cancelled
    from returned;
  create table customers as
    select customer_id, 'Name' as full_name, 'Given' as given_name, 'Family' as family_name, customer_id || '@example.com' as email,
      '+8613800000000' as phone, null::varchar as gender, null::date as birth_date, null::varchar as company, null::varchar as job_title,
      null::varchar as account_id, 'Ann' as account_owner, 'CN' as country, null::varchar as province, null::varchar as city,
      null::varchar as district, null::varchar as street, null::varchar as detail, null::varchar as postal_code, 'web' as acquisition_channel, 1 as records,
      timestamp '2024-01-01' as first_seen_at, timestamp '2024-01-01' as last_seen_at
    from (select customer_id from placed union select customer_id from named union select customer_id from returned)
    where customer_id is not null;
  create table calendar as
    select cast(d as date) as calendar_date, cast(date_trunc('month', d) as date) as month_start_date,
      cast(date_trunc('week', d) as date) as week_start_date, cast(d as date) = last_day(d) as is_last_day_of_month
    from as_of, unnest(generate_series(cast(least((select min(order_date) from placed), (select min(refund_date) from returned), as_of_date) as timestamp), cast(as_of_date as timestamp), interval 1 day)) as days(d);`;

/** Every mart over hand-made core tables; close it when done. */
export async function makeMarts(core: CoreTables): Promise<Marts> {
  const engine = await openEngine();
  const connection = await engine.connect();
  await connection.run(functions());
  await connection.run(emptyTables);
  const columns = Object.entries({ ...settings, ...core.settings });
  await connection.run(`
    create table settings as select ${columns.map(([name, value]) => `${value} as ${name}`).join(', ')};
    create table as_of as select date '${core.asOf}' as as_of_date, true as is_complete, timestamp '${core.asOf}' + interval 1 day as as_of_end_at;
    create table rfm_segments (rfm_code varchar, r_score integer, f_score integer, m_score integer, rfm_segment varchar)`);
  await insert(
    connection,
    'rfm_segments',
    allRfmCodes().map(({ code, segment }) => [code, code[0], code[1], code[2], segment]),
  );
  const orders = core.orders ?? [];
  await insert(
    connection,
    'placed',
    orders.map((o, i) => [
      i,
      o.customer,
      o.date,
      o.amount ?? 10,
      o.channel,
      o.store,
      o.categories?.length ?? 1,
    ]),
  );
  await insert(
    connection,
    'lines',
    orders.flatMap((o, i) => (o.categories ?? [undefined]).map((category, line) => [i, line + 1, category])),
  );
  await insert(
    connection,
    'returned',
    (core.refunds ?? []).map((r, i) => [i, r.customer, r.date, r.amount, r.order]),
  );
  await insert(
    connection,
    'named',
    (core.customers ?? []).map((name) => [name]),
  );
  await connection.run(derivedTables);
  if (core.more) await connection.run(core.more);
  const made = marts.filter((mart) => core.only?.includes(mart) ?? true);
  for (const mart of made)
    await connection.run(
      `create table ${mart} as ${fs.readFileSync(path.join(sqlFolder, 'marts', `${mart}.sql`), 'utf8')}`,
    );
  return {
    connection,
    rows: (sql) => rows(connection, sql),
    broken: () => brokenChecks(connection, made),
    close: () => engine.close(),
  };
}

const functions = () => fs.readFileSync(path.join(sqlFolder, 'functions/duckdb.sql'), 'utf8');

async function insert(
  connection: DuckDBConnection,
  table: string,
  values: readonly (readonly (string | number | null | undefined)[])[],
): Promise<void> {
  if (values.length === 0) return;
  const text = (value: string | number | null | undefined) =>
    value === undefined || value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`;
  await connection.run(
    `insert into ${table} values ${values.map((row) => `(${row.map(text).join(', ')})`).join(', ')}`,
  );
}

async function brokenChecks(
  connection: DuckDBConnection,
  made: readonly string[],
): Promise<Record<string, unknown[]>> {
  const broken: Record<string, unknown[]> = {};
  for (const file of fs.readdirSync(path.join(sqlFolder, 'checks'))) {
    const sql = fs.readFileSync(path.join(sqlFolder, 'checks', file), 'utf8');
    const table = /^-- Checks: (\w+)/m.exec(sql)?.[1];
    if (table === undefined || !made.includes(table)) continue;
    const found = await rows(connection, sql);
    if (found.length > 0) broken[path.parse(file).name] = found;
  }
  return broken;
}
