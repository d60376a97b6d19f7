import { withoutMarks } from '../text.ts';
import { japaneseSurnameLength } from './hanName.ts';
import type { SplitName } from './parts.ts';
import { givenPinyin, surnamePinyin } from './pinyin.ts';

const spaced =
  /^([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+) ([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;
const mixed = /^(\p{Script=Han}{1,5})([\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;
const hasKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Splits a Japanese name with kana: at the space (やまだ たろう, 宮沢 りえ), else behind the characters (高橋みなみ). Null where it
 * is none, or is one word of kana.
 */
export function splitKana(name: string): SplitName | null {
  if (!hasKana.test(name)) return null;
  const [, before, behind] = spaced.exec(name) ?? [];
  if (before && behind) return parts(name, before, behind);
  const [, characters] = mixed.exec(name) ?? [];
  if (!characters) return null;
  const length = japaneseSurnameLength(characters) ?? characters.length;
  const family = Array.from(characters).slice(0, length).join('');
  return parts(name, family, name.slice(family.length));
}

const parts = (value: string, family: string, given: string): SplitName => ({
  value,
  family,
  given,
  key: `${hasKana.test(family) ? withoutMarks(family) : surnamePinyin(family)} ${hasKana.test(given) ? withoutMarks(given) : givenPinyin(given)}`,
  assumed: [],
});
