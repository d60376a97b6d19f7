import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import { byByte, byCodePoint, characterParts, characterSql, longestByCodePoint } from './codePoints.ts';
import { sampled } from './content.ts';
import type { Feature } from './features.ts';
import { characterColumn, type Measures } from './patternSql.ts';
import { writingColumn, writingSql, writtenNames } from './writing.ts';

/**
 * Features are measured by byte, which is faster, where every value is ASCII, or where the characters that
 * are not are so few that ASCII has one to spare for each: in Cyrillic, Greek, Arabic, Devanagari, and Latin
 * with marks, not in Chinese. What is equal stays equal, and as many characters differ.
 */
export async function measuresOf(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<Measures> {
  if (features.length === 0) return { records: 'match_records', strings: [] };
  const list = features.map(({ column }, f) =>
    column
      ? `coalesce(bool_and(strlen(${identifier(column)}) = length(${identifier(column)})), true) as f${f}`
      : `true as f${f}`,
  );
  const [isAscii = {}] = await rows<Record<string, boolean>>(
    connection,
    `select ${list.join(', ')} from match_records`,
  );
  const strings = features.map((_, f) => (isAscii[`f${f}`] ? byByte : byCodePoint));
  const written: string[] = [];
  for (const group of comparedTogether(features)) {
    if (group.every((f) => strings[f] === byByte) || group.some((f) => features[f]?.isSpoken)) continue;
    const columns = group.map((f) => identifier(features[f]?.column ?? ''));
    const standIns = await standInsOf(connection, columns);
    if (!standIns) continue;
    for (const f of group) strings[f] = byByte;
    const { from, to } = standIns;
    written.push(
      ...columns.map((column) => `translate(${column}, ${literal(from)}, ${literal(to)}) as ${column}`),
    );
  }
  const isWritten = await areInSeveralScripts(connection, features);
  const told = features.flatMap(({ name, column, comparison }, f) =>
    column !== undefined && strings[f] === byCodePoint && comparison.isByLikeness && !isName(name) ? [f] : [],
  );
  const characters = told.flatMap((f) => {
    const { name = '', column = '' } = features[f] ?? {};
    const sql = characterSql(identifier(column));
    return characterParts.map((part) => `, ${sql[part]} as ${identifier(characterColumn(name, part))}`);
  });
  if (!isWritten && written.length === 0 && told.length === 0) return { records: 'match_records', strings };
  // made once, since each comparison would work out anew what is added
  await connection.run(
    `create or replace temp table match_compared as
     select *${written.length > 0 ? ` replace (${written.join(', ')})` : ''}${characters.join('')}
     from match_records${isWritten ? ' join match_written using (rid)' : ''}`,
  );
  return { records: 'match_compared', strings, isWritten, told };
}

/** Names may be exchanged, and what is said of each beforehand is of the other then. */
const isName = (name: string): boolean => name === 'given_name' || name === 'family_name';

/**
 * Whether names, given and family, are written in several scripts; where they are, makes `match_written` (rid, one
 * column a name).
 */
async function areInSeveralScripts(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<boolean> {
  if (!writtenNames.every((name) => features.some((feature) => feature.name === name))) return false;
  const isForeign = writtenNames
    .map((name) => `coalesce(strlen(${name}) > length(${name}), false)`)
    .join(' or ');
  const [some] = await rows<{ foreign: boolean }>(
    connection,
    `select exists (from match_records where ${isForeign}) as foreign`,
  );
  if (!some?.foreign) return false;
  const columns = writtenNames.map(writingColumn);
  await connection.run(
    `create or replace temp table match_written as
     select rid, ${writtenNames.map((name) => `${writingSql(name)} as ${writingColumn(name)}`).join(', ')} from match_records`,
  );
  const [row] = await rows<{ several: boolean }>(
    connection,
    `select count(distinct w) > 1 as several from (${columns.map((column) => `select ${column} as w from match_written`).join(' union all ')})`,
  );
  return row?.several ?? false;
}

/**
 * Features whose values are compared with each other: given and family name, which may be exchanged, and
 * every other alone.
 */
function comparedTogether(features: readonly Feature[]): readonly (readonly number[])[] {
  const names = features.flatMap(({ name }, f) => (isName(name) ? [f] : []));
  const others = features.flatMap(({ column }, f) => (column && !names.includes(f) ? [[f]] : []));
  return names.length > 0 ? [names, ...others] : others;
}

/** Values that are looked at first: scripts of many characters show themselves soon. */
const few = 500;

/** Characters that are safe in a text of SQL. */
const ascii = Array.from({ length: 126 }, (_, i) => String.fromCharCode(i + 1)).filter(
  (one) => !/[\t-\r']/.test(one),
);

/** What stands for which character, alongside. */
interface StandIns {
  readonly from: string;
  readonly to: string;
}

/** One-byte stand-ins for the characters of the columns; undefined where ASCII has too few of them to spare. */
async function standInsOf(
  connection: DuckDBConnection,
  columns: readonly string[],
): Promise<StandIns | undefined> {
  const values = columns.map((column) => `select ${column} as v from match_records`).join(' union all ');
  const ofFew = await standInsFor(connection, sampled(values, few));
  return ofFew && standInsFor(connection, `(select distinct v from (${values}))`);
}

/** ASCII characters that no value of a relation (v) has, for those of its characters that are not ASCII. */
async function standInsFor(connection: DuckDBConnection, values: string): Promise<StandIns | undefined> {
  const [found] = await rows<{ characters: string | null; longest: number | null }>(
    connection,
    `select string_agg(distinct c, '') as characters, max(n)::int as longest
     from (select unnest(string_split(v, '')) as c, length(v) as n from ${values} where v <> '')`,
  );
  const characters = [...(found?.characters ?? '')].sort();
  const foreign = characters.filter((one) => one > '\u007f');
  const free = ascii.filter((one) => !characters.includes(one));
  // longer ones are compared by their beginnings, and by all of them here: one rule for both
  if (foreign.length > free.length || (found?.longest ?? 0) > longestByCodePoint) return undefined;
  return { from: foreign.join(''), to: free.slice(0, foreign.length).join('') };
}
