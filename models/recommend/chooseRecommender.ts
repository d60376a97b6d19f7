import { basketGroup, ChanceCounter, type Chances } from './chances.ts';
import { askedOf, type Basket, type Histories, withoutLast } from './histories.ts';
import { type Gain, pairedGain } from './pairedGain.ts';
import { byPopularity, filledUp, ownMostBought, popularItems } from './plainRules.ts';
import { dailyPurchases, recentPopularity } from './popularity.ts';
import { rankingFigures } from './rankingFigures.ts';
import { type Recommender, type RecommenderSettings, tuneRecommender } from './recommender.ts';

export type ListRule = 'item_similarity' | 'own_most_bought' | 'popular';
/** The customer's own most bought are nothing new. */
type FreshRule = Exclude<ListRule, 'own_most_bought'>;

export interface ListFigures {
  /** of the whole list, against all that was bought */
  readonly recall: number;
  readonly ndcg: number;
  /** of the list of new items, against what was bought that the customer did not have; null without such a list */
  readonly recallNewItems: number | null;
}

export interface ChosenRecommender {
  /** of the whole list */
  readonly all: ListRule;
  /** of the list of new items */
  readonly fresh: FreshRule;
  readonly settings: RecommenderSettings | undefined;
  /**
   * of an offer in the whole list to be in the next basket, and the same of the list of new items; none where too few
   * were asked
   */
  readonly chances: { readonly all: Chances; readonly fresh: Chances } | undefined;
  readonly figures: Readonly<Partial<Record<ListRule, ListFigures>>>;
  /** gain in recall of item similarity over the best plain rule */
  readonly gain: Gain & { readonly over: ListRule };
  /** the same of new items, over what is popular */
  readonly freshGain: Gain;
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

const none = new Uint32Array(0);
/** Fewer held-out baskets say nothing of which rule is better. */
export const leastAsked = 30;
/** days after which a basket counts half in what is popular */
export const popularHalfLifeDays = 90;

/**
 * Compares item similarity, its settings found on earlier baskets, with the plain rules on each customer's last basket.
 * It is chosen where its recall is better than that of the best plain rule by more than a standard error of their
 * difference; the list of new items likewise.
 */
export function chooseRecommender(
  histories: Histories,
  { items, k, listed, sample = 1_500 }: ChoiceOptions,
): ChosenRecommender {
  const { before, last } = withoutLast(histories);
  const asked = items > 0 ? askedOf(last, sample) : [];
  const isEnough = asked.length >= leastAsked;
  const recommender = isEnough ? tuneRecommender(before, items, k) : undefined;
  const trials = trialsOf(asked, before, last, recommender, { items, k });
  const figures = {
    item_similarity: figuresOf(trials, 'item_similarity'),
    own_most_bought: figuresOf(trials, 'own_most_bought'),
    popular: figuresOf(trials, 'popular'),
  };
  const plain = figures.popular.recall > figures.own_most_bought.recall ? 'popular' : 'own_most_bought';
  const gain = pairedGain(
    trials.map(({ all, bought: wanted }) => ({ wanted, tried: all.item_similarity, plain: all[plain] })),
  );
  const freshGain = pairedGain(
    trials.map(({ fresh, news: wanted }) => ({
      wanted,
      tried: fresh.item_similarity,
      plain: fresh.popular,
    })),
  );
  const isBetter = ({ mean, standardError }: Gain) => isEnough && mean > standardError;
  const all: ListRule = isBetter(gain) ? 'item_similarity' : plain;
  const fresh: FreshRule = isBetter(freshGain) ? 'item_similarity' : 'popular';
  return {
    all,
    fresh,
    settings: recommender?.settings,
    chances: isEnough ? chancesOf(trials, all, fresh, listed) : undefined,
    figures: isEnough ? figures : {},
    gain: { ...gain, over: plain },
    freshGain,
    asked: trials.length,
  };
}

/** What each rule would have offered a customer on the day of the last basket, and what was in it. */
interface Trial {
  readonly had: ReadonlySet<number>;
  readonly group: number;
  readonly bought: ReadonlySet<number>;
  /** of these, what the customer did not have */
  readonly news: ReadonlySet<number>;
  readonly all: Readonly<Record<ListRule, Uint32Array>>;
  readonly fresh: Readonly<Record<FreshRule, Uint32Array>>;
}

function trialsOf(
  asked: readonly number[],
  before: Histories,
  last: readonly (Basket | undefined)[],
  recommender: Recommender | undefined,
  { items, k }: Pick<ChoiceOptions, 'items' | 'k'>,
): readonly Trial[] {
  const popularOn = popularityByDay(before, items);
  return asked.flatMap((customer) => {
    const basket = last[customer];
    if (!basket) return [];
    const earlier = before[customer] ?? [];
    const counts = new Map<number, number>();
    for (const { items: all } of earlier) for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
    const had = new Set(counts.keys());
    const { popularity, ranked } = popularOn(Math.floor(basket.day));
    const likeness = recommender?.offer(customer, basket.day, k);
    return [
      {
        had,
        group: basketGroup(earlier.length),
        bought: new Set(basket.items),
        news: new Set(Array.from(basket.items).filter((item) => !had.has(item))),
        all: {
          item_similarity: filledUp(likeness?.all ?? none, ranked, k),
          own_most_bought: ownMostBought(counts, popularity, ranked, k),
          popular: popularItems(ranked, k),
        },
        fresh: {
          item_similarity: filledUp(likeness?.fresh ?? none, ranked, k, had),
          popular: popularItems(ranked, k, had),
        },
      },
    ];
  });
}

/** What is popular as of a day, found once a day. */
function popularityByDay(histories: Histories, items: number) {
  const daily = dailyPurchases(histories, items);
  const known = new Map<number, { readonly popularity: Float64Array; readonly ranked: Uint32Array }>();
  return (day: number) => {
    const found = known.get(day);
    if (found) return found;
    const popularity = recentPopularity(daily, day, popularHalfLifeDays);
    const made = { popularity, ranked: byPopularity(popularity) };
    known.set(day, made);
    return made;
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

/** How often what the chosen rules would have offered was in the basket. */
function chancesOf(trials: readonly Trial[], all: ListRule, fresh: FreshRule, listed: number) {
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
