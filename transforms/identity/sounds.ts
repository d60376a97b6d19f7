import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';
import { givenPinyin, surnamePinyin } from '../standardise/light/index.ts';
import { append } from './nameParts.ts';

/** The names that are compared across scripts, and how each is read. */
const readings = { given_name: givenPinyin, family_name: surnamePinyin } as const;

export type Spoken = keyof typeof readings;
export const spokenNames = Object.keys(readings) as readonly Spoken[];

/** The column of `match_records` with the pinyin of a name in characters; null for names in letters. */
export const soundColumn = (name: string): string => `${name}_sound`;

/** A name as it sounds: its pinyin, or its own letters with ü in one spelling and without gaps. */
export const soundSql = (name: string, sound: string): string =>
  `coalesce(${sound}, regexp_replace(replace(${name}, ' ', ''), '([ln])(yu|v)', '\\1u', 'g'))`;

/**
 * Adds to a table of records the columns `given_name_sound` and `family_name_sound`. Each distinct name is read once.
 * @returns the names, where some are written in characters
 */
export async function addSounds(
  connection: DuckDBConnection,
  table: string,
  names: readonly Spoken[],
): Promise<readonly string[]> {
  let isWritten = false;
  for (const name of spokenNames) {
    await connection.run(`alter table ${table} add column ${soundColumn(name)} varchar`);
    if (!names.includes(name)) continue;
    const column = identifier(name);
    const reader = await connection.runAndReadAll(
      `select distinct ${column} from ${table} where regexp_matches(${column}, '\\p{Han}')`,
    );
    const values = (reader.getColumns()[0] ?? []) as readonly string[];
    if (values.length === 0) continue;
    isWritten = true;
    await connection.run('create or replace temp table match_sounds (value varchar, sound varchar)');
    await append(connection, 'match_sounds', values, (value) => [readings[name](value) || null]);
    await connection.run(
      `update ${table} set ${soundColumn(name)} = s.sound from match_sounds as s where s.value = ${table}.${column}`,
    );
  }
  return isWritten ? names : [];
}
