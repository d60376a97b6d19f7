import fs from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stringify } from 'csv-stringify/sync';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { explainPairs } from '../identity/explainPair.ts';
import { createRarity } from '../identity/frequencies.ts';
import type { Match } from '../identity/matchRecords.ts';
import { recordKey } from './identityTruth.ts';

/** Who a record is to whoever reads the file: its id, else its number from 1, and its file where there are two. */
export interface RecordNames {
  readonly column: string | undefined;
  readonly source: string | undefined;
}

const mostPairs = 200;

type Cell = string | number | null;

/**
 * Refuses a file that cannot be written before anything is computed for it.
 * @throws ClienteleError `file-unwritable`
 */
export async function requireWritable(file: string): Promise<void> {
  await writing(file, async () => {
    await fs.access(path.dirname(file), fs.constants.W_OK);
    if ((await fs.stat(file).catch(() => undefined))?.isDirectory()) throw new Error('it is a folder');
  });
}

async function writing(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? `there is no folder ${path.dirname(file)}` : message;
    throw new ClienteleError('file-unwritable', `${file} cannot be written: ${why}`, { cause });
  }
}

const writeCsv = (file: string, header: readonly string[], lines: readonly (readonly Cell[])[]) =>
  writing(file, () => fs.writeFile(file, stringify([header, ...lines])));

/** The names of the records, in their order. */
async function namesOf(
  connection: DuckDBConnection,
  { column, source }: RecordNames,
): Promise<readonly { readonly id: string; readonly file: number }[]> {
  const id = column === undefined ? 'm.rid + 1' : `t.${identifier(column)}`;
  return rows(
    connection,
    `select (${id})::varchar as id, ${source === undefined ? '1' : `t.${identifier(source)}::int + 1`} as file
     from match_records as m join input as t on t.${identifier(recordKey)} = m.key order by m.rid`,
  );
}

/**
 * Writes which person each record is: `id`, `person` (from 1, in the order of their first records), before them `file`
 * where there are two.
 */
export async function writePeople(
  connection: DuckDBConnection,
  match: Match,
  names: RecordNames,
  file: string,
): Promise<void> {
  const numbers = new Map<number, number>();
  const lines = (await namesOf(connection, names)).map(({ id, file: of }, record) => {
    const first = match.clusters.get(record) ?? record;
    const person = numbers.get(first) ?? numbers.size + 1;
    numbers.set(first, person);
    return names.source === undefined ? [id, person] : [of, id, person];
  });
  await writeCsv(file, names.source === undefined ? ['id', 'person'] : ['file', 'id', 'person'], lines);
}

/**
 * Writes pairs that are joined and are not one person, the heaviest first, and pairs that are one person and are not
 * joined, the lightest last: `left`, `right` (ids), `error` (joined, missed), `weight`, `why`. As many of each as fit.
 */
export async function writeErrors(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[],
  names: RecordNames,
  file: string,
): Promise<void> {
  const people = truth.map((_, record) => match.clusters.get(record) ?? record);
  await connection.run(
    `create or replace temp table match_judged as
     select (row_number() over () - 1)::int as rid, t.* from (select unnest(from_json($1, '["varchar"]')) as truth, unnest(from_json($2, '["int"]')) as person) as t`,
    [JSON.stringify(truth), JSON.stringify(people)],
  );
  // of wrongly joined pairs only those that may match by themselves: others are joined through them
  const wrong = (of: 'person' | 'truth', not: 'person' | 'truth', error: string) =>
    `(select '${error}' as error, a.rid as l, b.rid as r
      from match_judged as a join match_judged as b on a.${of} = b.${of} and a.${not} <> b.${not} and a.rid < b.rid
        ${names.source === undefined ? '' : `join match_records as x on x.rid = a.rid join match_records as y on y.rid = b.rid and x.source <> y.source`}
      ${of === 'person' ? '' : 'left '}join match_edges as e on e.l = a.rid and e.r = b.rid
      order by e.weight desc nulls last, l, r limit ${mostPairs / 2})`;
  const pairs = await rows<{ error: string; l: number; r: number }>(
    connection,
    `${wrong('person', 'truth', 'joined')} union all ${wrong('truth', 'person', 'missed')}`,
  );
  if (pairs.length > 0)
    await createRarity(
      connection,
      match.parameters,
      `select unnest([${pairs.flatMap(({ l, r }) => [l, r]).join(', ')}])`,
    );
  const explained = await explainPairs(
    connection,
    match.parameters,
    pairs.map(({ l, r }) => [l, r] as const),
  );
  const ids = await namesOf(connection, names);
  const nameOf = (record: number) =>
    names.source === undefined ? ids[record]?.id : `${ids[record]?.file}:${ids[record]?.id}`;
  const lines = pairs.map(({ error, l, r }, i) => {
    const { contributions = [], weight = 0 } = explained[i] ?? {};
    const why = contributions
      .filter(({ level }) => level !== 'missing')
      .map((one) => `${one.name} ${one.level} ${signed(one.weight + one.rarity)}`);
    return [nameOf(l) ?? '', nameOf(r) ?? '', error, weight.toFixed(1), why.join('; ')];
  });
  await writeCsv(file, ['left', 'right', 'error', 'weight', 'why'], lines);
}

const signed = (weight: number): string => `${weight < 0 ? '' : '+'}${weight.toFixed(1)}`;
