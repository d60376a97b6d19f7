import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { chooseRecommender, placesCompared } from '../../../models/recommend/chooseRecommender.ts';
import { compareRules, leastAsked } from '../../../models/recommend/compareRules.ts';
import type { Trial } from '../../../models/recommend/trials.ts';

/** A customer who bought item 1, had item 0 before, and to whom each rule offers one item. */
const trial = (likeness: number, own: number, popular: number): Trial => {
  const [like, plain] = [Uint32Array.of(likeness), Uint32Array.of(popular)];
  return {
    had: new Map([[0, 1]]),
    group: 0,
    bought: new Set([1]),
    news: new Set([1]),
    all: { item_similarity: like, own_most_bought: Uint32Array.of(own), popular: plain },
    fresh: { item_similarity: like, popular: plain },
  };
};
const trials = (count: number, ...offers: [number, number, number]) =>
  Array.from({ length: count }, () => trial(...offers));

describe('of the rules', () => {
  test('item similarity is chosen where it finds more than the better plain one', () => {
    const { all, fresh, gain } = compareRules(trials(leastAsked, 1, 0, 2));
    expect({ all, fresh }).toEqual({ all: 'item_similarity', fresh: 'item_similarity' });
    expect(gain).toMatchObject({ mean: 1, over: 'own_most_bought' });
  });

  test('a plain one is where it finds as much, and where too few were asked', () => {
    expect(compareRules(trials(leastAsked, 1, 0, 1))).toMatchObject({ all: 'popular', fresh: 'popular' });
    expect(compareRules(trials(leastAsked - 1, 1, 0, 2))).toMatchObject({
      all: 'own_most_bought',
      fresh: 'popular',
    });
  });

  test('a gain of no more than a standard error is chance', () => {
    const [found, missed, neither] = [trials(1, 1, 0, 2), trials(1, 2, 1, 2), trials(10, 2, 0, 2)];
    const times = (count: number, of: readonly Trial[]) => Array.from({ length: count }, () => of).flat();
    const rest = times(3, neither);
    // two found for one that is missed
    expect(compareRules([...times(2, found), ...missed, ...rest]).all).toBe('own_most_bought');
    expect(compareRules([...times(20, found), ...times(10, missed), ...rest]).all).toBe('item_similarity');
  });
});

describe('of few products', () => {
  test('lists are compared by as many as are offered, and by no more than a third of all', () => {
    expect([1, 2, 8, 11, 15, 500].map((items) => placesCompared(items, 5))).toEqual([1, 1, 2, 3, 5, 5]);
  });

  test('what goes with what is found, though most lists would catch nearly everything', () => {
    // a coffee, then coffee again, or the one of six accessories that mostly goes with it
    const random = seededRandom(9);
    const accessory = (coffee: number) => 5 + (random() < 0.8 ? coffee : Math.floor(random() * 6));
    const basket = (day: number, item: number) => ({ day, items: Uint32Array.of(item) });
    const histories = Array.from({ length: 400 }, (_, i) => {
      const coffee = i % 5;
      const second = i % 2 === 0 ? accessory(coffee) : coffee;
      const third = i % 2 === 0 ? coffee : accessory(coffee);
      return [basket(i % 60, coffee), basket(60 + (i % 30), second), basket(90 + (i % 30), third)];
    });
    const { fresh, places, freshGain } = chooseRecommender(histories, { items: 11, listed: 5 });
    expect({ fresh, places }).toEqual({ fresh: 'item_similarity', places: 3 });
    expect(freshGain.mean).toBeGreaterThan(0.1);
  });
});
