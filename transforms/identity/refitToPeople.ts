import type { DuckDBConnection } from '@duckdb/node-api';
import type { ComparedGroups, Group } from './comparedGroups.ts';
import type { Edges } from './edges.ts';
import { featuresOf, tellsMembersApart } from './features.ts';
import { createPeople } from './frequencies.ts';
import { grouped } from './grouped.ts';
import { priorMatches, rising } from './levelShares.ts';
import { normalised } from './levelSums.ts';
import { mostMoved } from './mixtureFit.ts';
import { drawnPeopleSql } from './pairSpace.ts';
import type { MatchParameters } from './parameters.ts';
import { levelsOfPatterns, type PatternCounts, tallied } from './patternTable.ts';
import { resolve } from './resolve.ts';

/** People of so many records tell of pairs that were not joined for their own likeness. */
const fewestRecords = 3;
/** With fewer pairs of such people there is nothing to learn. */
const fewestPairs = 200;
/** Of more, so many are looked at. */
const mostPairs = 200_000;

/**
 * m and the share of those who have moved, from all pairs of records of the people that the pairs make.
 * A pair that disagrees in most fields is never believed by itself, so where people have many records that
 * conflict, EM takes disagreement for rarer than it is. The other records of a person tell which pairs those are:
 * so of people of three records and more all pairs are counted, once, and half of the way to what they show is gone.
 * Again and again would not do: what is joined wrongly would make the next round more lenient.
 *
 * Classification EM of one round (Celeux and Govaert 1992), over groups in the place of pairs.
 * Needs `match_draw` (`createDraw`).
 * @param compared groups that are compared, kept for who looks at them next
 * @returns nothing where such people are few, or a person cannot be told from a household
 */
export async function refitToPeople(
  connection: DuckDBConnection,
  edges: Edges,
  parameters: MatchParameters,
  compared: ComparedGroups,
): Promise<MatchParameters | undefined> {
  const features = featuresOf(parameters.fields);
  if (!tellsMembersApart(features)) return undefined;
  const [resolved] = await resolve(connection, edges, features, parameters, [parameters.threshold], compared);
  if (!resolved) return undefined;
  await createPeople(connection, resolved.people);
  const { numbers } = await compared.compare(connection, await drawnPeople(connection), features);
  const counted = tallied(compared.patterns, numbers);
  const pairs = counted.counts.reduce((sum, count) => sum + count, 0);
  return pairs < fewestPairs ? undefined : { ...parameters, ...countedIn(counted, parameters) };
}

/** People of three records and more: most have been compared. */
async function drawnPeople(connection: DuckDBConnection): Promise<readonly Group[]> {
  const reader = await connection.runAndReadAll(drawnPeopleSql(fewestRecords, mostPairs));
  const [people = [], records = []] = reader.getColumns() as readonly (readonly number[])[];
  return Array.from(grouped(records, (_, i) => people[i]).values(), (group) => ({ records: group }));
}

/** What is joined wrongly counts as disagreement too, so half of the way is gone. */
const halfway = (fitted: number, counted: number): number => (fitted + counted) / 2;

/** What the patterns of pairs of one person say of the parameters. */
function countedIn(
  { patterns, counts }: PatternCounts,
  parameters: MatchParameters,
): Pick<MatchParameters, 'moved' | 'features'> {
  const sums = parameters.features.map(({ m }) => m.map((share) => share * priorMatches));
  const moves = { gone: parameters.moved * priorMatches, all: priorMatches };
  const width = parameters.features.length;
  const levels = levelsOfPatterns(patterns, width);
  const isPlace = parameters.features.map(({ role }) => role === 'address');
  counts.forEach((count, row) => {
    const shown = levels.subarray(row * width, (row + 1) * width);
    const isGone = hasMoved(isPlace, shown);
    if (isGone !== undefined) {
      moves.all += count;
      if (isGone) moves.gone += count;
    }
    for (let f = 0; f < width; f++) {
      const level = shown[f] as number;
      if (level < 0 || (isGone && isPlace[f])) continue;
      const sum = sums[f] as number[];
      sum[level] = (sum[level] as number) + count;
    }
  });
  return {
    moved:
      parameters.moved > 0
        ? halfway(parameters.moved, Math.max(parameters.moved, Math.min(mostMoved, moves.gone / moves.all)))
        : 0,
    features: parameters.features.map((feature, f) => {
      const shown = normalised(sums[f] ?? []);
      if ((shown[0] as number) <= (feature.m[0] as number)) return feature;
      return {
        ...feature,
        m: rising(
          shown.map((share, level) => halfway(feature.m[level] as number, share)),
          feature.u,
        ),
      };
    }),
  };
}

/** Whether all parts of an address differ, by the levels of a pair; nothing where fewer than two can be compared. */
function hasMoved(isPlace: readonly boolean[], levels: Int8Array): boolean | undefined {
  let compared = 0;
  let differing = 0;
  for (let f = 0; f < levels.length; f++) {
    if (!isPlace[f] || (levels[f] as number) < 0) continue;
    compared++;
    if (levels[f] === 0) differing++;
  }
  return compared > 1 ? compared === differing : undefined;
}
