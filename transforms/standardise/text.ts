import type { Raw } from './standardised.ts';

/** Characters that take no room: zero-width spaces and joiners, directional marks, soft hyphen, byte order mark. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const control = /[\u0000-\u001f\u007f-\u009f]/g;
/** ASCII and unified ideographs, which no normalisation changes, with single spaces inside */
const plain = /^[!-~\u4e00-\u9fff]+(?: [!-~\u4e00-\u9fff]+)*$/;

/**
 * The text that all standardising starts from: full-width forms become half-width (compatibility composition,
 * NFKC), every kind of white space becomes one space, invisible characters and lone surrogates go, the ends
 * are trimmed.
 *
 * Source: Unicode Standard Annex 15, normalisation form KC.
 */
export function foldText(raw: Raw): string {
  if (raw === null || raw === undefined) return '';
  if (plain.test(raw)) return raw;
  return squeeze(squeeze(raw.toWellFormed().replaceAll('\ufffd', '')).normalize('NFKC')).normalize('NFKC');
}

/** signs that are written as they are, and the private characters that stand for them while the others are folded */
const written: readonly (readonly [sign: string, hidden: string])[] = [
  ['º', '\ue0ba'],
  ['ª', '\ue0aa'],
  ['և', '\ue587'],
];

/** The same with º, ª and the Armenian letter և, each of which NFKC would make other letters: 3º B, Mª Carmen, Գևորգ. */
export function foldAsWritten(raw: Raw): string {
  if (typeof raw !== 'string' || !/[ºªև]/.test(raw)) return foldText(raw);
  const hidden = written.reduce((text, [sign, stand]) => text.replaceAll(sign, stand), raw);
  return written.reduce((text, [sign, stand]) => text.replaceAll(stand, sign), foldText(hidden));
}

const squeeze = (text: string): string =>
  text.replace(invisible, '').replace(control, ' ').replace(/\s+/gu, ' ').trim();

const longestField = 2000;

/** Whether a text is longer than any field of a person's record: a document pasted into the wrong place. */
export const isTooLong = (raw: Raw): boolean => typeof raw === 'string' && raw.length > longestField;

/** letters of the scripts whose marks are often left out */
const marked =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}+/gu;

/**
 * Letters without their marks: `Müller` → `Muller`; ß, ø, ł and the like by their usual spelling. Marks that
 * are vowels or make another sound stay, as in Devanagari, Thai and kana.
 */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(marked, '$1')
    .replace(/[ßẞøØłŁđĐæÆœŒþÞðÐı]/g, (letter) => spelling[letter] ?? letter)
    .normalize('NFC');
}

const spelling: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
  ı: 'i',
};
