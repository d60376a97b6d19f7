import { personalKinds, type Role } from './fields.ts';
import { likelihoodRatio } from './likelihoodRatio.ts';
import type { MatchParameters } from './parameters.ts';
import { levelOf } from './patternCode.ts';
import {
  bothCoincide,
  householdDiscount,
  householdRatio,
  mayCoincide,
  movedWith,
  noHousehold,
  shareOfStrangers,
} from './posteriors.ts';
import type { RatioPlaces } from './ratioPlaces.ts';
import { sayings } from './sayings.ts';

export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);
export const weightOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** log2 of m/u of what a pattern says of a feature. */
export const levelWeight = (parameters: MatchParameters, feature: number, pattern: number): number =>
  Math.log2(likelihoodRatio(parameters.features, feature, (f) => levelOf(pattern, f)));

/** Pairs of one household for each match that are allowed for, whatever was fitted, where Jr and Sr stand behind the names. */
const leastNamesakesPerMatch = 0.25;

const oneMoreCoincides = Math.log2(bothCoincide);

interface WeighedFeature {
  readonly role: Role;
  /** log2 of what a likelihood ratio of one person is multiplied by for one household, and of the least that gives */
  readonly discount: number;
  readonly least: number;
  /** a person's own, and may be the same of two people of one household all the same */
  readonly mayCoincide: boolean;
  readonly isPersonal: boolean;
  /** tells namesakes of one household apart */
  readonly isSuffix: boolean;
  /** says nothing of who somebody is: how they came, what they like */
  readonly isOther: boolean;
  /** what equality weighs, but for rounding */
  readonly ofEqual: number;
}

/** What is asked of the parameters for every pair, found once. */
export interface Weighing {
  readonly parameters: MatchParameters;
  readonly features: readonly WeighedFeature[];
  /** whether people of one household can be told from one person */
  readonly hasHouseholds: boolean;
}

export const weighing = (parameters: MatchParameters): Weighing => ({
  parameters,
  hasHouseholds: parameters.lambdaHousehold > noHousehold,
  features: parameters.features.map((of) => {
    const kind = parameters.fields.find(({ name }) => name === of.name)?.kind;
    return {
      role: of.role,
      discount: Math.log2(householdDiscount(of)),
      least: Math.log2(householdRatio(0, 0, of)),
      mayCoincide: mayCoincide(of),
      isPersonal: kind !== undefined && personalKinds.has(kind),
      isSuffix: kind === 'name_suffix',
      isOther: kind === 'other',
      ofEqual: Math.log2((of.m.at(-1) ?? 1) / (of.u.at(-1) ?? 1)) - 1e-6,
    };
  }),
});

/**
 * The weights of the fields of two records, or of two groups, as the log2 odds of one person against two, of
 * one home or of two. Whoever has moved between the records differs in all parts of the address at once:
 * together they never say more against one person than that somebody moved, with other identifiers where all
 * that both records give differ.
 */
export class PairWeight {
  readonly #weighing: Weighing;
  readonly #prior: number;
  #person: number;
  #address = 0;
  #household = 0;
  #agreesInPerson = false;
  #coincidences = 0;
  #areNamesakes = false;
  #comparesIdentifiers = false;
  #agreesInIdentifiers = false;
  #differsInIdentifiers = false;
  #sharesIdentifier = false;
  #comparesMore = false;

  constructor(weighing: Weighing) {
    this.#weighing = weighing;
    this.#prior = Math.log2(weighing.parameters.lambda);
    this.#person = this.#prior;
  }

  /** Forgets what was added. */
  restart(): this {
    this.#person = this.#prior;
    this.#address = 0;
    this.#household = 0;
    this.#agreesInPerson = false;
    this.#coincidences = 0;
    this.#areNamesakes = false;
    this.#comparesIdentifiers = false;
    this.#agreesInIdentifiers = false;
    this.#differsInIdentifiers = false;
    this.#sharesIdentifier = false;
    this.#comparesMore = false;
    return this;
  }

  /** Adds what a feature that both give says, and what the rarity of its equal value adds to that. */
  add(feature: number, weight: number, rarity = 0): void {
    const of = this.#weighing.features[feature] as WeighedFeature;
    if (of.role === 'address') this.#address += weight + rarity;
    else this.#person += weight + rarity;
    // what a weight for one person is as a weight for one household
    this.#household += Math.max(weight + of.discount, of.least);
    if (of.mayCoincide && weight > 0 && ++this.#coincidences > 1) this.#household += oneMoreCoincides;
    if (of.discount > Number.NEGATIVE_INFINITY) this.#household += rarity;
    this.#agreesInPerson ||= of.isPersonal && weight > 0;
    this.#areNamesakes ||= of.isSuffix && weight < 0;
    this.#comparesMore ||= of.role !== 'identifier' && !of.isOther;
    if (of.role !== 'identifier') return;
    this.#comparesIdentifiers = true;
    this.#agreesInIdentifiers ||= weight > 0;
    this.#differsInIdentifiers ||= weight < 0;
    this.#sharesIdentifier ||= weight > 0 && weight >= of.ofEqual;
  }

  /** log2 odds of one person, save for what the address says */
  get person(): number {
    return this.#person;
  }

  /** what the parts of the address say, each for itself */
  get address(): number {
    return this.#address;
  }

  /** the probability that one person would have moved and have these identifiers */
  get moved(): number {
    const { moved } = this.#weighing.parameters;
    return movedWith(moved, this.#comparesIdentifiers, this.#agreesInIdentifiers);
  }

  /** log2 odds of two people of one household */
  get household(): number {
    const { lambda, lambdaHousehold, leastHouseholds } = this.#weighing.parameters;
    const unseen = this.#agreesInPerson || !this.#weighing.hasHouseholds ? 0 : leastHouseholds;
    const least = this.#areNamesakes ? leastNamesakesPerMatch : unseen;
    return this.#household + Math.log2(Math.max(lambdaHousehold, least * lambda));
  }

  /**
   * the probability that two people of two homes are to be thought of: not where all that both records give
   * are identifiers and they share one, for nothing speaks against it
   */
  get strangers(): number {
    const isAlone = !this.#comparesMore && this.#sharesIdentifier && !this.#differsInIdentifiers;
    return isAlone && this.#weighing.hasHouseholds ? 0 : shareOfStrangers(this.#weighing.parameters);
  }

  /** what being one person who may have moved adds to the address */
  get forMoving(): number {
    const stayed = 1 - this.#weighing.parameters.moved;
    return Math.log2(stayed * 2 ** this.#address + this.moved) - this.#address;
  }

  /** what it takes away that two people of one household would agree as much */
  get forHousehold(): number {
    return -Math.log2(2 ** this.household + shareOfStrangers(this.#weighing.parameters));
  }

  /** what it adds that nothing else can be compared, so that two people of two homes are not thought of */
  get forNothingElse(): number {
    return -Math.log2(2 ** this.household + this.strangers) - this.forHousehold;
  }

  /** what it adds to `total` that hardly anybody of another home, or of the same one, is alone with one record */
  get forAlone(): number {
    const { alone } = this.#weighing.parameters;
    const household = 2 ** this.household;
    const all = household + this.strangers;
    if (!alone || all === 0) return 0;
    return Math.log2(all / (household * alone.atHome + this.strangers * alone.anywhere));
  }

  /** log2 odds of one person: the sum of `person`, `address`, `forMoving`, `forHousehold` and `forNothingElse` */
  get total(): number {
    const stayed = 1 - this.#weighing.parameters.moved;
    return oddsOfOne(this.#person, this.#address, stayed, this.moved, this.household, this.strangers);
  }
}

/** log2 odds of one person, who has stayed or moved, against two, of one home or of two: as `PairWeight` names them. */
export const oddsOfOne = (
  person: number,
  address: number,
  stayed: number,
  moved: number,
  household: number,
  strangers: number,
): number => person + Math.log2(stayed * 2 ** address + moved) - Math.log2(2 ** household + strangers);

/**
 * Tells what the levels of each pattern say, before the rarity of values.
 * @param patterns where what they say stands (`ratioPlaces`)
 * @param tell is given the same object for each pattern
 */
export function weighPatterns(
  of: Weighing,
  { places, ends }: RatioPlaces,
  tell: (weight: PairWeight, row: number) => void,
): void {
  const { feature, weight } = sayings(of.parameters.features);
  const sum = new PairWeight(of);
  for (let row = 0, at = 0; row < ends.length; row++) {
    sum.restart();
    for (const end = ends[row] as number; at < end; at++) {
      const place = places[at] as number;
      sum.add(feature[place] as number, weight[place] as number);
    }
    tell(sum, row);
  }
}
