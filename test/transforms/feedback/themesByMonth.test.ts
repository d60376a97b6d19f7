import { expect, test } from 'vitest';
import { themesByMonth } from '../../../transforms/feedback/score.ts';

/** Comments of one month, each of somebody else, all satisfied (1) or none (0). */
const commentsOf = (text: readonly string[], satisfied: number) => ({
  text,
  landedSeq: text.map((_, i) => BigInt(i)),
  kind: text.map(() => 'comment'),
  customerId: text.map((_, i) => `c${i}`),
  month: text.map(() => '2026-03-01'),
  isScored: text.map(() => true),
  isSatisfied: text.map(() => satisfied),
});

const nobody = { people: new Set<string>(), things: new Set<string>() };

test('a theme is found in a comment whatever its letters are', () => {
  const said = ['La réception était lente', 'La RÉCEPTION était lente', 'La ｒéｃｅｐｔｉｏｎ était lente'];
  const text = [...said, ...said.map((one) => one.normalize('NFD'))];
  const comments = commentsOf(text, 0);
  const theme = { terms: ['réception'], ofBoth: [], side: 'dissatisfied' as const, z: 3 };
  const felt = text.map(() => 0);
  const { mentions, example } = themesByMonth(comments, [theme], felt, nobody);
  expect(mentions).toEqual([6n]);
  expect(example?.[0]).toMatch(/^La (réception|RÉCEPTION) était lente$/);
});

test('of a theme the terms that name somebody are left out, and a theme of nothing else', () => {
  const text = [...'abcdefgh'].flatMap(() => ['we asked Priya', 'a long queue', '找王建国退款', '包装很美']);
  const comments = commentsOf(text, 0);
  const theme = (...terms: string[]) => ({ terms, ofBoth: [], side: 'dissatisfied' as const, z: 3 });
  const themes = [
    theme('asked priya', 'priya'),
    theme('long queue', 'priya'),
    theme('王建国', '找王建国'),
    theme('包装'),
  ];
  const known = { people: new Set(['long', '李贵', '包装']), things: new Set<string>() };
  const felt = text.map(() => 0);
  const told = themesByMonth(comments, themes, felt, known);
  expect(told).toMatchObject({ theme: ['long queue', '包装'], rank: [1, 2], mentions: [8n, 8n] });
  expect(told.example).toEqual(['a long queue', '包装很美']);
});

test('a comment is of a theme by a word that both sides use only where another of its words is beside', () => {
  const text = [...'abcdefgh'].flatMap(() => ['宝宝喜欢', '包装也好', '宝宝红屁股', '喜欢']);
  const comments = commentsOf(text, 1);
  const felt = text.map(() => 1);
  const mentions = (ofBoth: string[], terms = ['包装', '喜欢', '宝宝']) =>
    themesByMonth(comments, [{ terms, ofBoth, side: 'satisfied', z: 3 }], felt, nobody).mentions;
  expect(mentions([])).toEqual([32n]);
  expect(mentions(['宝宝'])).toEqual([24n]);
  expect(mentions(['喜欢', '宝宝'])).toEqual([16n]);
  // of words of both alone each counts, for there is no other
  expect(mentions(['宝宝'], ['宝宝'])).toEqual([16n]);
});
