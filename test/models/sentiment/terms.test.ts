import { expect, test } from 'vitest';
import { isPart, termsOf } from '../../../models/sentiment/terms.ts';

test('terms are characters and their pairs, words, and pairs of words where letters make them', () => {
  expect([...termsOf('好吃 Ａ').keys()]).toEqual(['好', '吃', '好吃', 'a', 'w:好吃', 'w:a']);
  expect(termsOf('no no').get('w:no')).toBe(2);
  expect(termsOf('no no').get('w:no no')).toBe(1);
  expect([...termsOf('👍').keys()]).toEqual(['👍']);
  const parts = (text: string) => [...termsOf(text, true).keys()].filter(isPart);
  expect(parts('Tea! 好吃')).toEqual(['p: te', 'p:tea', 'p:ea ', 'p: tea', 'p:tea ', 'p: tea ']);
  expect([...termsOf('p:a').keys()].filter(isPart)).toEqual([]);
});

test('Chinese and Japanese that were cut into words keep them, and what was not cut is no word', () => {
  const words = (text: string) => [...termsOf(text).keys()].filter((term) => term.startsWith('w:'));
  expect(words('不 好吃 ， 送餐 慢')).toEqual(['w:不', 'w:好吃', 'w:送餐', 'w:慢']);
  expect(words('とても おいしい')).toEqual(['w:とても', 'w:おいしい']);
  expect(words('送餐的师傅态度很好而且非常准时')).toEqual([]);
});
