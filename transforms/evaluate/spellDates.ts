import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, ClienteleError, rows } from '../../warehouse/index.ts';
import { dayOf } from './cellValues.ts';

/** SQL: the day of a date, and the time behind it with two digits for its hour, if there is one. */
const dayPart = `regexp_extract(date, '^[^T ]+')`;
const timePart = String.raw`regexp_replace(regexp_replace(date, '^[^T ]+[T ]*', ' '), '^ (\d):', ' 0\1:')`;

/**
 * Spells the dates of `input` as ISO 8601 does where they all are written day first, or all month first, and the days tell
 * which (12/31/2026, 31.12.2026 8:30); otherwise they stay as they are.
 * @throws ClienteleError `dates-ambiguous` where both ways are possible and give other dates
 */
export async function spellDates(connection: DuckDBConnection, where: string): Promise<void> {
  const found = await rows<{ day: string }>(
    connection,
    `select distinct ${dayPart} as day from input where date is not null order by day`,
  );
  const days = found.map(({ day }) => day);
  const [form, other] = (['month first', 'day first'] as const).filter((one) =>
    days.every((day) => Number.isFinite(dayOf(day, one))),
  );
  if (days.length === 0 || !form) return;
  const unclear = other && days.find((day) => dayOf(day, form) !== dayOf(day, other));
  if (unclear !== undefined)
    throw new ClienteleError(
      'dates-ambiguous',
      `${where}: dates such as ${unclear} may have their day first or their month; write them as 2026-03-31`,
    );
  const iso = days.map((day) => new Date(dayOf(day, form) * 86_400_000).toISOString().slice(0, 10));
  await connection.run('create or replace temp table spelled_days (day varchar, spelled varchar)');
  await appendColumns(connection, 'spelled_days', [VARCHAR, VARCHAR], [days, iso]);
  await connection.run(
    `create or replace temp table input as
     select i.* replace (s.spelled || rtrim(${timePart}) as date)
     from input as i left join spelled_days as s on s.day = ${dayPart} order by row_number`,
  );
}
