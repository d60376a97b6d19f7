import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { clusters } from '../identity/clusters.ts';
import { readWholeFile } from './inputFile.ts';

/** The column of record numbers beside the headers of a file, which have no white space in front. */
export const recordKey = ' key';

/** Febrl numbers its copies: rec-7-org and rec-7-dup-0 are one person. */
const copyNumber = /^(.*?)[-_](?:org|orig|original|dup(?:[-_]?\d+)?|copy(?:[-_]?\d+)?)$/i;

/**
 * The true person of each record, in the order of the records, from a column of `table`; a record without one is alone.
 * Where no two values are equal, numbers of copies are taken off (`rec-7-dup-0` is `rec-7`).
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
  const values = found.map(({ truth }, i) => truth ?? `\u0000${i}`);
  const isNumbered = new Set(values).size === values.length;
  return isNumbered ? values.map((value) => copyNumber.exec(value)?.[1] ?? value) : values;
}

/**
 * The true person of each record from a file of pairs of ids: its first two columns, or those that end in `_l` and
 * `_r`. A column of scores, if there is one, keeps the pairs above one half. Pairs are closed transitively.
 * @throws ClienteleError `truth-unknown-id`, `truth-columns`
 */
export async function truthFromPairs(
  connection: DuckDBConnection,
  file: string,
  ids: readonly string[],
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
  const score = headers.find(
    (header) => /score|probability|match|label/i.test(header) && header !== left && header !== right,
  );
  const pairs = await rows<{ left: string; right: string }>(
    connection,
    `select ${identifier(left)} as left, ${identifier(right)} as right from truth_pairs
     where ${score ? `coalesce(try_cast(${identifier(score)} as double) > 0.5, lower(${identifier(score)}) in ('true', 'yes', 'match'))` : 'true'}`,
  );
  const places = new Map(ids.map((id, i) => [id, i]));
  const placeOf = (id: string) => {
    const place = places.get(id);
    if (place === undefined)
      throw new ClienteleError(
        'truth-unknown-id',
        `${file}: no record has the id "${id}"; name the column of ids by --id`,
      );
    return place;
  };
  const firstOf = clusters({
    left: pairs.map((pair) => placeOf(pair.left)),
    right: pairs.map((pair) => placeOf(pair.right)),
  });
  return ids.map((_, i) => String(firstOf.get(i) ?? i));
}
