import type { FieldSums } from './fieldSums.ts';
import type { MatchParameters } from './parameters.ts';
import { patternBase } from './patternCode.ts';
import type { PatternNumbers } from './patternNumbers.ts';
import { levelsOfPatterns } from './patternTable.ts';
import { householdDiscount } from './posteriors.ts';
import { ratioPlaces } from './ratioPlaces.ts';
import { type Sayings, sayings } from './sayings.ts';
import { oddsOfOne, weighing, weighPatterns } from './weighing.ts';

/** What is kept of a pattern, one after another: see `PairWeight`. */
const [ofPerson, ofAddress, ofMoved, ofHousehold, ofStrangers, weightsKept] = [0, 1, 2, 3, 4, 5] as const;

/**
 * What patterns say under some parameters, worked out once for each: what is left to a pair is the rarity of its equal
 * values. Those are told by record and feature, one record after another, of which the pair has those from `told` on.
 */
export class WeighedPatterns {
  readonly #parameters: MatchParameters;
  readonly #patterns: PatternNumbers;
  readonly #said: Sayings;
  readonly #stayed: number;
  /** by feature, what the rarity of its value is added to: the address or the person, and whether the household too */
  readonly #isAddress: Uint8Array;
  readonly #isOfHousehold: Uint8Array;
  /** by feature, the level of equal values */
  readonly #equal: Uint8Array;
  /** of one pattern after another, the places of what its levels say (`ratioPlaces`), and by pattern where they end */
  #places: Uint16Array = new Uint16Array();
  #ends: Uint32Array = new Uint32Array();
  #weights: Float64Array = new Float64Array();
  readonly #noRarities: Float32Array;

  constructor(parameters: MatchParameters, patterns: PatternNumbers) {
    const { features, moved } = parameters;
    this.#parameters = parameters;
    this.#patterns = patterns;
    this.#said = sayings(features);
    this.#stayed = 1 - moved;
    this.#noRarities = new Float32Array(features.length);
    this.#equal = Uint8Array.from(features, ({ levels }) => levels.length - 1);
    this.#isAddress = Uint8Array.from(features, ({ role }) => Number(role === 'address'));
    this.#isOfHousehold = Uint8Array.from(features, (feature) => Number(householdDiscount(feature) > 0));
  }

  /** Whether they weigh the same under other parameters, which may have other frequencies. */
  isUnder({ features, ...shares }: MatchParameters): boolean {
    const { features: known, ...own } = this.#parameters;
    return (
      features === known &&
      shares.lambda === own.lambda &&
      shares.lambdaHousehold === own.lambdaHousehold &&
      shares.leastHouseholds === own.leastHouseholds &&
      shares.moved === own.moved
    );
  }

  /** Weighs the patterns that were numbered since it was last asked. */
  learn(): this {
    const known = this.#ends.length;
    if (known === this.#patterns.size) return this;
    const { features } = this.#parameters;
    const levels = levelsOfPatterns(this.#patterns.from(known), features.length);
    const more = ratioPlaces(levels, features);
    const begun = this.#places.length;
    this.#places = grown(this.#places, more.places);
    this.#ends = grown(
      this.#ends,
      more.ends.map((end) => begun + end),
    );
    const weights = new Float64Array(weightsKept * more.ends.length);
    weighPatterns(weighing(this.#parameters), more, (weight, row) => {
      const at = weightsKept * row;
      weights[at + ofPerson] = weight.person;
      weights[at + ofAddress] = weight.address;
      weights[at + ofMoved] = weight.moved;
      weights[at + ofHousehold] = weight.household;
      weights[at + ofStrangers] = weight.strangers;
    });
    this.#weights = grown(this.#weights, weights);
    return this;
  }

  /**
   * The patterns of pairs that may weigh as much as `least`, and, column by column, what `PairWeight` says of them: person,
   * address, moved, household, strangers.
   * @param rarest by feature, the most that the rarity of an equal value can add
   */
  likely(
    least: number,
    rarest: Float64Array,
  ): { readonly patterns: readonly bigint[]; readonly columns: readonly Float64Array[] } {
    const all = this.#patterns.from(0);
    const patterns: bigint[] = [];
    const columns = Array.from({ length: weightsKept }, () => new Float64Array(all.length));
    for (let number = 0; number < all.length; number++) {
      if (this.#most(number, rarest) < least) continue;
      const row = patterns.push(BigInt(all[number] as number)) - 1;
      columns.forEach((column, one) => {
        column[row] = this.#weights[weightsKept * number + one] as number;
      });
    }
    return { patterns, columns: columns.map((column) => column.subarray(0, patterns.length)) };
  }

  /** What a pair weighs at most; all that there can be where strangers are not thought of. */
  #most(number: number, rarest: Float64Array): number {
    const at = weightsKept * number;
    if (this.#weights[at + ofStrangers] === 0) return Number.POSITIVE_INFINITY;
    const address = this.#weights[at + ofAddress] as number;
    const moved = this.#weights[at + ofMoved] as number;
    let most = (this.#weights[at + ofPerson] as number) + Math.log2(this.#stayed * 2 ** address + moved);
    const end = this.#ends[number] as number;
    for (let i = this.#begin(number); i < end; i++) {
      const place = this.#places[i] as number;
      const f = this.#said.feature[place] as number;
      if (place % patternBase === this.#equal[f]) most += rarest[f] as number;
    }
    return most;
  }

  /** log2 odds that a pair which shows a pattern is one person. */
  weight(pattern: number, rarities: Float32Array, told: number): number {
    const at = weightsKept * pattern;
    let person = this.#weights[at + ofPerson] as number;
    let address = this.#weights[at + ofAddress] as number;
    let household = this.#weights[at + ofHousehold] as number;
    const end = this.#ends[pattern] as number;
    for (let i = this.#begin(pattern); i < end; i++) {
      const place = this.#places[i] as number;
      const share = this.#said.rarity[place] as number;
      if (share === 0) continue;
      const f = this.#said.feature[place] as number;
      const rarity = share * (rarities[told + f] as number);
      if (this.#isAddress[f] === 1) address += rarity;
      else person += rarity;
      if (this.#isOfHousehold[f] === 1) household += rarity;
    }
    const moved = this.#weights[at + ofMoved] as number;
    const strangers = this.#weights[at + ofStrangers] as number;
    return oddsOfOne(person, address, this.#stayed, moved, household, strangers);
  }

  /** The probability that a pair which shows a pattern is two people of one household, before the rarity of its values. */
  householdProbability(pattern: number): number {
    const at = weightsKept * pattern;
    const household = 2 ** (this.#weights[at + ofHousehold] as number);
    const odds = 2 ** this.weight(pattern, this.#noRarities, 0);
    return household / ((1 + odds) * (household + (this.#weights[at + ofStrangers] as number)));
  }

  /** Adds what such a pair says of each feature. */
  addTo(sums: FieldSums, pattern: number, rarities: Float32Array, told: number): void {
    const { feature, weight, ratio, rarity } = this.#said;
    const end = this.#ends[pattern] as number;
    for (let i = this.#begin(pattern); i < end; i++) {
      const place = this.#places[i] as number;
      const f = feature[place] as number;
      const share = rarity[place] as number;
      const ofValue = share === 0 ? 0 : share * (rarities[told + f] as number);
      sums.add(f, weight[place] as number, ratio[place] as number, ofValue);
    }
  }

  #begin(pattern: number): number {
    return pattern === 0 ? 0 : (this.#ends[pattern - 1] as number);
  }
}

/** Numbers, and more of them behind. */
function grown<T extends Uint16Array | Uint32Array | Float64Array>(all: T, more: T): T {
  const longer = new (all.constructor as new (length: number) => T)(all.length + more.length);
  longer.set(all);
  longer.set(more, all.length);
  return longer;
}
