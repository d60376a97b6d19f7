import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import type { OversizedBlock } from './candidates.ts';
import { type FieldKind, identifierKinds, nameKinds } from './fields.ts';
import type { MatchField } from './normalise.ts';

/**
 * A date is a form's proposal where so many records hold it, so large a share of all, so many times what one
 * date has, and so many times what the same day of the years around it has: where only the year is known, the
 * first of January is common in all of them.
 */
const proposed = { records: 10, share: 0.01, times: 10, timesOfDay: 4, years: 10 } as const;

/** Those who hold a date are one person, where the commonest of their names is that of so large a share of them. */
const ofOnePerson = 1 / 3;

const birthDates = (fields: readonly MatchField[]) => fields.filter(({ kind }) => kind === 'birth_date');

/**
 * Birth dates of `match_records` that a form put where none was given (1 January 1990): they say nothing of
 * who somebody is, and would make one person of all who have a common name. Years alone, of which each has
 * many, are none, nor is the date of one person who has many records.
 */
export async function findPlaceholders(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
): Promise<readonly OversizedBlock[]> {
  const found: OversizedBlock[] = [];
  for (const { name } of birthDates(fields)) {
    const common = await rows<OversizedBlock>(
      connection,
      `with held as (
           select ${identifier(name)} as value, count(*) as records from match_records where ${identifier(name)} is not null group by 1)
         select ${literal(name)} as rule, value, records::double as records
         from held cross join (select sum(records) as "all", avg(records) as usual from held)
         where length(value) = 8 and records >= ${proposed.records} and records > ${proposed.share} * "all"
           and records > ${proposed.times} * usual
           and records > ${proposed.timesOfDay} * (
             select coalesce(sum(o.records), 0) / ${2 * proposed.years} from held as o
             where length(o.value) = 8 and right(o.value, 4) = right(held.value, 4) and o.value <> held.value
               and abs(try_cast(left(o.value, 4) as int) - try_cast(left(held.value, 4) as int)) <= ${proposed.years})
         order by records desc, value`,
    );
    for (const date of common) if (!(await isOfOnePerson(connection, fields, date))) found.push(date);
  }
  return found;
}

/**
 * Whether those who hold a date are called alike, in each name that the records have, and share a telephone, an address of
 * e-mail or another identifier where they have any.
 */
async function isOfOnePerson(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
  { rule, value }: OversizedBlock,
): Promise<boolean> {
  const shares = async (kinds: ReadonlySet<FieldKind>) => {
    const found: number[] = [];
    for (const { name } of fields.filter(({ kind }) => kinds.has(kind))) {
      const [row] = await rows<{ share: number | null }>(
        connection,
        `select max(n) / sum(n)::double as share from (
           select count(*) as n from match_records
           where ${identifier(rule)} = ${literal(value)} and ${identifier(name)} is not null group by ${identifier(name)})`,
      );
      if (row?.share) found.push(row.share);
    }
    return found;
  };
  const names = await shares(nameKinds);
  if (names.length === 0 || Math.min(...names) < ofOnePerson) return false;
  const identifiers = await shares(identifierKinds);
  return identifiers.length === 0 || Math.max(...identifiers) >= ofOnePerson;
}

/** Takes such dates, among the shared values of a fit, out of a table of records: they are missing. */
export async function dropPlaceholders(
  connection: DuckDBConnection,
  table: string,
  fields: readonly MatchField[],
  shared: readonly OversizedBlock[],
): Promise<void> {
  for (const { name } of birthDates(fields)) {
    const values = shared.flatMap(({ rule, value }) => (rule === name ? [literal(value)] : []));
    if (values.length > 0)
      await connection.run(
        `update ${table} set ${identifier(name)} = null where ${identifier(name)} in (${values.join(', ')})`,
      );
  }
}
