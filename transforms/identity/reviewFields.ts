import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import type { StepContent } from '../step.ts';
import { type AskedPair, explainPairs } from './explainPair.ts';
import { createRarity } from './frequencies.ts';
import { createIds } from './idTable.ts';
import type { MatchParameters } from './parameters.ts';
import type { Review } from './reviewList.ts';

/** Pairs whose weight is broken down by field, those nearest to the threshold. */
const mostExplained = 200;

/** What the other records of two groups change the weight of a pair by, at least, to be shown. */
const leastShown = 0.05;

/**
 * What each field adds to the weight of the pairs that are nearest to the threshold, and whatever else their weight is
 * made of. Overwrites `match_rarity`.
 */
export async function reviewFields(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  all: readonly (Review & { readonly distance: number | null })[],
): Promise<StepContent> {
  const far = Number.MAX_VALUE;
  const nearest = [...all]
    .sort((a, b) => (a.distance ?? far) - (b.distance ?? far) || a.left - b.left || a.right - b.right)
    .slice(0, mostExplained);
  if (nearest.length === 0) return {};
  const records = new Set(nearest.flatMap(({ left, right }) => [left, right]));
  await createIds(connection, 'match_asked', records);
  const found = await rows<{ rid: number; record: number }>(
    connection,
    'select rid, key::double as record from match_records semi join match_asked on id = key',
  );
  const ridOf = new Map(found.map(({ rid, record }) => [record, rid]));
  const pairs = nearest.map(
    ({ left, right, kinds }): AskedPair => ({
      records: [ridOf.get(left) ?? -1, ridOf.get(right) ?? -1],
      shared: kinds.map((kind) => ({ kind })),
    }),
  );
  const asked = pairs.flatMap(({ records }) => records);
  await createRarity(connection, parameters, `select unnest([${asked.join(', ')}])`);
  const explanations = await explainPairs(connection, parameters, pairs);
  const bars = explanations.flatMap(({ prior, contributions, moved, household, nothingElse, weight }, i) => {
    const { left, right, weight: listed } = nearest[i] as Review;
    const ofGroups = listed === null ? 0 : listed - weight;
    return [
      { field: 'prior', level: '', weight: prior },
      ...contributions
        .filter(({ level }) => level !== 'missing')
        .map(({ name, level, weight, rarity }) => ({ field: name, level, weight: weight + rarity })),
      { field: 'moved', level: '', weight: moved },
      { field: 'household', level: '', weight: household },
      ...(nothingElse === 0 ? [] : [{ field: 'nothing_else', level: '', weight: nothingElse }]),
      ...(Math.abs(ofGroups) < leastShown ? [] : [{ field: 'groups', level: '', weight: ofGroups }]),
    ].map((bar, place) => ({ left, right, place, ...bar }));
  });
  return {
    left_record_id: bars.map(({ left }) => BigInt(left)),
    right_record_id: bars.map(({ right }) => BigInt(right)),
    place: bars.map(({ place }) => place),
    field: bars.map(({ field }) => field),
    level: bars.map(({ level }) => level),
    weight: bars.map(({ weight }) => weight),
  };
}
