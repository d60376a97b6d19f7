import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, literal } from '../../warehouse/index.ts';
import { fold, isPinyinSurname, splitName, standardiseName } from '../standardise/light/index.ts';

const plainHan = /^\p{Script=Han}{2,4}$/u;
const hanWords = /^(\p{Script=Han}+) (\p{Script=Han}+)$/u;
/** forms of address, which are no given name */
const titled = /(?:先生|女士|小姐|太太|老师|经理|总|阿姨|师傅)$/u;

/** Given and family name of a full name that is Chinese, Korean or pinyin, as the standard form has them. */
export function nameParts(name: string): readonly [given: string | null, family: string | null] {
  const [, first, second] = hanWords.exec(name) ?? [];
  if (first && second) return [second, first];
  const isPlain = plainHan.test(name) ? !titled.test(name) : /^[a-z' -]+$/.test(name);
  const { given, family } = isPlain ? splitName(name, false) : standardiseName(name);
  return [given && fold(given), family && fold(family)];
}

/** Whether a full name, folded, is written in characters or syllables: the first of its words is not its given name. */
const isEastAsian = (x: string) => `regexp_matches(${x}, '[\\p{Han}\\p{Hangul}]')`;

/**
 * Makes the temporary table `match_names` (value, given, family): each distinct full name, among those that the SELECTs give,
 * that is not written as Latin names are. Other names are split by SQL.
 *
 * @param spelled SELECTs of one column `value`: full names, folded, those in ASCII without punctuation
 */
export async function createNameParts(
  connection: DuckDBConnection,
  spelled: readonly string[],
): Promise<void> {
  await connection.run(
    'create or replace temp table match_names (value varchar, given varchar, family varchar)',
  );
  if (spelled.length === 0) return;
  const all = spelled.map((one) => `(${one})`).join(' union all ');
  const firsts = await connection.runAndReadAll(
    `select distinct regexp_extract(value, '^([a-z]+) [a-z]', 1) from (${all})`,
  );
  const surnames = ((firsts.getColumns()[0] ?? []) as readonly (string | null)[]).filter(
    (word): word is string => Boolean(word) && isPinyinSurname(word ?? ''),
  );
  const isPinyin =
    surnames.length > 0
      ? `regexp_extract(value, '^([a-z]+) [a-z]', 1) in (${surnames.map(literal).join(', ')})`
      : 'false';
  const reader = await connection.runAndReadAll(
    `select distinct value from (${all}) where ${isEastAsian('value')} or ${isPinyin}`,
  );
  const values = (reader.getColumns()[0] ?? []) as readonly string[];
  await append(connection, 'match_names', values, nameParts);
}

/** Fills a temporary table of texts: each value, then what it is made into. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  values: readonly string[],
  made: (value: string) => readonly (string | null)[],
): Promise<void> {
  const rows = values.map((value) => [value, ...made(value)]);
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? null));
  await appendColumns(
    connection,
    table,
    columns.map(() => VARCHAR),
    columns,
  );
}
