import type { DuckDBConnection } from '@duckdb/node-api';
import { eventTypes } from '../../ingest/contracts/index.ts';
import { type Config, rows, supersededTopics, survivingFields, transaction } from '../../warehouse/index.ts';
import { decisionsSql } from '../identity/decidedRecords.ts';
import type { Decision } from '../identity/decisions.ts';
import { mailProviders, roleLocalParts } from '../standardise/index.ts';
import { type Content, contentOf } from './content.ts';
import { makeDrift } from './drift.ts';
import { type State, saveSource } from './state.ts';

/** What a build is about: the business date it counts to and the landing sequence it reads to. */
export interface Horizon {
  readonly asOf: string;
  /** the as-of day is over by the clock */
  readonly isComplete: boolean;
  readonly landedSeq: number;
  readonly landingId: string;
}

/** The last landing sequence number, and which landing file this is (its first row). */
export async function readLanding(
  connection: DuckDBConnection,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<{ landedSeq: number; landingId: string }> {
  const [last] = await rows<{ last: bigint | null }>(
    connection,
    'select max(landed_seq) as last from landing.events',
  );
  const [first] = await rows<{ id: string }>(
    connection,
    "select concat_ws(' ', source, event_id, landed_at) as id from landing.events where landed_seq = 1",
  );
  return { landedSeq: Math.min(limit, Number(last?.last ?? 0)), landingId: first?.id ?? '' };
}

/** The calendar day of an instant in a time zone, ISO 8601. */
export const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);

/** The first and the last day of a business; `first` is null where nothing happened yet. */
export interface BusinessDays {
  readonly first: string | null;
  readonly last: string;
}

/**
 * The days of the oldest and the newest purchase or interaction that are over by the clock in the business
 * time zone; yesterday where there is none. To count up to the last one takes in all of a historical file,
 * and a build twice in a day is the same build.
 */
export async function businessDays(
  connection: DuckDBConnection,
  config: Config,
  today: string,
  landedSeq: number,
): Promise<BusinessDays> {
  const types = eventTypes()
    .filter(({ topic }) => topic === 'purchases' || topic === 'interactions')
    .map(({ type }) => `'${type}'`);
  const day = (instant: string) =>
    `cast(cast(${instant} at time zone 'UTC' at time zone $1 as date) as varchar)`;
  const [row] = await rows<{ first: string | null; last: string | null; yesterday: string }>(
    connection,
    `select ${day('min(occurred_at)')} as first, ${day('max(occurred_at)')} as last,
       cast(cast($2 as date) - 1 as varchar) as yesterday
     from landing.events where landed_seq <= $3::bigint and type in (${types.join(', ')})
       and occurred_at < timezone($1, cast($2 as timestamp)) at time zone 'UTC'`,
    [config.business.timeZone, today, landedSeq],
  );
  return { first: row?.first ?? null, last: row?.last ?? String(row?.yesterday) };
}

/** Makes the tables that come from landing, configuration and contracts, each only where its content changed. */
export async function makeSources(
  connection: DuckDBConnection,
  state: State,
  config: Config,
  horizon: Horizon,
  decisions: readonly Decision[],
  runId: string,
): Promise<void> {
  const queries = { ...sourceQueries(config, horizon), steward_decisions: decisionsSql(decisions) };
  const changed = new Map<string, Content>();
  for (const [name, sql] of Object.entries(queries)) {
    await connection.run(`create or replace temp table ${incoming(name)} as ${sql}`);
    const content = await contentOf(connection, incoming(name));
    if (state.tables.get(name) !== content.hash) changed.set(name, content);
  }
  if (changed.size > 0)
    await transaction(connection, async () => {
      for (const [name, content] of changed) {
        await connection.run(`create or replace table ${name} as from ${incoming(name)}`);
        await saveSource(connection, state, name, content, { landedSeq: horizon.landedSeq, runId });
      }
    });
  await makeDuplicates(connection, state, horizon, runId);
  await makeDrift(connection, state, horizon.landedSeq, runId);
}

const incoming = (name: string) => `incoming_${name}`;

/** A customer was acquired once, at first; every other field is best told by who spoke last. */
const defaultStrategy = (field: string): string =>
  field === 'acquisition_channel' ? 'earliest' : 'most-recent';

function sourceQueries(config: Config, horizon: Horizon): Record<string, string> {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const { business, tiers, lifecycle, rfm, exchangeRates, quality, identity, models } = config;
  const zone = text(business.timeZone);
  return {
    settings: `select ${zone} as business_time_zone, ${text(business.reportingCurrency)} as reporting_currency,
      ${text(business.defaultRegion)} as default_region, ${tiers.newDays} as new_days,
      ${tiers.goldMinimumOrders} as gold_minimum_orders, cast(${tiers.goldShare} as decimal(9,6)) as gold_share,
      cast(${tiers.silverShare} as decimal(9,6)) as silver_share, ${lifecycle.newDays} as lifecycle_new_days,
      ${lifecycle.activeDays} as active_days, ${lifecycle.atRiskDays} as at_risk_days,
      ${lifecycle.dormantDays} as dormant_days, ${lifecycle.resurrectedGapDays} as resurrected_gap_days,
      ${text(rfm.method)} as rfm_method, ${exchangeRates.maximumAgeDays} as maximum_rate_age_days,
      ${quality.recentDays} as recent_days, ${models.churn.horizonDays} as churn_horizon_days`,
    as_of: `select date '${horizon.asOf}' as as_of_date, ${horizon.isComplete} as is_complete,
      start_of_business_date(date '${horizon.asOf}' + 1, ${zone}) as as_of_end_at`,
    event_types: `select * from (values ${eventTypes()
      .map(
        (row) =>
          `(${text(row.type)}, ${text(row.topic)}, ${row.is_interaction}, ${row.channel ? text(row.channel) : 'null'}, ${row.direction ? text(row.direction) : 'null'}, ${text(row.customer)})`,
      )
      .join(', ')}) as t(type, topic, is_interaction, channel, direction, customer)`,
    landing_counts: `with
        landed as (select topic, partition, count(*) filter (where landed_seq <= ${horizon.landedSeq}) as events,
            count(*) filter (where landed_seq > ${horizon.landedSeq}) as later_events,
            min(occurred_at) filter (where landed_seq <= ${horizon.landedSeq}) as first_at,
            max(occurred_at) filter (where landed_seq <= ${horizon.landedSeq}) as last_at,
            case when min(source) = max(source) then min(source) end as source
          from landing.events group by all),
        dead as (select topic, partition, count(*) as dead_letters from landing.dead_letters group by all),
        read as (select topic, partition, sum(read_count) as read_count from landing.positions group by all)
      select topic, partition, cast(coalesce(events, 0) as bigint) as events,
        cast(coalesce(later_events, 0) as bigint) as later_events, cast(coalesce(dead_letters, 0) as bigint) as dead_letters,
        cast(coalesce(read_count, 0) as bigint) as read_count, first_at, last_at, source,
        topic in (${supersededTopics}) as is_superseded
      from landed full join dead using (topic, partition) full join read using (topic, partition)`,
    landing_dead_letters: `select * exclude (payload) from landing.dead_letters`,
    landing_imports: `from landing.imports`,
    survivorship_rules: `select * from (values ${survivingFields
      .flatMap((field) => {
        const { strategy, sources } = identity.survivorship[field] ?? {
          strategy: defaultStrategy(field),
          sources: [],
        };
        return [`(${text(field)}, ${text(strategy)}, cast(null as varchar), 0)`].concat(
          sources.map((source, i) => `(${text(field)}, ${text(strategy)}, ${text(source)}, ${i + 1})`),
        );
      })
      .join(', ')}) as t(field, strategy, source, place)`,
    missing_rules: `select * from (values ${survivingFields
      .map((field) => {
        const rule = identity.missing[field] ?? { policy: 'keep' };
        return `(${text(field)}, ${text(rule.policy)}, ${text(rule.with ?? '')}, ${text(rule.value ?? '')})`;
      })
      .join(', ')}) as t(field, policy, fill_with, fill_value)`,
    mail_providers: `select * from (values ${mailProviders
      .flatMap(({ domains, canonical, ignoresDots }) =>
        domains.map((domain) => `(${text(domain)}, ${text(canonical ?? domain)}, ${ignoresDots})`),
      )
      .join(', ')}) as t(domain, known_as, ignores_dots)`,
    role_mailboxes: `select * from (values ${[...roleLocalParts]
      .map((local) => `(${text(local)})`)
      .join(', ')}) as t(local_part)`,
  };
}

/** Events whose (source, event_id) had landed before: appended for the new window only. */
async function makeDuplicates(
  connection: DuckDBConnection,
  state: State,
  horizon: Horizon,
  runId: string,
): Promise<void> {
  const name = 'duplicate_events';
  const from = state.nodes.get(name)?.landedSeq ?? 0;
  const to = horizon.landedSeq;
  if (state.nodes.has(name) && from === to) return;
  const earlier =
    from > 0
      ? `union all select e.landed_seq, e.source, e.event_id from landing.events as e
         semi join fresh using (source, event_id) where e.landed_seq <= ${from}`
      : '';
  await transaction(connection, async () => {
    await connection.run(
      `create table if not exists ${name} (landed_seq bigint, first_landed_seq bigint, is_conflict boolean, type varchar, source varchar)`,
    );
    await connection.run(`
      insert into ${name}
      with fresh as (select landed_seq, source, event_id from landing.events where landed_seq > ${from} and landed_seq <= ${to}),
        candidates as (select * from fresh ${earlier}),
        repeated as (select source, event_id, min(landed_seq) as first_landed_seq from candidates group by all having count(*) > 1)
      select e.landed_seq, r.first_landed_seq,
        e.type <> f.type or e.occurred_at <> f.occurred_at or e.payload <> f.payload as is_conflict, e.type, e.source
      from landing.events as e
      join repeated as r using (source, event_id)
      join landing.events as f on f.landed_seq = r.first_landed_seq
      where e.landed_seq > ${from} and e.landed_seq <= ${to} and e.landed_seq <> r.first_landed_seq
      order by e.landed_seq`);
    await saveSource(connection, state, name, await contentOf(connection, name), { landedSeq: to, runId });
  });
}

/**
 * On this connection, the events that staging may read: landed in (from, to], first of their (source, event_id).
 * An anti join streams; `not exists` would hold every payload in memory first and lose the order of landing.
 */
export async function setWindow(connection: DuckDBConnection, from: number, to: number): Promise<void> {
  await connection.run(`create or replace temp view accepted_events as
    select e.* from landing.events as e
    anti join workspace.duplicate_events as d on d.landed_seq = e.landed_seq
    where e.landed_seq > ${from} and e.landed_seq <= ${to}`);
}
