import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, openEngine, rows } from '../../warehouse/index.ts';
import { type Field, type FieldKind, fieldKinds, nameFields, withNameSuffix } from '../identity/fields.ts';
import { type Match, matchRecords } from '../identity/matchRecords.ts';
import { recogniseFields } from '../identity/recognise.ts';
import { probabilityOf } from '../identity/weighing.ts';
import { alignColumns } from './alignColumns.ts';
import { bestThreshold } from './bestThreshold.ts';
import { writeErrors, writePeople } from './identityFiles.ts';
import { recordKey, truthFromColumn, truthFromPairs } from './identityTruth.ts';
import { readWholeFile, rowNumber } from './inputFile.ts';
import { type PairScore, pairScore, partitionScorer } from './pairScores.ts';
import { sharedValues } from './sharedValues.ts';

/** The column that says of which file a record is. */
const recordSource = ' source';

export interface IdentityEvaluationOptions {
  /** one table of records, or two to link */
  readonly files: readonly string[];
  /** kind of field → header, `given_name=first_name,…`; without it columns are recognised */
  readonly columns?: string;
  readonly id?: string;
  readonly truth?: string;
  readonly truthPairs?: string;
  readonly isLink: boolean;
  readonly threshold?: number;
  /** a file to write with the person of each record */
  readonly out?: string;
  /** a file to write with some of the pairs that are judged wrongly, and why; needs the truth */
  readonly errors?: string;
  readonly note?: (what: string) => void;
}

export interface IdentityEvaluation {
  readonly records: number;
  /** header → kind of field, as given or recognised */
  readonly columns: Readonly<Record<string, FieldKind>>;
  readonly candidatePairs: number;
  readonly blockingRules: readonly string[];
  /** the pairs that each rule gives, those that another gives too included; none where all pairs are compared */
  readonly blockingPairs: readonly { readonly rule: string; readonly pairs: number }[];
  /** share of the true pairs that were compared; null, as all scores, without truth or where no two records are one person */
  readonly blockingRecall: number | null;
  readonly threshold: number;
  /** of the pairs that the model alone takes for matches */
  readonly pairwise: PairScore | null;
  readonly clusters: { readonly count: number; readonly pairwise: PairScore | null };
  /** the threshold at which clusters would have been best, found with the truth */
  readonly best: { readonly threshold: number; readonly f1: number; readonly usesTruth: true } | null;
  readonly review: number;
  /** values that too many records share to be compared by them */
  readonly oversized: readonly { readonly rule: string; readonly value: string; readonly records: number }[];
  readonly warnings: readonly string[];
  /** of reading, matching and clustering */
  readonly seconds: number;
  readonly peakRssMiB: number;
}

/**
 * Finds the people in a file of records, or links two files, and says how well, where the truth is given. The model sees
 * neither the truth nor the ids.
 * @throws ClienteleError naming the file, column or option that does not fit
 */
export async function evaluateIdentity(options: IdentityEvaluationOptions): Promise<IdentityEvaluation> {
  if (options.errors !== undefined && options.truth === undefined && options.truthPairs === undefined)
    throw new ClienteleError('usage', '--errors takes the truth: --truth COLUMN, or --truth-pairs FILE');
  const begun = performance.now();
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const headersOf = await readRecords(connection, options);
    const headers = [...new Set(headersOf.flat())];
    const never = [options.id, options.truth].flatMap((one) =>
      one === undefined ? [] : [columnOf(headers, one)],
    );
    const found = options.columns
      ? fieldsFrom(options.columns, headers, never)
      : await recogniseFields(connection, 'input', headers, never);
    const fields = withNameSuffix(await joinColumns(connection, found, headersOf));
    const match = await matchRecords(connection, {
      table: 'input',
      key: recordKey,
      rid: recordKey,
      fields,
      ...(options.isLink ? { source: recordSource } : {}),
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      ...(options.note ? { note: options.note } : {}),
    });
    const seconds = (performance.now() - begun) / 1000;
    const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    const truth = await readTruth(connection, options, headers, match);
    const scored = await scores(connection, match, truth, options.isLink);
    await writeFiles(connection, match, truth, headers, options);
    return {
      records: match.records,
      columns: Object.fromEntries(found.map(({ column, kind }) => [column, kind])),
      candidatePairs: match.candidatePairs,
      blockingRules: match.parameters.blocking.rules.map(({ keys }) => keys.join(' + ')),
      blockingPairs: match.parameters.blocking.counts ?? [],
      threshold: match.parameters.threshold,
      ...scored.scores,
      review: match.reviewPairs.length,
      oversized: match.oversized,
      warnings: [...scored.warnings, ...warningsOf(match, fields)],
      seconds: Math.round(seconds * 1000) / 1000,
      peakRssMiB,
    };
  } finally {
    engine.close();
  }
}

function columnOf(headers: readonly string[], name: string): string {
  const found = headers.find((header) => header.toLowerCase() === name.trim().toLowerCase());
  if (found === undefined)
    throw new ClienteleError(
      'column-missing',
      `no column "${name}"; the columns are ${headers.slice(0, 30).join(', ') || 'none'}`,
    );
  return found;
}

/** The fields of the table "input", each a column of its own, whatever the two files call it. */
async function joinColumns(
  connection: DuckDBConnection,
  found: readonly Field[],
  headersOf: readonly (readonly string[])[],
): Promise<readonly Field[]> {
  const aligned = alignColumns(found, headersOf);
  if (aligned.length === 0) return found;
  const replaced = aligned.map(
    ({ first, second }) => `coalesce(${identifier(first)}, ${identifier(second)}) as ${identifier(first)}`,
  );
  await connection.run(
    `create or replace temp view input as select * replace (${replaced.join(', ')}) from (${unionOf(headersOf.length)})`,
  );
  const second = new Set(aligned.map((one) => one.second));
  return nameFields(found.filter(({ column }) => !second.has(column)));
}

/** The records of the files one below the other, numbered in that order. */
const unionOf = (files: number): string =>
  Array.from({ length: files }, (_, i) => {
    const before = i === 0 ? '' : ' + (select count(*) from file_0)';
    return `select ${i} as ${identifier(recordSource)}, (${identifier(rowNumber)} - 1${before})::int as ${identifier(recordKey)}, * from file_${i}`;
  }).join(' union all by name ');

/** Makes the view "input"; the headers of each file. */
async function readRecords(
  connection: DuckDBConnection,
  { files, isLink }: IdentityEvaluationOptions,
): Promise<readonly (readonly string[])[]> {
  if (files.length === 0 || files.length > 2 || (isLink && files.length !== 2))
    throw new ClienteleError(
      'records-files',
      isLink ? '--link needs two files: --records A,B' : '--records takes one file, or two',
    );
  const headers: (readonly string[])[] = [];
  for (const [i, file] of files.entries()) {
    const own = await readWholeFile(connection, file, `file_${i}`);
    // to the engine `Name` and `name` are one column
    const known = new Map(headers.flat().map((header) => [header.toLowerCase(), header]));
    headers.push(own.map((header) => known.get(header.toLowerCase()) ?? header));
  }
  await connection.run(`create temp view input as ${unionOf(files.length)}`);
  return headers;
}

function fieldsFrom(text: string, headers: readonly string[], never: readonly string[]): readonly Field[] {
  const chosen = text.split(',').map((part) => {
    const [name = '', ...rest] = part.split('=');
    const kind = fieldKinds.find((one) => one === name.trim().replace(/_\d+$/, ''));
    const header = rest.join('=').trim();
    if (!kind || header === '')
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${part}" is not one of ${fieldKinds.map((one) => `${one}=<header>`).join(', ')}`,
      );
    const column = columnOf(headers, header);
    if (never.includes(column))
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${column}" is the id or the truth, which the model may not see`,
      );
    return { kind, column };
  });
  return nameFields(chosen);
}

async function readTruth(
  connection: DuckDBConnection,
  { truth, truthPairs, id }: IdentityEvaluationOptions,
  headers: readonly string[],
  match: Match,
): Promise<readonly string[] | undefined> {
  if (truth !== undefined) return truthFromColumn(connection, 'input', columnOf(headers, truth));
  if (truthPairs === undefined) return undefined;
  const column = idColumn(headers, id);
  const ids = column
    ? await truthFromColumnRaw(connection, column)
    : Array.from({ length: match.records }, (_, i) => String(i + 1));
  return truthFromPairs(connection, truthPairs, ids);
}

/** The column of ids: the one that is named, else one that is called so. */
const idColumn = (headers: readonly string[], id: string | undefined): string | undefined =>
  id === undefined ? headers.find((header) => /(^|_)id$/i.test(header)) : columnOf(headers, id);

/** Writes the files that are asked for. */
async function writeFiles(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[] | undefined,
  headers: readonly string[],
  { id, files, out, errors }: IdentityEvaluationOptions,
): Promise<void> {
  const names = {
    column: idColumn(headers, id),
    source: files.length > 1 ? recordSource : undefined,
  };
  if (out !== undefined) await writePeople(connection, match, names, out);
  if (errors !== undefined && truth) await writeErrors(connection, match, truth, names, errors);
}

const truthFromColumnRaw = async (connection: DuckDBConnection, column: string): Promise<readonly string[]> =>
  (
    await rows<{ id: string }>(
      connection,
      `select ${identifier(column)}::varchar as id from input order by ${identifier(recordKey)}`,
    )
  ).map(({ id }) => id);

async function scores(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[] | undefined,
  isLink: boolean,
): Promise<{
  readonly scores: Pick<IdentityEvaluation, 'blockingRecall' | 'pairwise' | 'clusters' | 'best'>;
  readonly warnings: readonly string[];
}> {
  const count = match.records - match.clusters.size + new Set(match.clusters.values()).size;
  const none = { blockingRecall: null, pairwise: null, clusters: { count, pairwise: null }, best: null };
  if (!truth) return { scores: none, warnings: [] };
  const sources = isLink
    ? (await rows<{ source: number }>(connection, 'select source from match_records order by rid')).map(
        ({ source }) => source,
      )
    : undefined;
  const score = partitionScorer(truth, sources);
  const scoreOf = (people: ReadonlyMap<number, number>) => score(truth.map((_, i) => people.get(i) ?? i));
  const truePairs = countPairs(truth, sources);
  if (truePairs === 0) {
    const joined = countPairs(
      truth.map((_, i) => match.clusters.get(i) ?? i),
      sources,
    );
    return { scores: none, warnings: [`no true pairs; ${joined.toLocaleString('en')} joined wrongly`] };
  }
  const isHit = (i: number) => truth[match.edges.left[i] ?? -1] === truth[match.edges.right[i] ?? -2];
  const above = match.edges.weight.flatMap((weight, i) =>
    probabilityOf(weight) >= match.parameters.threshold ? [i] : [],
  );
  return {
    scores: {
      blockingRecall: await blockingRecall(connection, truth, truePairs),
      pairwise: pairScore(above.filter(isHit).length, above.length, truePairs),
      clusters: { count, pairwise: scoreOf(match.clusters) },
      best: await bestThreshold(connection, match, (people) => scoreOf(people).f1),
    },
    warnings: [],
  };
}

/** The pairs of records with one person, in a link across the files. */
function countPairs(people: readonly (string | number)[], sources: readonly number[] | undefined): number {
  const sizes = new Map<string | number, [number, number]>();
  people.forEach((person, i) => {
    const size = sizes.get(person) ?? [0, 0];
    size[sources?.[i] === 1 ? 1 : 0] += 1;
    sizes.set(person, size);
  });
  return [...sizes.values()].reduce(
    (sum, [a, b]) => sum + (sources ? a * b : ((a + b) * (a + b - 1)) / 2),
    0,
  );
}

async function blockingRecall(
  connection: DuckDBConnection,
  truth: readonly string[],
  truePairs: number,
): Promise<number> {
  await connection.run(
    'create or replace temp table match_truth as select (row_number() over () - 1)::int as rid, person from (select unnest(from_json($1, \'["varchar"]\')) as person)',
    [JSON.stringify(truth)],
  );
  const [row] = await rows<{ hits: number }>(
    connection,
    `select count(*)::double as hits from match_pairs as p join match_truth as a on a.rid = p.l join match_truth as b on b.rid = p.r where a.person = b.person`,
  );
  return (row?.hits ?? 0) / truePairs;
}

function warningsOf(match: Match, fields: readonly Field[]): readonly string[] {
  const warnings: string[] = [];
  if (fields.length === 0) warnings.push('no column says anything about a person; every record stands alone');
  if (match.records === 0) warnings.push('no records');
  return [...warnings, ...sharedValues(match.oversized, match.parameters.fields)];
}
