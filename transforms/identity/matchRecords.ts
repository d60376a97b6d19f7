import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { assignOneToOne, looksOneToOne } from './assign.ts';
import { createCandidates, type OversizedBlock } from './candidates.ts';
import { clusters } from './clusters.ts';
import { createStringMacros } from './codePoints.ts';
import { ComparedGroups } from './comparedGroups.ts';
import { type Aside, type Copies, nothingAside, withCopies } from './copies.ts';
import { createPairs } from './createPairs.ts';
import { leastWeight, near, surePartner } from './cutOffs.ts';
import { type Edges, edgesAt, readEdges } from './edges.ts';
import { comparedFields, featuresOf } from './features.ts';
import type { Field } from './fields.ts';
import { type FitOptions, fitParameters, type Note } from './fitParameters.ts';
import { createRarity } from './frequencies.ts';
import { measuresOf } from './measures.ts';
import { createRecords, type ReadRecords } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { patternCounts } from './patternCounts.ts';
import { dropPlaceholders } from './placeholders.ts';
import { type Resolution, type ReviewPair, resolve } from './resolve.ts';
import { createEdges, createWeights } from './score.ts';
import { weightOf } from './weighing.ts';

export interface MatchOptions {
  /** a table or view of the connection */
  readonly table: string;
  /** its column of unique keys that can be ordered; record numbers follow their order */
  readonly key: string;
  /** its column of record numbers from 0, where it has one */
  readonly rid?: string;
  readonly fields: readonly Field[];
  /** a column of 0 and 1: records of two files, which are matched across */
  readonly source?: string;
  /** fitted before; without them they are fitted to these records */
  readonly parameters?: MatchParameters;
  readonly threshold?: number;
  readonly note?: Note;
}

/**
 * What came of matching a table. Records are numbered from 0 in the order of their keys (in a link, of the
 * files first).
 */
export interface Match {
  readonly parameters: MatchParameters;
  readonly records: number;
  readonly candidatePairs: number;
  /** record → first record of its person; records that are alone are left out */
  readonly clusters: ReadonlyMap<number, number>;
  /** the same at each of some thresholds, while the tables of the match are there */
  readonly clustersAt: (thresholds: readonly number[]) => Promise<readonly ReadonlyMap<number, number>[]>;
  /** pairs that may match, whatever became of them; `match_edges` (l, r, pattern, weight) on the connection */
  readonly edges: Edges;
  /** records that were not compared, being equal in every field to several others */
  readonly copies: Copies;
  readonly reviewPairs: readonly ReviewPair[];
  /** values that too many records share to compare them all by that rule */
  readonly oversized: readonly OversizedBlock[];
  /** fields that are not compared, since there are more of them than fit into a pattern */
  readonly leftOut: readonly string[];
  /** records of the first file and of the second */
  readonly sizes: readonly [number, number];
  /** two files in which nobody occurs twice: each record has one partner at most */
  readonly isOneToOne: boolean;
}

/**
 * Finds the records of a table that are one person. Leaves on the connection `match_records` (rid, key,
 * source, fields), `match_pairs` (all candidates) and `match_edges` (those that may match).
 *
 * With `parameters` nothing is fitted, so records that were matched before come out as before.
 */
export async function matchRecords(connection: DuckDBConnection, options: MatchOptions): Promise<Match> {
  const read = await readTable(connection, options);
  const compared = new ComparedGroups();
  const weighed = await weighRecords(connection, read, { ...options, compared });
  return resolvePairs(connection, weighed, { ...options, compared });
}

/** Makes `match_records` of the table. */
export async function readTable(connection: DuckDBConnection, options: MatchOptions): Promise<ReadRecords> {
  await createStringMacros(connection);
  const read = await createRecords(connection, {
    ...options,
    ...(options.parameters ? { conventions: options.parameters.conventions } : {}),
  });
  options.note?.('records normalised');
  return read;
}

export interface WeighedPairs {
  readonly parameters: MatchParameters;
  readonly edges: Edges;
  readonly isOneToOne: boolean;
}

/** Compares the candidates among `match_records` and weighs them, under parameters that were given or are fitted. */
export async function weighRecords(
  connection: DuckDBConnection,
  read: ReadRecords,
  options: MatchOptions & Pick<FitOptions, 'leastHouseholds' | 'compared'>,
): Promise<WeighedPairs> {
  const isLink = options.source !== undefined;
  const parameters = options.parameters
    ? await compareAgain(connection, options.parameters, options)
    : await fitParameters(connection, read, { ...options, isLink });
  await createRarity(connection, parameters);
  const edges = await weighPairs(connection, parameters, options.compared);
  options.note?.('pairs weighed');
  return { parameters, edges, isOneToOne: isLink && looksOneToOne(edges, surePartner) };
}

/**
 * The people that the pairs make of `match_records`.
 * @param compared groups that were compared before
 * @param aside records that were set aside, and are put back
 */
export async function resolvePairs(
  connection: DuckDBConnection,
  { parameters, edges, isOneToOne }: WeighedPairs,
  { note, compared }: Pick<MatchOptions, 'note'> & Pick<FitOptions, 'compared'>,
  { copies, restore }: Aside = nothingAside,
): Promise<Match> {
  const [counted] = await rows<{ records: number; first: number; pairs: number }>(
    connection,
    `select count(*)::double as records, (count(*) filter (where source = 0))::double as first,
      (select count(*)::double from match_pairs) as pairs from match_records`,
  );
  const { records = 0, first = 0, pairs = 0 } = counted ?? {};
  await restore();
  const scored = {
    parameters,
    records: records + copies.record.length,
    candidatePairs: pairs,
    edges,
    copies,
    leftOut: parameters.fields
      .filter((field) => !comparedFields(parameters.fields).includes(field))
      .map(({ name }) => name),
    oversized: [...parameters.shared, ...parameters.blocking.stopped],
    sizes: [first, records - first] as const,
    isOneToOne,
  };
  const resolved = async (thresholds: readonly number[]): Promise<readonly Resolution[]> =>
    isOneToOne
      ? thresholds.map((threshold) => linked(edges, { ...parameters, threshold }, scored.sizes))
      : resolve(connection, edges, featuresOf(parameters.fields), parameters, thresholds, compared);
  const peopleOf = ({ people }: Resolution) => withCopies(people, copies);
  const [resolution] = (await resolved([parameters.threshold])) as [Resolution];
  note?.('people resolved');
  return {
    ...scored,
    clusters: peopleOf(resolution),
    clustersAt: async (thresholds) => (await resolved(thresholds)).map(peopleOf),
    reviewPairs: resolution.review,
  };
}

/** Makes `match_pairs` as the fit of the parameters did. */
async function compareAgain(
  connection: DuckDBConnection,
  given: MatchParameters,
  { source, threshold = given.threshold, compared }: MatchOptions & Pick<FitOptions, 'compared'>,
): Promise<MatchParameters> {
  const features = featuresOf(given.fields);
  await dropPlaceholders(connection, 'match_records', given.fields, given.shared);
  await createCandidates(connection, given.blocking, { isLink: source !== undefined });
  const measures = await measuresOf(connection, features);
  await createPairs(connection, features, measures);
  const { patterns } = await patternCounts(connection, 'select pattern from match_pairs');
  compared.patterns.add(patterns);
  return { ...given, threshold };
}

/**
 * Makes `match_edges` of `match_pairs`; needs `match_rarity` (`createRarity`).
 * @param compared knows the patterns of `match_pairs`
 */
export async function weighPairs(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  compared: ComparedGroups,
): Promise<Edges> {
  await createWeights(connection, parameters, compared.weighed(parameters));
  await createEdges(connection, parameters, leastWeight);
  return readEdges(connection, leastWeight);
}

function linked(edges: Edges, parameters: MatchParameters, sizes: readonly [number, number]): Resolution {
  const { taken, weight } = assignOneToOne(edges, parameters.lambda, sizes, parameters.threshold);
  const least = weightOf(parameters.threshold);
  return {
    people: clusters(edgesAt(edges, taken)),
    review: weight.flatMap((odds, i): ReviewPair[] =>
      Math.abs(odds - least) < near
        ? [
            {
              left: edges.left[i] as number,
              right: edges.right[i] as number,
              weight: odds,
              reason: 'uncertain_pair',
            },
          ]
        : [],
    ),
  };
}
