import type { DuckDBConnection } from '@duckdb/node-api';
import { type Config, rows } from '../../warehouse/index.ts';
import { daysBetween } from '../days.ts';
import type { BusinessDays, Horizon } from './sources.ts';

/** What is odd about a build that was asked for, told before its tables are made. */
export async function warningsOf(
  connection: DuckDBConnection,
  config: Config,
  horizon: Horizon,
  days: BusinessDays,
): Promise<readonly string[]> {
  const stray = strayAsOf(horizon.asOf, days);
  return [
    ...(stray.length > 0 ? stray : await missingPurchases(connection, config, horizon)),
    ...(await openErasures(connection, config, horizon)),
  ];
}

/** So many days without an event are still a quiet business, and no slip of the pen. */
const quietDays = 92;

/** A business date outside of the days of the business: customers would all be unborn, or all be gone. */
function strayAsOf(asOf: string, { first, last }: BusinessDays): readonly string[] {
  if (first === null) return [];
  const days = daysBetween(last, asOf);
  if (asOf < first)
    return [`as of ${asOf} is before the first event of the business (${first}): nothing counts`];
  if (days <= quietDays) return [];
  return [
    `as of ${asOf} is ${days.toLocaleString('en')} days after the last event of the business (${last}): every customer looks inactive`,
  ];
}

/** From so many gaps between days with purchases on, how long one usually is can be said. */
const tellingGaps = 10;
/** Purchases are missed after so many times the gap that nineteen in twenty do not exceed. */
const usualGaps = 3;

/**
 * Days without a purchase at the end count as days without revenue, which they are not where the purchases of
 * those days have yet to land, while another file reaches further.
 */
async function missingPurchases(
  connection: DuckDBConnection,
  { business: { timeZone } }: Config,
  { asOf, landedSeq }: Horizon,
): Promise<readonly string[]> {
  const [found] = await rows<{ last: string | null; usual: bigint | null; gaps: bigint }>(
    connection,
    // days of UTC will do for gaps, and take no time zone for every purchase
    `with
       purchases as (
         select occurred_at from landing.events
         where type = 'purchase.completed' and landed_seq <= $2::bigint
           and occurred_at < timezone($1, cast(cast($3 as date) + 1 as timestamp)) at time zone 'UTC'
       ),
       newest as (select max(occurred_at) as last_at from purchases),
       days as (
         select distinct cast(p.occurred_at as date) as day
         from purchases as p cross join newest as n where p.occurred_at > n.last_at - interval 365 days
       ),
       gaps as (select day - lag(day) over (order by day) as gap from days)
     select
       (select cast(cast(last_at at time zone 'UTC' at time zone $1 as date) as varchar) from newest) as last,
       quantile_disc(gap, 0.95) as usual, count(gap) as gaps
     from gaps`,
    [timeZone, landedSeq, asOf],
  );
  if (!found?.last || found.usual === null || found.gaps < tellingGaps) return [];
  const days = daysBetween(found.last, asOf);
  if (days <= usualGaps * Number(found.usual)) return [];
  return [
    `no purchase since ${found.last}, ${days} days before the as-of date ${asOf}, where they were seldom more than ${plural(Number(found.usual), 'day')} apart: these days count as days without revenue. If their purchases have not landed yet, build with --as-of ${found.last}`,
  ];
}

/** Requests to be forgotten: they are kept and counted, and nothing carries them out. */
async function openErasures(
  connection: DuckDBConnection,
  { business: { timeZone } }: Config,
  { landedSeq }: Horizon,
): Promise<readonly string[]> {
  const [found] = await rows<{ requests: bigint; first: string | null }>(
    connection,
    `select count(distinct (source, event_id)) as requests,
       cast(cast(min(occurred_at) at time zone 'UTC' at time zone $1 as date) as varchar) as first
     from landing.events where type = 'privacy.erasure_requested' and landed_seq <= $2::bigint`,
    [timeZone, landedSeq],
  );
  if (!found?.first) return [];
  return [
    `${plural(Number(found.requests), 'request')} of erasure (privacy.erasure_requested) since ${found.first} not carried out: clientele does not erase yet, so what is known of these people is still in landing and in every table`,
  ];
}

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
