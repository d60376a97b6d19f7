import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumbers } from '../../warehouse/index.ts';
import { ComparedGroups, type ComparedPairs, type Group } from './comparedGroups.ts';
import type { FeatureParameters } from './featureParameters.ts';
import type { Feature } from './features.ts';
import type { FieldSums } from './fieldSums.ts';
import type { Evidence, PairsOfRecords } from './groups.ts';
import { pairPlace, pairPlaces } from './pairTriangle.ts';
import type { MatchParameters } from './parameters.ts';
import { rarityColumn } from './rarity.ts';
import type { WeighedPatterns } from './weighedPatterns.ts';
import { PairWeight, weighing } from './weighing.ts';

/** Pairs that are compared at once inside groups: enough to keep the engine busy, and few enough to hold. */
const mostPairsAtOnce = 250_000;

/** What is known of a group that was compared. */
export interface ComparedEvidence extends Evidence {
  readonly pairs: PairsOfGroup;
}

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
): AsyncGenerator<{ readonly component: G; readonly evidence: ComparedEvidence }> {
  if (groups.length === 0) return;
  const sum = new PairWeight(weighing(parameters));
  const common = {
    features: features.length,
    differing: parameters.features.map(differingShare),
    isAloneKnown: parameters.alone !== undefined,
    sum: () => sum.restart(),
  };
  for (const batch of batches(groups)) {
    const shown = await compared.compare(connection, batch, features);
    const rarities = await readRarities(connection, batch, parameters.features, compared);
    const weighed = compared.weighed(parameters);
    let pair = 0;
    let record = 0;
    for (const component of batch) {
      const size = component.records.length;
      const at = { size, pair, record };
      const pairs = new PairsOfGroup(weighed, shown, rarities, at);
      yield { component, evidence: { ...common, size, pairs } };
      pair += pairPlaces(size);
      record += size;
    }
  }
}

/** What was compared of the pairs of one of several groups. */
class PairsOfGroup implements PairsOfRecords {
  readonly #weighed: WeighedPatterns;
  readonly #compared: ComparedPairs;
  readonly #rarities: Rarities;
  readonly #size: number;
  /** the places of its first pair, and of its first record */
  readonly #pair: number;
  readonly #record: number;

  constructor(
    weighed: WeighedPatterns,
    compared: ComparedPairs,
    rarities: Rarities,
    { size, pair, record }: { readonly size: number; readonly pair: number; readonly record: number },
  ) {
    this.#weighed = weighed;
    this.#compared = compared;
    this.#rarities = rarities;
    [this.#size, this.#pair, this.#record] = [size, pair, record];
  }

  /** the number of the pattern that two records show */
  pattern(a: number, b: number): number {
    return this.#compared.numbers[this.#pair + pairPlace(this.#size, a, b)] as number;
  }

  weight(a: number, b: number): number {
    const slot = this.#pair + pairPlace(this.#size, a, b);
    const number = this.#compared.numbers[slot] as number;
    return this.#weighed.weight(number, this.#rarities.all, this.#told(slot, a, b));
  }

  addTo(sums: FieldSums, a: number, b: number): void {
    const slot = this.#pair + pairPlace(this.#size, a, b);
    const number = this.#compared.numbers[slot] as number;
    this.#weighed.addTo(sums, number, this.#rarities.all, this.#told(slot, a, b));
  }

  /** Where the rarities of the values of a pair begin. */
  #told(slot: number, a: number, b: number): number {
    const { ofSecond, isExchanged } = this.#compared;
    const { width, exchanged } = this.#rarities;
    const told = (this.#record + (ofSecond[slot] === 1 ? b : a)) * width;
    return isExchanged[slot] === 1 ? exchanged + told : told;
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
 * What the rarity of its values would add, by record of the groups, one after another, and by feature; and from `exchanged`
 * on what it would add where names are exchanged.
 */
interface Rarities {
  readonly all: Float32Array;
  readonly width: number;
  readonly exchanged: number;
}

async function readRarities(
  connection: DuckDBConnection,
  groups: readonly Group[],
  features: readonly FeatureParameters[],
  compared: ComparedGroups,
): Promise<Rarities> {
  const width = features.length;
  const records = groups.reduce((sum, group) => sum + group.records.length, 0);
  const rarities = { all: new Float32Array(2 * records * width), width, exchanged: records * width };
  if (width === 0) return rarities;
  const columns = [false, true].flatMap((isExchanged) =>
    features.map((of, f) => `t.${rarityColumn(of, f, isExchanged)}::double`),
  );
  const statement = await compared.planned(
    connection,
    `select ${columns.join(', ')} from match_members as m join match_rarity as t on t.rid = m.rid order by m.component, m.place`,
  );
  let read = 0;
  for await (const { columns, count } of readNumbers(await statement.stream())) {
    columns.forEach((column, at) => {
      const first = read * width + (at < width ? at : rarities.exchanged + at - width);
      for (let row = 0; row < count; row++) rarities.all[first + row * width] = column[row] as number;
    });
    read += count;
  }
  if (read !== records) throw new RangeError(`match_rarity has ${read} of ${records} records`);
  return rarities;
}
