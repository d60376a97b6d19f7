import { ChanceCounter, type Chances } from './chances.ts';
import { compareRules, type ListFigures, leastAsked, type RuleComparison } from './compareRules.ts';
import { type Histories, nextHeldOut } from './histories.ts';
import type { FreshRule, ListRule } from './offers.ts';
import { popularHalfLife } from './popularHalfLife.ts';
import type { HalfLife } from './popularity.ts';
import type { RecommenderSettings } from './recommender.ts';
import { type Trial, trialsOf } from './trials.ts';

export interface ChosenRecommender extends Omit<RuleComparison, 'figures'> {
  readonly settings: RecommenderSettings | undefined;
  /** of what is popular; found on the baskets before those that were held out */
  readonly popularHalfLifeDays: HalfLife;
  /**
   * of an offer in the whole list to be in the next basket, and the same of the list of new items; none where too few
   * were asked
   */
  readonly chances: { readonly all: Chances; readonly fresh: Chances } | undefined;
  /** none where too few were asked */
  readonly figures: Readonly<Partial<Record<ListRule, ListFigures>>>;
  /** customers whose next basket was held out */
  readonly asked: number;
  /** places of the lists by which they were compared */
  readonly places: number;
}

export interface ChoiceOptions {
  readonly items: number;
  /** length of the lists that are offered */
  readonly listed: number;
  /** customers asked at most, evenly spread */
  readonly sample?: number;
}

/**
 * Places of a list that tell how good it is: all that are offered, but no more than a third of the items, as a list of
 * most of them catches most of a basket whatever its order.
 */
export const placesCompared = (items: number, listed: number): number =>
  Math.max(1, Math.min(listed, Math.floor(items / 3)));

/**
 * Compares item similarity, its settings found on earlier baskets, with the plain rules on each customer's next basket
 * after a cut-off day, and counts how often what the chosen rules offer is bought.
 */
export function chooseRecommender(
  histories: Histories,
  { items, listed, sample = 1_500 }: ChoiceOptions,
): ChosenRecommender {
  const places = placesCompared(items, listed);
  const held = nextHeldOut(histories);
  const { trials, settings, popularHalfLifeDays } = held
    ? trialsOf(held, { items, k: places, listed, sample, least: leastAsked })
    : { trials: [], settings: undefined, popularHalfLifeDays: popularHalfLife([], { items, k: places }) };
  const compared = compareRules(trials.map((trial) => firstOf(trial, places)));
  const isEnough = trials.length >= leastAsked;
  return {
    ...compared,
    settings,
    popularHalfLifeDays,
    chances: isEnough ? chancesOf(trials, compared, listed) : undefined,
    figures: isEnough ? compared.figures : {},
    asked: trials.length,
    places,
  };
}

/** The same trial with so many places of every list. */
const firstOf = (trial: Trial, places: number): Trial => ({
  ...trial,
  all: {
    item_similarity: trial.all.item_similarity.subarray(0, places),
    own_most_bought: trial.all.own_most_bought.subarray(0, places),
    popular: trial.all.popular.subarray(0, places),
  },
  fresh: {
    item_similarity: trial.fresh.item_similarity.subarray(0, places),
    popular: trial.fresh.popular.subarray(0, places),
  },
});

/** How often what the chosen rules would have offered was in the basket. */
function chancesOf(
  trials: readonly Trial[],
  { all, fresh }: { readonly all: ListRule; readonly fresh: FreshRule },
  listed: number,
) {
  const counter = new ChanceCounter(listed);
  const freshCounter = new ChanceCounter(listed);
  for (const trial of trials) {
    trial.all[all].forEach((item, place) => {
      counter.count(trial.had.has(item) ? 'repeat' : 'new', trial.group, place + 1, trial.bought.has(item));
    });
    trial.fresh[fresh].forEach((item, place) => {
      freshCounter.count('new', trial.group, place + 1, trial.bought.has(item));
    });
  }
  return { all: counter.chances(), fresh: freshCounter.chances() };
}
