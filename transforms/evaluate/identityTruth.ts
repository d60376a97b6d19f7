import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { clusters } from '../identity/clusters.ts';
import { recordKey } from './identityInput.ts';
import { readWholeFile, rowNumber } from './inputFile.ts';
import { pairSide } from './labelWords.ts';
import { isMissing } from './missing.ts';
import type { RecordName } from './recordNames.ts';

/** Febrl numbers its copies: rec-7-org and rec-7-dup-0 are one person. */
const copyNumber = /^(.*?)[-_](?:org|orig|original|dup(?:[-_]?\d+)?|copy(?:[-_]?\d+)?)$/i;

/**
 * The true person of each record, in the order of the records, from a column of `table`; a record without one, or with
 * a word for none (NA, unknown), is alone. Where no two values are equal,
 * numbers of copies are taken off (`rec-7-dup-0` is `rec-7`).
 */
export async function truthFromColumn(
  connection: DuckDBConnection,
  table: string,
  column: string,
): Promise<readonly string[]> {
  const found = await rows<{ truth: string | null }>(
    connection,
    `select ${identifier(column)}::varchar as truth from match_records as m join ${identifier(table)} as t on t.${identifier(recordKey)} = m.key order by m.rid`,
  );
  const values = found.map(({ truth }, i) =>
    truth === null || isMissing(truth, 'customers') ? `\u0000${i}` : truth,
  );
  const isNumbered = new Set(values).size === values.length;
  return isNumbered ? values.map((value) => copyNumber.exec(value)?.[1] ?? value) : values;
}

/** A column that says of a pair how sure it is, or whether it is one: splink calls it `clerical_match_score`. */
const isScore = (header: string) =>
  /^(?:clerical_)?(?:match_)?(?:score|probability)$|^(?:is_)?match$|^label$/i.test(header);

interface TruePair {
  readonly left: string | null;
  readonly right: string | null;
}

/**
 * The true person of each record from a file of pairs of ids: its first two columns, or those that end in `_l` and
 * `_r`. A column of scores or labels, if there is one, keeps the pairs above one half, and those that are said to be
 * one. Pairs are closed transitively.
 * @param names what the records are called, in their order
 * @throws ClienteleError `truth-unknown-id`, `truth-ambiguous-id`, `truth-columns`, `truth-label`
 */
export async function truthFromPairs(
  connection: DuckDBConnection,
  file: string,
  names: readonly RecordName[],
  isLink: boolean,
): Promise<readonly string[]> {
  const { headers } = await readWholeFile(connection, file, 'truth_pairs');
  const isId = (header: string) => /id/i.test(header) && !/source/i.test(header);
  const [left, right] = [
    headers.find((header) => /_l$/i.test(header) && isId(header)) ?? headers[0],
    headers.find((header) => /_r$/i.test(header) && isId(header)) ?? headers[1],
  ];
  if (left === undefined || right === undefined)
    throw new ClienteleError(
      'truth-columns',
      `${file} needs two columns of ids; it has ${headers.join(', ')}`,
    );
  const score = headers.find((header) => isScore(header) && header !== left && header !== right);
  const listed = await rows<TruePair & { score: string | null; row: number }>(
    connection,
    `select ${identifier(left)} as left, ${identifier(right)} as right, ${score ? identifier(score) : 'null'} as score,
       ${identifier(rowNumber)}::double as row from truth_pairs order by row`,
  );
  const pairs = score ? listed.filter((one) => isTrue(one, file, score)) : listed;
  const places = placesOf(pairs, names, isLink, file);
  const firstOf = clusters({
    left: pairs.map(({ left: id }) => places.left(id)),
    right: pairs.map(({ right: id }) => places.right(id)),
  });
  return names.map((_, i) => String(firstOf.get(i) ?? i));
}

function isTrue(
  { score, row }: { readonly score: string | null; readonly row: number },
  file: string,
  header: string,
): boolean {
  if (score === null) return false;
  const number = Number(score);
  if (!Number.isNaN(number)) return number > 0.5;
  const side = pairSide(score);
  if (side === undefined)
    throw new ClienteleError(
      'truth-label',
      `${file}, row ${row}: ${header} is "${score}"; use a number, or yes and no`,
    );
  return side === 1;
}

/**
 * Which record an id on either side of the pairs is. Two files may number their records alike: in a link one side is of
 * the first file and the other of the second, the left of the first where either could be.
 */
function placesOf(
  pairs: readonly TruePair[],
  names: readonly RecordName[],
  isLink: boolean,
  file: string,
): Readonly<Record<'left' | 'right', (id: string | null) => number>> {
  const places = [0, 1].map(
    (of) => new Map(names.flatMap((name, i) => (name.file === of ? [[name.id, i] as const] : []))),
  );
  const placeIn = (of: number, id: string | null) => (id === null ? undefined : places[of]?.get(id));
  const isSided = (left: number, right: number) =>
    isLink &&
    pairs.every((one) => placeIn(left, one.left) !== undefined && placeIn(right, one.right) !== undefined);
  const lookUp = (among: readonly number[]) => (id: string | null) => {
    const [place, other] = among.flatMap((of) => placeIn(of, id) ?? []);
    if (place === undefined)
      throw new ClienteleError(
        'truth-unknown-id',
        `${file}: no record has the id "${id ?? ''}"; name the column of ids by --id`,
      );
    if (other !== undefined)
      throw new ClienteleError(
        'truth-ambiguous-id',
        `${file}: a record of either file has the id "${id}"; give ids that differ, or match across the files by --link`,
      );
    return place;
  };
  if (isSided(0, 1)) return { left: lookUp([0]), right: lookUp([1]) };
  if (isSided(1, 0)) return { left: lookUp([1]), right: lookUp([0]) };
  return { left: lookUp([0, 1]), right: lookUp([0, 1]) };
}
