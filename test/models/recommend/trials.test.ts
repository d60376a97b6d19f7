import { expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { type HeldOutBaskets, type Histories, nextHeldOut } from '../../../models/recommend/histories.ts';
import { trialsOf } from '../../../models/recommend/trials.ts';

const random = seededRandom(7);
/** Sixty customers of two tastes, twenty items each, who buy one after the other: of all, or of what they have not. */
const customers = (isTwice: boolean): Histories =>
  Array.from({ length: 60 }, (_, customer) => {
    const left = Array.from(
      { length: isTwice ? 3 : 20 },
      (_, i) => 20 * (customer % 2) + ((i + customer) % 20),
    );
    return Array.from({ length: 8 }, (_, day) => {
      const at = Math.floor(random() * left.length);
      const [item = 0] = isTwice ? left.slice(at, at + 1) : left.splice(at, 1);
      return { day, items: Uint32Array.of(item) };
    });
  });

const held = (histories: Histories) => nextHeldOut(histories) as HeldOutBaskets;

test('where nothing is bought twice, what customers have is not offered, neither by likeness nor as popular', () => {
  const { trials, settings } = trialsOf(held(customers(false)), { items: 40, k: 5 });
  expect(settings?.offersOwn).toBe(false);
  for (const { had, all, fresh } of trials) {
    expect(all.item_similarity).toEqual(fresh.item_similarity);
    expect(all.popular).toEqual(fresh.popular);
    for (const list of [all.item_similarity, all.popular])
      expect(list.filter((item) => had.has(item))).toHaveLength(0);
  }
});

test('where customers come back for what they have, it is', () => {
  const { trials, settings } = trialsOf(held(customers(true)), { items: 40, k: 5 });
  expect(settings?.offersOwn).toBe(true);
  expect(trials.every(({ had, all }) => all.item_similarity.some((item) => had.has(item)))).toBe(true);
});

test('nothing that anybody bought on the cut-off day or later has a part in what is offered', () => {
  const histories = customers(true);
  const { day } = held(histories);
  const offers = (all: Histories) => trialsOf(held(all), { items: 40, k: 5 });
  const other = histories.map((baskets) =>
    baskets.map((basket) => (basket.day < day ? basket : { ...basket, items: Uint32Array.of(39, 0, 7) })),
  );
  const [before, after] = [offers(histories), offers(other)];
  expect(after.settings).toEqual(before.settings);
  expect(after.trials.map(({ all, fresh }) => ({ all, fresh }))).toEqual(
    before.trials.map(({ all, fresh }) => ({ all, fresh })),
  );
  expect(after.trials.every(({ bought }) => bought.size === 3)).toBe(true);
});
