import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { type Field, withNameSuffix } from '../identity/fields.ts';
import { matchFinal } from '../identity/matchFinal.ts';
import type { Match } from '../identity/matchRecords.ts';
import { recogniseFields } from '../identity/recognise.ts';
import type { IdentityEvaluation, IdentityEvaluationOptions } from './identityEvaluation.ts';
import { requireWritable, writeErrors, writePeople } from './identityFiles.ts';
import { columnOf, fieldsFrom, joinColumns, readRecords, recordKey, recordSource } from './identityInput.ts';
import { scores } from './identityScores.ts';
import { truthFromColumn, truthFromPairs } from './identityTruth.ts';
import { idColumn, type RecordName, recordNames } from './recordNames.ts';
import { sharedValues } from './sharedValues.ts';
import { secondsSince } from './timing.ts';

/**
 * Finds the people in a file of records, or links two files, and says how well, where the truth is given. The model
 * sees neither the truth nor the ids.
 * @throws ClienteleError naming the file, column or option that does not fit
 */
export async function evaluateIdentity(options: IdentityEvaluationOptions): Promise<IdentityEvaluation> {
  if (options.errors !== undefined && options.truth === undefined && options.truthPairs === undefined)
    throw new ClienteleError('usage', '--errors takes the truth: --truth COLUMN, or --truth-pairs FILE');
  for (const file of [options.out, options.errors]) if (file !== undefined) await requireWritable(file);
  const begun = performance.now();
  const engine = await openEngine({ isSmall: options.isSmall ?? false });
  try {
    const connection = await engine.connect();
    const input = await readRecords(connection, options);
    const headers = [...new Set(input.headersOf.flat())];
    const never = [options.id, options.truth].flatMap((one) =>
      one === undefined ? [] : [columnOf(headers, one)],
    );
    const ids = await idColumn(connection, headers, options);
    const parts = input.births.flatMap((one) => (one ? [one.day, one.month, one.year] : []));
    const found = options.columns
      ? fieldsFrom(options.columns, headers, never)
      : await recogniseFields(connection, 'input', headers, [...never, ...parts]);
    const fields = withNameSuffix(await joinColumns(connection, found, input));
    const match = await matchFinal(connection, {
      table: 'input',
      key: recordKey,
      rid: recordKey,
      fields,
      ...(options.isLink ? { source: recordSource } : {}),
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      ...(options.note ? { note: options.note } : {}),
    });
    const seconds = secondsSince(begun);
    const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    const isByNames = [options.out, options.errors, options.truthPairs].some((file) => file !== undefined);
    const names = isByNames ? await recordNames(connection, ids) : [];
    const truth = await readTruth(connection, options, headers, names);
    const scored = await scores(connection, match, truth, options.isLink);
    await writeFiles(connection, match, truth, names, options);
    return {
      records: match.records,
      columns: Object.fromEntries(found.map(({ column, kind }) => [column, kind])),
      ids,
      candidatePairs: match.candidatePairs,
      blockingRules: match.parameters.blocking.rules.map(({ keys }) => keys.join(' + ')),
      blockingPairs: match.parameters.blocking.counts ?? [],
      threshold: match.parameters.threshold,
      ...scored.scores,
      review: match.reviewPairs.length,
      oversized: match.oversized,
      warnings: [...input.warnings, ...scored.warnings, ...warningsOf(match, fields, options.isLink)],
      seconds,
      peakRssMiB,
    };
  } finally {
    engine.close();
  }
}

async function readTruth(
  connection: DuckDBConnection,
  { truth, truthPairs, isLink }: IdentityEvaluationOptions,
  headers: readonly string[],
  names: readonly RecordName[],
): Promise<readonly string[] | undefined> {
  if (truth !== undefined) return truthFromColumn(connection, 'input', columnOf(headers, truth));
  return truthPairs === undefined ? undefined : truthFromPairs(connection, truthPairs, names, isLink);
}

/** Writes the files that are asked for. */
async function writeFiles(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[] | undefined,
  records: readonly RecordName[],
  { files, isLink, out, errors }: IdentityEvaluationOptions,
): Promise<void> {
  const isOfTwo = files.length > 1;
  if (out !== undefined) await writePeople(match, records, isOfTwo, out);
  if (errors === undefined || !truth) return;
  const names = records.map(({ id, file }) => (isOfTwo ? `${file + 1}:${id}` : id));
  await writeErrors(connection, match, truth, { names, isLink }, errors);
}

function warningsOf(match: Match, fields: readonly Field[], isLink: boolean): readonly string[] {
  const warnings: string[] = [];
  if (fields.length === 0) warnings.push('no column says anything about a person; every record stands alone');
  if (match.records === 0) warnings.push('no records');
  const largest = largestCluster(match.clusters);
  if (match.records >= manyRecords && largest > match.records / 2)
    warnings.push(
      `${largest} of ${match.records} records are joined to one person: a column may hold what nearly all share; name the columns with --columns`,
    );
  if (match.leftOut.length > 0) {
    const columns = match.leftOut.map((left) => fields.find(({ name }) => name === left)?.column ?? left);
    warnings.push(
      `there are more columns than can be compared; left out: ${columns.join(', ')}; name those that tell people apart with --columns`,
    );
  }
  if (match.records >= manyRecords && expectedMatches(match, isLink) < 1)
    warnings.push(
      'the fit expects no two records of one person: if there are some, there is too little to tell them from the people of one household; name more columns with --columns',
    );
  return [...warnings, ...sharedValues(match.oversized, match.parameters.fields)];
}

/** The pairs of one person that there are by the share of all pairs that was fitted. */
function expectedMatches({ parameters, records, sizes: [first, second] }: Match, isLink: boolean): number {
  return parameters.lambda * (isLink ? first * second : (records * (records - 1)) / 2);
}

/** Of so many records it is odd that half are one person. */
const manyRecords = 100;

/** The records of the person who has most. */
function largestCluster(clusters: Match['clusters']): number {
  const sizes = new Map<number, number>();
  for (const first of clusters.values()) sizes.set(first, (sizes.get(first) ?? 0) + 1);
  return [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
}
