import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';
import type { MatchField } from './normalise.ts';

/**
 * Of the records of a file that are equal in every field, so many stay: the fit, and the means of groups, are
 * to know that there are many.
 */
const kept = 30;

/** Records that were set aside: with which they go, if these two are one person. */
export interface Copies {
  readonly record: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Records out of the way of a match, and how to put them back. */
export interface Aside {
  readonly copies: Copies;
  readonly restore: () => Promise<void>;
}

export const nothingAside: Aside = {
  copies: { record: [], first: [], second: [] },
  restore: async () => undefined,
};

/**
 * Takes all but a few of the records of a file that are equal in every field out of `match_records`: hundreds
 * of them would fill the blocks of all rules, and say no more than the few. `restore` puts them back.
 */
export async function setCopiesAside(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
): Promise<Aside> {
  const values = ['source', ...fields.map(({ name }) => identifier(name))].join(', ');
  await connection.run(`
    create or replace temp table match_many as
      select hash(${values}) as likeness from match_records group by likeness having count(*) > ${kept};
    create or replace temp table match_copies as
      select rid, place, first, second from (
        select rid, row_number() over likes as place, first_value(rid) over likes as first, nth_value(rid, 2) over likes as second
        from match_records where hash(${values}) in (select likeness from match_many)
        window likes as (partition by ${values} order by rid))
      where place > ${kept};
    create or replace temp table match_aside as from match_records where rid in (select rid from match_copies);
    delete from match_records where rid in (select rid from match_copies)`);
  const reader = await connection.runAndReadAll('select rid, first, second from match_copies order by rid');
  const [record = [], first = [], second = []] =
    reader.getColumns() as unknown as readonly (readonly number[])[];
  return {
    copies: { record, first, second },
    restore: async () => {
      await connection.run(`
        insert into match_records from match_aside;
        drop table match_aside; drop table match_copies; drop table match_many`);
    },
  };
}

/** The people, and each copy with the first of its like where the second goes with it. */
export function withCopies(
  people: ReadonlyMap<number, number>,
  { record, first, second }: Copies,
): ReadonlyMap<number, number> {
  if (record.length === 0) return people;
  const all = new Map(people);
  record.forEach((copy, i) => {
    const person = people.get(first[i] as number);
    if (person !== undefined && person === people.get(second[i] as number)) all.set(copy, person);
  });
  return all;
}
