import { askedOf, type HeldOutBaskets, nextHeldOut } from './histories.ts';
import { itemSimilarity } from './itemSimilarity.ts';
import { recentPopularity } from './popularity.ts';
import { rankingFigures } from './rankingFigures.ts';
import { listMaker, type Recommendation, type ScoreOptions } from './score.ts';

export interface RecommenderSettings extends ScoreOptions {
  readonly damping: number;
  readonly shrinkage: number;
  /** days after which a basket counts half in what everybody buys */
  readonly trendHalfLifeDays: number;
}

export interface Recommender {
  readonly settings: RecommenderSettings;
  /** what to offer a customer on a day */
  readonly offer: (customer: number, day: number, k: number) => Recommendation;
}

/** Baskets, all before a day. */
interface Known extends Pick<HeldOutBaskets, 'known' | 'day'> {
  readonly items: number;
}

/** customers in common that count for as much as doubt does */
const shrinkage = 5;

/** Fits item similarity to histories. */
function fit({ known, items, day: today }: Known, damping: number) {
  const similarity = itemSimilarity(known, { items, shrinkage, damping });
  return (settings: RecommenderSettings): Recommender => {
    const maker = listMaker(similarity, items, settings);
    const trend = recentPopularity(known, items, today, settings.trendHalfLifeDays);
    return {
      settings,
      offer: (customer, day, k) => {
        for (const basket of known[customer] ?? [])
          for (const item of basket.items) maker.buy(item, day - basket.day);
        return maker.offer(trend, k);
      },
    };
  };
}

/** Powers of an item's popularity that are divided out: the cosine, and one that favours what fewer have. */
const dampings = [0.5, 0.9];

/** Where tuning begins. */
const start: RecommenderSettings = {
  shrinkage,
  damping: 0.5,
  trend: 0,
  trendHalfLifeDays: 30,
  halfLifeDays: 180,
  discovery: 0.3,
  offersOwn: true,
};

/** How far what everybody buys lately counts in discovery: not at all, that of a week, of a month, of a year. */
const trends = [
  { trend: 0, trendHalfLifeDays: 30 },
  { trend: 0.6, trendHalfLifeDays: 7 },
  { trend: 0.6, trendHalfLifeDays: 30 },
  { trend: 0.6, trendHalfLifeDays: 365 },
];

/** Settings of the whole list: how soon habits fade, and how much discovery counts beside them. */
const habits = [60, 180, 720].flatMap((halfLifeDays) =>
  [0.1, 0.3, 0.6].map((discovery) => ({ halfLifeDays, discovery })),
);

/**
 * Settings where nobody has habits: what goes with it is worth more than what one bought before, which is worth nothing
 * where nothing is bought twice.
 */
const noHabits = [{ discovery: 10 }, { offersOwn: false }];

/**
 * A recommender whose settings are those that best foretell the next baskets after an earlier day, by what was known
 * before that: first those of discovery (by recall among new items), then those of the whole list. Up to `sample`
 * customers, evenly spread, are asked; where nobody came back the first settings stand.
 */
export function tuneRecommender(now: Known, k: number, sample = 600): Recommender {
  const held = nextHeldOut(now.known);
  if (!held) return fit(now, start.damping)(start);
  const earlier = { ...held, items: now.items };
  const asked = askedOf(held, sample);
  const recallOf = (recommender: Recommender, isFresh: boolean) => {
    const lists = asked.map(({ customer, day }) => {
      const { all, fresh } = recommender.offer(customer, day, k);
      return isFresh ? fresh : all;
    });
    return rankingFigures(
      lists,
      asked.map(({ bought, news }) => (isFresh ? news : bought)),
    ).recall;
  };
  let best: { settings: RecommenderSettings; recall: number; make: ReturnType<typeof fit> } | undefined;
  for (const damping of dampings) {
    const make = fit(earlier, damping);
    for (const trend of trends) {
      const settings = { ...start, damping, ...trend };
      const recall = recallOf(make(settings), true);
      if (!best || recall > best.recall) best = { settings, recall, make };
    }
  }
  if (!best) throw new RangeError('no settings to choose from');
  let { settings } = best;
  let reached = recallOf(best.make(settings), false);
  for (const some of [...habits, ...noHabits]) {
    const tried = { ...best.settings, ...some };
    const recall = recallOf(best.make(tried), false);
    if (recall > reached) [settings, reached] = [tried, recall];
  }
  return fit(now, settings.damping)(settings);
}
