import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, literal, rows } from '../../warehouse/index.ts';
import {
  arePeople,
  fold,
  hasChineseTitle,
  isNobody,
  isPinyinSurname,
  isSurname,
  type SplitName,
  splitName,
  standardiseName,
  tidyName,
} from '../standardise/light/index.ts';
import type { NameOrder } from './conventions.ts';
import { isEastAsian } from './plainForms.ts';

const plainHan = /^\p{Script=Han}{2,4}$/u;
/** too short for a remark beside a name */
const shortHan = /^\p{Script=Han}{2,3}$/u;
const hanWords = /^(\p{Script=Han}+) (\p{Script=Han}+)$/u;

/** 王**, 欧阳*, 张*明: the family name and what hides the given name */
const maskedHan = /^(\p{Script=Han}{1,2}?)(?:[*●○〇×]+|x{1,3})\p{Script=Han}?$/u;

/** signs that hide characters, which a tidy name has not at its ends */
const hides = /[*●○〇×]/;

/** 那仁·阿不都, which has no family name, and the signs that stand for its dot */
const dotted = /^\p{Script=Han}{2,}(?:[·•・.]\p{Script=Han}{2,})+$/u;
const dots = /[·•・.]/g;

/** The names of a table that are written with a dot, without it. */
const undottedAmong = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => (dotted.test(name) ? [name.replaceAll(dots, '')] : []));

/**
 * Such a name as it is compared, without its dot, for which a space may stand where others have one; undefined
 * for any other.
 */
function undotted(name: string, plain: ReadonlySet<string>): string | undefined {
  if (dotted.test(name)) return name.replaceAll(dots, '');
  if (plain.has(name)) return name;
  const [, first = '', second = ''] = hanWords.exec(name) ?? [];
  const isSpaced = plain.size > 0 && first.length > 1 && second.length > 1 && !isSurname(first);
  return isSpaced ? first + second : undefined;
}

type NameParts = readonly [given: string | null, family: string | null];

/**
 * Given and family name of a full name that is Chinese, Korean or pinyin, as the standard form has them; neither of
 * bynames.
 */
export function nameParts(name: string): NameParts {
  const [, visible] = maskedHan.exec(name) ?? [];
  // what is masked is a given name, so that one character is the family name, however rare
  if (visible) return [null, fold(splitName(visible, true).family ?? '') || null];
  if (/^[a-z' -]+$/.test(name)) return folded(splitName(name, false));
  const tidy = shortHan.test(name) || hides.test(name) ? name : tidyName(name);
  if (isNobody(tidy) || arePeople(tidy)) return [null, null];
  const [, first, second] = hanWords.exec(tidy) ?? [];
  if (first && second) return [second, first];
  const isPlain = plainHan.test(tidy) && !hasChineseTitle(tidy);
  return folded(isPlain ? splitName(tidy, false) : standardiseName(name));
}

const folded = ({ given, family }: Pick<SplitName, 'given' | 'family'>): NameParts => [
  given && fold(given),
  family && fold(family),
];

/**
 * Makes the temporary table `match_names` (value, given, family): each full name of `match_spelled` that is not written
 * as Latin names are, its given name first. Other names are split by SQL.
 *
 * @param known names that a table before had with a dot, without it
 * @returns the names that have a dot, without it, or those known
 */
export async function createNameParts(
  connection: DuckDBConnection,
  known?: readonly string[],
): Promise<readonly string[]> {
  await connection.run(
    'create or replace temp table match_names (value varchar, given varchar, family varchar)',
  );
  const firsts = await connection.runAndReadAll(
    "select distinct regexp_extract(value, '^([a-z]+) [a-z]', 1) from match_spelled",
  );
  const surnames = ((firsts.getColumns()[0] ?? []) as readonly (string | null)[]).filter(
    (word): word is string => Boolean(word) && isPinyinSurname(word ?? ''),
  );
  const isPinyin =
    surnames.length > 0
      ? `regexp_extract(value, '^([a-z]+) [a-z]', 1) in (${surnames.map(literal).join(', ')})`
      : 'false';
  const reader = await connection.runAndReadAll(
    `select value from match_spelled where ${isEastAsian('value')} or ${isPinyin}`,
  );
  const values = (reader.getColumns()[0] ?? []) as readonly string[];
  const withDots = new Set(known ?? undottedAmong(values));
  await append(connection, 'match_names', values, (name) => {
    const whole = undotted(name, withDots);
    return whole === undefined ? nameParts(name) : [whole, null];
  });
  return [...withDots];
}

/**
 * A name is turned round where its words stand the other way round in the other names so many times as often,
 * and one of its words so much more often: Serafin Linda beside Edward Serafin and three more called Linda.
 */
const turned = { times: 3, words: 3 } as const;
/** Names that are turned tell more of the others; after so many rounds hardly any is left that changes. */
const mostRounds = 6;

/**
 * The names in letters whose family name stands first, and single words that are mostly given names, as the
 * other names of `match_spelled` tell that are not in `match_names`.
 */
export async function findNameOrder(connection: DuckDBConnection): Promise<NameOrder> {
  await connection.run(`create or replace temp table match_order as
    select value, regexp_extract(value, '^[^ ]+') as a, regexp_extract(value, '[^ ]+$') as b,
      length(value) - length(replace(value, ' ', '')) + 1 as words, false as turned
    from match_spelled
    where value <> '' and value not in (select value from match_names)`);
  for (let round = 0; round < mostRounds; round++) {
    await countWords(connection);
    // how often the words of a name stand as given and as family name in the others
    await connection.run(`create or replace temp table match_turned as
      select value, (fa + 0.5) * (gb + 0.5) > ${turned.times} * (ga + 0.5) * (fb + 0.5)
        and greatest(fa - ga, gb - fb) >= ${turned.words} as is_turned
      from (
        select o.value, o.turned, x.given - (not o.turned)::int as ga, x.family - o.turned::int as fa,
          y.given - o.turned::int as gb, y.family - (not o.turned)::int as fb
        from match_order as o join match_words as x on x.word = o.a join match_words as y on y.word = o.b
        where o.words = 2 and o.a <> o.b)
      where is_turned <> turned`);
    const changed = await connection.runAndReadAll(
      `update match_order set turned = is_turned from match_turned as t where t.value = match_order.value`,
    );
    if (Number(changed.getRows()[0]?.[0]) === 0) break;
  }
  const valuesOf = async (select: string) => {
    const reader = await connection.runAndReadAll(`${select} order by value`);
    return (reader.getColumns()[0] ?? []) as readonly string[];
  };
  const order = {
    turned: await valuesOf('select value from match_order where turned'),
    given: await valuesOf(
      'select value from match_order join match_words on word = value where words = 1 and given > family',
    ),
  };
  await connection.run('drop table match_order; drop table match_words; drop table if exists match_turned');
  return order;
}

/** Adds to `match_names` the names of which the others told how they are read. */
export async function addNameOrder(
  connection: DuckDBConnection,
  { turned, given }: NameOrder,
): Promise<void> {
  await append(connection, 'match_names', turned, (name) => {
    const words = name.split(' ');
    return [words.at(-1) ?? null, words[0] ?? null];
  });
  await append(connection, 'match_names', given, (word) => [word, null]);
}

/** Whether `match_names` has any. */
export async function areNamesKnown(connection: DuckDBConnection): Promise<boolean> {
  const [row] = await rows<{ some: boolean }>(connection, 'select exists (from match_names) as some');
  return row?.some ?? false;
}

/**
 * Makes `match_words` (word, given, family): how many names each word begins and ends, as far as their order
 * is known.
 */
const countWords = (connection: DuckDBConnection) =>
  connection.run(`create or replace temp table match_words as
    select word, count(*) filter (where is_given)::int as given, count(*) filter (where not is_given)::int as family
    from (
      select unnest([a, b]) as word, unnest([not turned, turned]) as is_given from match_order where words > 1)
    group by word`);

/** Fills a temporary table of texts: each value, then what it is made into. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  values: readonly string[],
  made: (value: string) => readonly (string | null)[],
): Promise<void> {
  const filled = values.map((value) => [value, ...made(value)]);
  const columns = (filled[0] ?? []).map((_, i) => filled.map((row) => row[i] ?? null));
  await appendColumns(
    connection,
    table,
    columns.map(() => VARCHAR),
    columns,
  );
}
