import { ChanceCounter, type Chances } from './chances.ts';
import { compareRules, type ListFigures, leastAsked, type RuleComparison } from './compareRules.ts';
import type { Histories } from './histories.ts';
import type { RecommenderSettings } from './recommender.ts';
import { type FreshRule, type ListRule, type Trial, trialsOf } from './trials.ts';

export interface ChosenRecommender extends Omit<RuleComparison, 'figures'> {
  readonly settings: RecommenderSettings | undefined;
  /**
   * of an offer in the whole list to be in the next basket, and the same of the list of new items; none where too few
   * were asked
   */
  readonly chances: { readonly all: Chances; readonly fresh: Chances } | undefined;
  /** none where too few were asked */
  readonly figures: Readonly<Partial<Record<ListRule, ListFigures>>>;
  /** customers whose last basket was held out */
  readonly asked: number;
}

export interface ChoiceOptions {
  readonly items: number;
  /** length of the lists that are compared */
  readonly k: number;
  /** length of the lists whose chances are counted */
  readonly listed: number;
  /** customers asked at most, evenly spread */
  readonly sample?: number;
}

/**
 * Compares item similarity, its settings found on earlier baskets, with the plain rules on each customer's last basket,
 * and counts how often what the chosen rules offer is bought.
 */
export function chooseRecommender(
  histories: Histories,
  { items, k, listed, sample = 1_500 }: ChoiceOptions,
): ChosenRecommender {
  const { trials, settings } = trialsOf(histories, { items, k, sample, least: leastAsked });
  const compared = compareRules(trials);
  const isEnough = trials.length >= leastAsked;
  return {
    ...compared,
    settings,
    chances: isEnough ? chancesOf(trials, compared, listed) : undefined,
    figures: isEnough ? compared.figures : {},
    asked: trials.length,
  };
}

/** How often what the chosen rules would have offered was in the basket. */
function chancesOf(
  trials: readonly Trial[],
  { all, fresh }: { readonly all: ListRule; readonly fresh: FreshRule },
  listed: number,
) {
  const counter = new ChanceCounter(listed);
  const freshCounter = new ChanceCounter(listed);
  for (const trial of trials) {
    trial.all[all].slice(0, listed).forEach((item, place) => {
      counter.count(trial.had.has(item) ? 'repeat' : 'new', trial.group, place + 1, trial.bought.has(item));
    });
    trial.fresh[fresh].slice(0, listed).forEach((item, place) => {
      freshCounter.count('new', trial.group, place + 1, trial.bought.has(item));
    });
  }
  return { all: counter.chances(), fresh: freshCounter.chances() };
}
