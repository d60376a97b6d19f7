import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, rows } from '../../warehouse/index.ts';

/** Two numbers of one or two digits and a year, a time behind them or not. */
const parts = String.raw`regexp_extract(date, '^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[T ]+(.*))?$', ['first', 'mark', 'second', 'year', 'time'])`;

const spelled = (month: string, day: string) =>
  `try_cast(printf('%s-%s-%s', lpad(p.year, 4, '0'), lpad(p.${month}, 2, '0'), lpad(p.${day}, 2, '0')) as date)`;

/**
 * Spells the dates of `input` as ISO 8601 does where they all are written day first, or all month first, and the days tell
 * which (12/31/2026, 31.12.2026 08:30); otherwise they stay as they are.
 * @throws ClienteleError `dates-ambiguous` where no day is beyond the twelfth
 */
export async function spellDates(connection: DuckDBConnection, where: string): Promise<void> {
  const [found] = await rows<{ dates: bigint; month_first: bigint; day_first: bigint; example: string }>(
    connection,
    `select count(*) as dates, count(${spelled('first', 'second')}) as month_first,
       count(${spelled('second', 'first')}) as day_first, min(date) as example
     from (select date, ${parts} as p from input where date is not null)`,
  );
  const dates = Number(found?.dates ?? 0);
  const isMonthFirst = dates > 0 && Number(found?.month_first) === dates;
  const isDayFirst = dates > 0 && Number(found?.day_first) === dates;
  if (isMonthFirst && isDayFirst)
    throw new ClienteleError(
      'dates-ambiguous',
      `${where}: dates such as ${found?.example} may have their day first or their month; write them as 2026-03-31`,
    );
  if (!isMonthFirst && !isDayFirst) return;
  const date = isMonthFirst ? spelled('first', 'second') : spelled('second', 'first');
  const time = String.raw`coalesce(' ' || regexp_replace(nullif(p.time, ''), '^(\d):', '0\1:'), '')`;
  await connection.run(
    `create or replace temp table input as
     select * exclude (p) replace (cast(${date} as varchar) || ${time} as date) from (select *, ${parts} as p from input)`,
  );
}
