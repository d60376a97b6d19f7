import type { Feature } from './features.ts';
import type { Role } from './fields.ts';
import type { SharedInHousehold } from './householdShares.ts';

/** What two people agree on because they agree on something else. */
export interface Dependence {
  /** the features that are equal (all of them) when `u` holds instead of the feature's own */
  readonly when: readonly number[];
  /**
   * `u` holds already where they are alike: of two spellings of one name the same e-mail addresses are made,
   * and a town is where its area is
   */
  readonly whenAlike?: boolean;
  readonly u: readonly number[];
}

/** What was fitted of a feature. */
export interface FeatureParameters {
  readonly name: string;
  readonly levels: readonly string[];
  readonly household: boolean;
  readonly isOfTown?: true;
  readonly role: Role;
  /** how often two people of one household agree on what they need not share */
  readonly coincidence?: number;
  /** where homes are known: whether each of a household may have one of their own */
  readonly isOwn?: true;
  /** P(level | match), P(level | two people), by level */
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** u under conditions, where agreement on something else brings this with it: the first that holds counts */
  readonly given?: readonly Dependence[];
}

/** The parameters of a feature, of which the mixture fits `fitted`. */
export const parametersOf = (
  { name, comparison, household, isOfTown, role }: Feature,
  shared: SharedInHousehold,
  fitted: Pick<FeatureParameters, 'm' | 'u' | 'given'>,
): FeatureParameters => ({
  name,
  levels: comparison.levels,
  household,
  ...(isOfTown ? { isOfTown } : {}),
  role,
  ...shared,
  ...fitted,
});
