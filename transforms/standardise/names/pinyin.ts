import { commonPinyinSurnames, compoundPinyinSurnames, pinyinSurnames } from '../data/pinyinSurnames.ts';
import { remembered } from '../memo.ts';
import { simplified } from '../simplified.ts';
import { pinyinLibrary } from './pinyinLibrary.ts';

const options = { toneType: 'none', type: 'array', v: true, nonZh: 'removed' } as const;

/** The syllables of a surname, with the readings that surnames have: 单 shan, 仇 qiu, 曾 zeng, 尉迟 yuchi, 吕 lu. */
export const surnamePinyin = remembered((surname: string): string =>
  pinyinLibrary()(simplified(surname), { ...options, surname: 'all' })
    .map(plainU)
    .join(''),
);

/** The syllables of a given name run together, without tones: 小明 → xiaoming. */
export const givenPinyin = remembered((given: string): string =>
  pinyinLibrary()(simplified(given), options).map(plainU).join(''),
);

/**
 * One spelling of ü after l and n, where passports have LYU, keyboards LV and many forms LU: 吕 and 卢 are both
 * lu. An n behind a vowel ends its syllable: yuanyuan, tianyu.
 */
export function plainU(syllables: string): string {
  return syllables.replace(/([ln])[vü]|(l|(?<![aeiouvü])n)yu/gi, '$1$2u');
}

const asSurname = (word: string): string => plainU(word.toLowerCase());

/** Whether a Latin word is a Chinese surname as pinyin spells it, e.g. `zhang`, `ouyang`, `lyu`. */
export const isPinyinSurname = (word: string): boolean => pinyinSurnames.has(asSurname(word));

/** Whether a Latin word is a surname of two characters: ouyang, sima. */
export const isCompoundPinyin = (word: string): boolean => compoundPinyinSurnames.has(asSurname(word));

/**
 * Whether a Latin word is one of the surnames that more than a third of the mainland share, or one of two
 * syllables, which hardly any given name is; they tell the order of two words that could both be surnames.
 */
export const isCommonSurname = (word: string): boolean =>
  commonPinyinSurnames.has(asSurname(word)) || isCompoundPinyin(word);

const syllable =
  '(?:[bpm](?:a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|miu|f(?:a|o|ei|ou|an|en|ang|eng|u)|' +
  '[dtnl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un)|[nl](?:v|ve|ue)|' +
  '[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)|' +
  '(?:zh|ch|sh|r|z|c|s)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|' +
  'y(?:a|o|e|i|u|ai|ao|ou|an|in|ang|ing|ong|ue|uan|un)|w(?:a|o|u|ai|ei|an|en|ang|eng)|a|o|e|ai|ei|ao|ou|an|en|ang|eng|er)';
const givenSyllables = new RegExp(`^${syllable}(?:['-]?${syllable})?$`, 'i');

/** A pattern of given names of up to three pinyin syllables, in lower case: meili, mei li. */
export const pinyinGiven = `^${syllable}(?:[ '-]?${syllable}){0,2}$`;

/** Whether a Latin word is one or two pinyin syllables, as a given name is. */
export const isPinyinGiven = (word: string): boolean => givenSyllables.test(plainU(word));
