import fs from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { csvText } from '../../warehouse/files/index.ts';
import { ClienteleError, rows } from '../../warehouse/index.ts';
import { explainPairs } from '../identity/explainPair.ts';
import { createRarity } from '../identity/frequencies.ts';
import type { Match } from '../identity/matchRecords.ts';
import type { RecordName } from './recordNames.ts';

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
  writing(file, () => fs.writeFile(file, csvText([header, ...lines])));

/**
 * Writes which person each record is: `id`, `person` (from 1, in the order of their first records), before them `file`
 * (1 or 2) where there are two.
 */
export async function writePeople(
  match: Match,
  names: readonly RecordName[],
  isOfTwo: boolean,
  file: string,
): Promise<void> {
  const numbers = new Map<number, number>();
  const lines = names.map(({ id, file: of }, record) => {
    const first = match.clusters.get(record) ?? record;
    const person = numbers.get(first) ?? numbers.size + 1;
    numbers.set(first, person);
    return isOfTwo ? [of + 1, id, person] : [id, person];
  });
  await writeCsv(file, isOfTwo ? ['file', 'id', 'person'] : ['id', 'person'], lines);
}

/**
 * Writes pairs that are joined and are not one person, the heaviest first, and pairs that are one person and are not
 * joined, the lightest last: `left`, `right` (ids), `error` (joined, missed), `weight`, `why`. As many of each as fit.
 */
export async function writeErrors(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[],
  { names, isLink }: { readonly names: readonly string[]; readonly isLink: boolean },
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
        ${isLink ? 'join match_records as x on x.rid = a.rid join match_records as y on y.rid = b.rid and x.source <> y.source' : ''}
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
    pairs.map(({ l, r }) => ({ records: [l, r] })),
  );
  const lines = pairs.map(({ error, l, r }, i) => {
    const { contributions = [], weight = 0 } = explained[i] ?? {};
    const why = contributions
      .filter(({ level }) => level !== 'missing')
      .map((one) => `${one.name} ${one.level} ${signed(one.weight + one.rarity)}`);
    return [names[l] ?? '', names[r] ?? '', error, weight.toFixed(1), why.join('; ')];
  });
  await writeCsv(file, ['left', 'right', 'error', 'weight', 'why'], lines);
}

const signed = (weight: number): string => `${weight < 0 ? '' : '+'}${weight.toFixed(1)}`;
