import { expect, test } from 'vitest';
import { ChanceCounter } from '../../../models/recommend/chances.ts';

test('chances of offers do not rise with the rank, nor does a rank without offers lower them', () => {
  const counter = new ChanceCounter(4);
  const bought = [2, 9, 4];
  bought.forEach((share, at) => {
    for (let n = 0; n < 100; n++) counter.count('repeat', 2, at + 1, n % 10 < share);
    for (let n = 0; n < 100; n++) counter.count('new', 2, at + 2, n % 10 < share);
  });
  for (const kind of ['repeat', 'new'] as const)
    for (const chances of counter.chances()[kind])
      chances.forEach((chance, i) => {
        expect(chance).toBeLessThanOrEqual(chances[i - 1] ?? 1);
      });
  expect(counter.chances().repeat[2]?.slice(0, 2)).toEqual([
    expect.closeTo(0.55, 2),
    expect.closeTo(0.55, 2),
  ]);
  expect(counter.chances().new[2]?.[0]).toBeCloseTo(0.55, 2);
});

test('the share of few offers is drawn towards that of their rank in all groups, as if by twenty', () => {
  const counter = new ChanceCounter(1);
  for (let n = 0; n < 99; n++) counter.count('new', 0, 1, n < 29);
  counter.count('new', 3, 1, true);
  const { new: chances } = counter.chances();
  expect(chances[3]?.[0]).toBeCloseTo((1 + 20 * 0.3) / 21, 12);
  expect(chances[4]?.[0]).toBeCloseTo(0.3, 12);
});
