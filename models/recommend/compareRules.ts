import type { FreshRule, ListRule } from './offers.ts';
import { type Gain, pairedGain } from './pairedGain.ts';
import { rankingFigures } from './rankingFigures.ts';
import type { Trial } from './trials.ts';

export interface ListFigures {
  /** of the whole list, against all that was bought */
  readonly recall: number;
  readonly ndcg: number;
  /** of the list of new items, against what was bought that the customer did not have; null without such a list */
  readonly recallNewItems: number | null;
}

export interface RuleComparison {
  /** chosen for the whole list */
  readonly all: ListRule;
  /** chosen for the list of new items */
  readonly fresh: FreshRule;
  readonly figures: Readonly<Record<ListRule, ListFigures>>;
  /** gain in recall of item similarity over the best plain rule */
  readonly gain: Gain & { readonly over: Exclude<ListRule, 'item_similarity'> };
  /** the same of new items, over what is popular */
  readonly freshGain: Gain;
}

/** Fewer held-out baskets say nothing of which rule is better. */
export const leastAsked = 30;

/** Whether a gain is more than a standard error. */
export const isGain = ({ mean, standardError }: Gain): boolean => mean > standardError;

/**
 * Item similarity is chosen where its recall is better than that of the best plain rule by more than a standard error
 * of their difference; the list of new items likewise.
 */
export function compareRules(trials: readonly Trial[]): RuleComparison {
  const figures = {
    item_similarity: figuresOf(trials, 'item_similarity'),
    own_most_bought: figuresOf(trials, 'own_most_bought'),
    popular: figuresOf(trials, 'popular'),
  };
  const over = figures.popular.recall > figures.own_most_bought.recall ? 'popular' : 'own_most_bought';
  const gain = pairedGain(
    trials.map(({ all, bought: wanted }) => ({ wanted, tried: all.item_similarity, plain: all[over] })),
  );
  const freshGain = pairedGain(
    trials.map(({ fresh, news: wanted }) => ({
      wanted,
      tried: fresh.item_similarity,
      plain: fresh.popular,
    })),
  );
  const isEnough = trials.length >= leastAsked;
  return {
    all: isEnough && isGain(gain) ? 'item_similarity' : over,
    fresh: isEnough && isGain(freshGain) ? 'item_similarity' : 'popular',
    figures,
    gain: { ...gain, over },
    freshGain,
  };
}

function figuresOf(trials: readonly Trial[], rule: ListRule): ListFigures {
  const { recall, ndcg } = rankingFigures(
    trials.map(({ all }) => all[rule]),
    trials.map(({ bought }) => bought),
  );
  if (rule === 'own_most_bought') return { recall, ndcg, recallNewItems: null };
  const ofNew = rankingFigures(
    trials.map(({ fresh }) => fresh[rule]),
    trials.map(({ news }) => news),
  );
  return { recall, ndcg, recallNewItems: ofNew.recall };
}
