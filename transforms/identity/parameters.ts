import type { Blocking, OversizedBlock } from './candidates.ts';
import type { Conventions } from './conventions.ts';
import type { FeatureParameters } from './featureParameters.ts';
import type { MatchField } from './normalise.ts';
import type { Shares } from './posteriors.ts';

/** How many people hold a value, as the probability that another person holds it too. */
export interface Frequencies {
  /** of a value that is not listed */
  readonly rare: number;
  readonly common: Readonly<Record<string, number>>;
}

/** How many records are the only one of their person, as shares above 0 (`alone.ts`). */
export interface SharesAlone {
  /** of all records */
  readonly anywhere: number;
  /** of the records that share a home with those of somebody else */
  readonly atHome: number;
}

/**
 * Everything that a match depends on beside the records, as plain JSON: kept in the ledger and given again, records are
 * compared, weighed and joined as they were.
 */
export interface MatchParameters extends Shares {
  readonly fields: readonly MatchField[];
  /** how the values of the columns are read */
  readonly conventions: Conventions;
  readonly blocking: Blocking;
  readonly features: readonly FeatureParameters[];
  /** by feature */
  readonly frequencies: Readonly<Record<string, Frequencies>>;
  /**
   * identifiers that so many people share that they tell nobody apart, and birth dates that a form put, which
   * count as missing
   */
  readonly shared: readonly OversizedBlock[];
  /**
   * pairs of one household for each match that are allowed for, whatever was fitted, where nothing of a person's
   * own agrees: a later batch may bring the family, or the fair in a new town, that the fit had not
   */
  readonly leastHouseholds: number;
  /** where it was counted; otherwise anybody may be alone */
  readonly alone?: SharesAlone;
  /** match probability from which two records are joined */
  readonly threshold: number;
}
