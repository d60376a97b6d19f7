import { expect, test } from 'vitest';
import { themesByMonth } from '../../../transforms/feedback/score.ts';

test('a theme is found in a comment whatever its letters are', () => {
  const said = ['La réception était lente', 'La RÉCEPTION était lente', 'La ｒéｃｅｐｔｉｏｎ était lente'];
  const text = [...said, ...said.map((one) => one.normalize('NFD'))];
  const comments = {
    text,
    landedSeq: text.map((_, i) => BigInt(i)),
    kind: text.map(() => 'comment'),
    customerId: text.map((_, i) => `c${i}`),
    month: text.map(() => '2026-03-01'),
    isScored: text.map(() => true),
    isSatisfied: text.map(() => 0),
  };
  const theme = { terms: ['réception'], side: 'dissatisfied' as const, z: 3 };
  const felt = text.map(() => 0);
  const { mentions, example } = themesByMonth(comments, [theme], felt, () => false);
  expect(mentions).toEqual([6n]);
  expect(example?.[0]).toMatch(/^La (réception|RÉCEPTION) était lente$/);
});
