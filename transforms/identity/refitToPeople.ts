import type { DuckDBConnection } from '@duckdb/node-api';
import { agglomerate } from './agglomerate.ts';
import { sharesAlone } from './alone.ts';
import type { ComparedGroups, Group } from './comparedGroups.ts';
import { mostTogether } from './cutOffs.ts';
import { drawnGroups } from './drawnGroups.ts';
import type { Edges } from './edges.ts';
import { type ComparedEvidence, evidenceOf } from './evidence.ts';
import { withoutFalseHouseholds } from './falseHouseholds.ts';
import { featuresOf, tellsMembersApart } from './features.ts';
import { grouped } from './grouped.ts';
import { priorMatches, rising } from './levelShares.ts';
import { normalised } from './levelSums.ts';
import { mostMoved } from './mixtureFit.ts';
import { pairsAmong } from './pairTriangle.ts';
import type { MatchParameters } from './parameters.ts';
import { levelsOfPatterns, type PatternCounts, tallied } from './patternTable.ts';
import { pieces } from './pieces.ts';
import { weightOf } from './weighing.ts';

/** People of so many records tell of pairs that were not joined for their own likeness. */
const fewestRecords = 3;
/** With fewer pairs of such people there is nothing to learn. */
const fewestPairs = 200;
/** Of what hangs together, so many pairs are looked at, and so many to tell households. */
const mostPairs = 100_000;
const fewPairs = 10_000;

/**
 * m and the share of those who have moved, from all pairs of records of the people that the pairs make.
 * A pair that disagrees in most fields is never believed by itself, so where people have many records that
 * conflict, EM takes disagreement for rarer than it is. The other records of a person tell which pairs those are:
 * so of people of three records and more all pairs are counted, once, and half of the way to what they show is gone.
 * Again and again would not do: what is joined wrongly would make the next round more lenient. Of many people some are
 * looked at, and none is looked for beyond what was cut.
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
  const found = [...pieces(edges)];
  const groups = await drawnGroups(connection, found.filter(mayBeSuchPeople), mostPairs);
  const few = new Set(await drawnGroups(connection, groups, fewPairs));
  const fairer = await withoutFalseHouseholds(connection, groups, few, features, parameters, compared);
  const least = weightOf(parameters.threshold);
  /** by the number of a pattern, how many pairs of one person show it */
  const counts: number[] = [];
  let pairs = 0;
  for await (const { evidence } of evidenceOf(connection, groups, features, fairer, compared)) {
    const { groups: people } = agglomerate(evidence, least);
    for (const records of grouped([...people.keys()], (record) => people[record]).values()) {
      if (records.length < fewestRecords) continue;
      pairs += pairsAmong(records.length);
      countPairs(records, evidence, counts);
    }
  }
  if (pairs < fewestPairs) return undefined;
  const refitted = { ...fairer, ...countedIn(tallied(compared.patterns, counts), fairer) };
  const alone = await sharesAlone(
    connection,
    [...few],
    { pieces: found, edges },
    features,
    refitted,
    compared,
  );
  return { ...refitted, alone };
}

/** What hangs together in which there may be people of several records. */
const mayBeSuchPeople = ({ records }: Group) =>
  records.length >= fewestRecords && records.length <= mostTogether;

/** Counts the patterns that the pairs of these records show. */
function countPairs(records: readonly number[], { pairs }: ComparedEvidence, counts: number[]): void {
  for (let i = 0; i < records.length; i++)
    for (let j = i + 1; j < records.length; j++) {
      const pattern = pairs.pattern(records[i] as number, records[j] as number);
      counts[pattern] = (counts[pattern] ?? 0) + 1;
    }
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
