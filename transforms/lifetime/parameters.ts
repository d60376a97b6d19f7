import type {
  Decile,
  GammaGammaParameters,
  Independence,
  LifetimeFormula,
  Season,
} from '../../models/index.ts';

/** The confidence of every interval of a customer's value. */
export const confidence = 0.8;

/** By what customers are parted where one set of parameters does not do for all. */
export type Grouping = 'none' | 'channel' | 'cohort';

/** What customers of up to so many purchases spend at a time; the last class has no end. */
export interface SpendingClass {
  readonly upTo: number | null;
  readonly parameters: GammaGammaParameters;
}

/**
 * Why no model stands: too few came back, the purchases span too few days, too few had come back where the
 * holdout would begin, or no model converged.
 */
export type NoModel = 'few-returned' | 'short' | 'few-returned-before' | 'not-converged';

/**
 * One tenth of the customers of the holdout, and what was expected of it; means a customer, money before the
 * margin.
 */
export interface HoldoutDecile extends Decile {
  readonly naive: number;
  readonly predictedValue: number;
  readonly realisedValue: number;
  readonly naiveValue: number;
}

/** All that scoring needs. */
export interface LifetimeParameters {
  readonly pooled: LifetimeFormula;
  /** null with a model, and where none does better than everybody going on as before */
  readonly noModel: NoModel | null;
  readonly grouping: Grouping;
  /** letters of groups that have their own, by the group's name; the others go by the pooled ones */
  readonly groups: Readonly<Record<string, LifetimeFormula['parameters']>>;
  /** by whose clock the formulas count time; null: by the calendar */
  readonly season: Season | null;
  readonly spending: readonly SpendingClass[];
  readonly independence: Independence | null;
  /** what remained of revenue by the cost of products; null where that was not known */
  readonly marginOfProducts: number | null;
  readonly holdout: {
    readonly days: number;
    readonly deciles: readonly HoldoutDecile[];
    /** share of customers whose revenue in the holdout lay within the 80 % interval */
    readonly coverage: number | null;
    /** share above the upper end, of the customers whose upper end is not 0: a tenth where the interval is right */
    readonly above: number | null;
  } | null;
}

/** The gamma-gamma parameters for a customer of so many purchases. */
export function spendingOf(classes: readonly SpendingClass[], purchases: number): GammaGammaParameters {
  const found = classes.find(({ upTo }) => upTo === null || purchases <= upTo);
  if (!found) throw new RangeError(`no class of spending for ${purchases} purchases`);
  return found.parameters;
}
