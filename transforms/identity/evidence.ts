import type { DuckDBConnection } from '@duckdb/node-api';
import type { Evidence } from './agglomerate.ts';
import { ComparedGroups, type Group } from './comparedGroups.ts';
import type { FeatureParameters } from './featureParameters.ts';
import type { Feature } from './features.ts';
import { PairSums, Scratch } from './pairSums.ts';
import { pairPlace, pairPlaces } from './pairTriangle.ts';
import type { MatchParameters } from './parameters.ts';
import { levelsOfPatterns } from './patternTable.ts';
import { rarityColumn } from './rarity.ts';
import { ratioPlaces } from './ratioPlaces.ts';
import { sayings } from './sayings.ts';
import { PairWeight, weighing } from './weighing.ts';

/** Pairs that are compared at once inside groups: enough to keep the engine busy, and few enough to hold. */
const mostPairsAtOnce = 250_000;

/**
 * What all pairs inside each group say; `match_rarity` must have the records.
 * @param compared what was compared before of the same records
 * @throws RangeError where `match_rarity` lacks one of the records
 */
export async function* evidenceOf<G extends Group>(
  connection: DuckDBConnection,
  groups: readonly G[],
  features: readonly Feature[],
  parameters: MatchParameters,
  compared = new ComparedGroups(),
): AsyncGenerator<{ readonly component: G; readonly evidence: Evidence }> {
  if (groups.length === 0) return;
  const said = sayings(parameters.features);
  const scratch = new Scratch();
  const sum = new PairWeight(weighing(parameters));
  const common = {
    features: features.length,
    differing: parameters.features.map(differingShare),
    sum: () => sum.restart(),
  };
  for (const batch of batches(groups)) {
    const { patterns, ofSecond, isExchanged } = await compared.compare(connection, batch, features);
    const levels = levelsOfPatterns(patterns, features.length);
    const { places, ends } = ratioPlaces(levels, parameters.features);
    const [rarities, exchanged] = await readRarities(connection, batch, parameters.features);
    let pair = 0;
    let record = 0;
    for (const component of batch) {
      const size = component.records.length;
      const sums = new PairSums(size, features.length, scratch);
      for (let i = 0; i < size; i++)
        for (let j = i + 1; j < size; j++) {
          const slot = pair + pairPlace(size, i, j);
          const told = isExchanged[slot] ? exchanged : rarities;
          const from = (record + (ofSecond[slot] ? j : i)) * features.length;
          for (let at = ends[slot - 1] as number; at < (ends[slot] as number); at++) {
            const place = places[at] as number;
            const f = said.feature[place] as number;
            const share = said.rarity[place] as number;
            const rarity = share === 0 ? 0 : share * (told[from + f] as number);
            sums.set(i, j, f, said.weight[place] as number, said.ratio[place] as number, rarity);
          }
        }
      yield { component, evidence: { ...common, size, sums } };
      pair += pairPlaces(size);
      record += size;
    }
  }
}

/** The share of the pairs of one person that agree in a field no more than those of two people do. */
const differingShare = ({ m, u }: FeatureParameters): number =>
  m.reduce((share, ofLevel, level) => (ofLevel < (u[level] as number) ? share + ofLevel : share), 0);

/** Groups, in order, of at most `mostPairsAtOnce` pairs together, or one that has more. */
function* batches<G extends Group>(groups: readonly G[]): Generator<readonly G[]> {
  let batch: G[] = [];
  let pairs = 0;
  for (const group of groups) {
    const more = pairPlaces(group.records.length);
    if (batch.length > 0 && pairs + more > mostPairsAtOnce) {
      yield batch;
      batch = [];
      pairs = 0;
    }
    batch.push(group);
    pairs += more;
  }
  if (batch.length > 0) yield batch;
}

/**
 * By record of the groups, one after another, and by feature, what the rarity of its value would add; and what it would
 * add where names are exchanged.
 */
async function readRarities(
  connection: DuckDBConnection,
  groups: readonly Group[],
  features: readonly FeatureParameters[],
): Promise<readonly [Float32Array, Float32Array]> {
  if (features.length === 0) return [new Float32Array(), new Float32Array()];
  const columns = [false, true].flatMap((isExchanged) =>
    features.map((of, f) => `t.${rarityColumn(of, f, isExchanged)}`),
  );
  const reader = await connection.runAndReadAll(
    `select ${columns.join(', ')} from match_members as m join match_rarity as t on t.rid = m.rid order by m.component, m.place`,
  );
  const width = features.length;
  const records = groups.reduce((sum, group) => sum + group.records.length, 0);
  if (reader.currentRowCount !== records)
    throw new RangeError(`match_rarity has ${reader.currentRowCount} of ${records} records`);
  const found = [new Float32Array(records * width), new Float32Array(records * width)] as const;
  (reader.getColumns() as unknown as readonly (readonly number[])[]).forEach((column, at) => {
    const into = found[at < width ? 0 : 1];
    column.forEach((weight, record) => {
      into[record * width + (at % width)] = weight;
    });
  });
  return found;
}
