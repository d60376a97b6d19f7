import { askedOf, type Histories, nextHeldOut } from './histories.ts';
import { soldItems } from './offers.ts';
import { popularItems } from './plainRules.ts';
import { type HalfLife, recentPopularity } from './popularity.ts';
import { rankingFigures } from './rankingFigures.ts';

/** What is tried; the first stands where nobody came back, or no other finds more. */
const halfLives: readonly HalfLife[] = [90, 30, 365, null];

/**
 * How soon baskets should fade in what is popular: the half-life whose lists of k, of all items and of those that are
 * new to the customer, find most of the next baskets after an earlier day by what was known before it. Up to `sample`
 * customers, evenly spread, are asked.
 */
export function popularHalfLife(
  histories: Histories,
  { items, k, sample = 600 }: { readonly items: number; readonly k: number; readonly sample?: number },
): HalfLife {
  const held = nextHeldOut(histories);
  const asked = held ? askedOf(held, sample) : [];
  const recallBy = (halfLife: HalfLife): number => {
    const { ranked } = soldItems(recentPopularity(held?.known ?? [], items, held?.day ?? 0, halfLife));
    const ofAll = rankingFigures(
      asked.map(() => popularItems(ranked, k)),
      asked.map(({ bought }) => bought),
    );
    const ofNews = rankingFigures(
      asked.map(({ had }) => popularItems(ranked, k, had)),
      asked.map(({ news }) => news),
    );
    return ofAll.recall + ofNews.recall;
  };
  const tried = halfLives.map((halfLife) => ({ halfLife, recall: recallBy(halfLife) }));
  return tried.reduce((best, one) => (one.recall > best.recall ? one : best)).halfLife;
}
