import { gapMark } from './gap.ts';

const digits = String.raw`\p{N}+(?:[.,]\p{N}+)?`;
const hanNumerals = '零〇○一二两兩三四五六七八九十百千万萬亿億幺廿卅俩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟';
const hanNumeral = `[${hanNumerals}]`;
const numberWord = `\\b(?:${`zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
  sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple`
  .split(/\s+/u)
  .join('|')})\\b`;
const numeral = `(?:${digits}|${hanNumeral}|${numberWord})`;
/** What may stand within a number: signs, blanks, marks that nobody sees, and a few words. */
const joint = String.raw`(?:[\s\p{P}\p{S}\p{M}\p{Cf}]{0,3}|\p{P}?\s+(?:and|or|to|then|dash|point)\s+(?!\p{N}{4}))`;

/** What is counted: time, money, amounts, shares. No ages, dates, doors or floors, which point to somebody. */
const latinUnit = String.raw`(?:(?:working|business|whole|full)\s+)?(?:days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?(?![\s-]*old)|times?|stars?|pieces?|items?|pairs?|bags?|box(?:es)?|bottles?|cups?|people|kg|g|ml|cm|mm|oz|lbs?|percent|euros?|dollars?|pounds?|yuan|rmb|usd|eur|gbp)\b`;
const hanUnit =
  '多?(?:[个個]?(?:小时|小時|星期|礼拜|禮拜|钟头|鐘頭|月(?<=[个個]月))|天|分钟|分鐘|秒|周|週|元(?!月)|块|塊|折|次|遍|个|個|件|份|包|盒|袋|瓶|杯|双|雙|条|條|人|种|種|款|颗|顆|斤|克|星|倍|分)';
const unit = String.raw`\s*-?\s*(?:%|${latinUnit}|${hanUnit})`;
const currency = String.raw`[$¥€£]\s*`;

/** A number, or several that stand together, with the sign before or the unit behind that says what is counted. */
const numbers = new RegExp(
  `(?=[+\\p{N}$¥€£${hanNumerals}]|\\b[defhnostz])\\+?(?<sign>${currency})?(?<run>${numeral}(?:${joint}${numeral})*)[\\p{M}\\p{Cf}]*(?<counted>${unit})?`,
  'giu',
);
const numerals = new RegExp(numeral, 'giu');
const oneNumeral = new RegExp(`^(?:${hanNumeral}|${numberWord})$`, 'iu');

/** Digits within letters: orders, products, plates, accounts, but no quantity (14days). */
const identifiers = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}_-])(?!\p{N}{1,3}-?${latinUnit}(?![\p{N}_-]))(?=[\p{Script=Latin}\p{N}_-]*\p{N})(?=[\p{N}_-]*[\p{Script=Latin}_])[\p{Script=Latin}\p{N}_-]+`,
  'giu',
);

/** Words of two numerals. */
const numeralWords = new Set('万一 萬一 千万 千萬 万万 一一 十一 七八'.split(' '));

/** How many digits or numerals a quantity has at most: more tell things apart. */
const mostNumerals = 3;

const countOf = (run: string) =>
  (run.match(numerals) ?? []).reduce((sum, one) => sum + Math.max(1, one.replace(/\P{N}/gu, '').length), 0);

/**
 * A text without its numbers, in digits, in Chinese numerals or in words, however they are grouped. What
 * counts something stays while it is short, as a sign of money or a unit tells (等了14天, two or three days), and
 * so does a numeral alone that is no digit: it is a word like others (一直, one of them).
 */
export const withoutNumbers = (text: string): string =>
  (/\p{N}/u.test(text) ? text.replace(identifiers, gapMark) : text).replace(numbers, (found, ...rest) => {
    const { sign, run, counted } = rest.at(-1) as { sign?: string; run: string; counted?: string };
    if (oneNumeral.test(run) || numeralWords.has(run)) return found;
    const isQuantity = (sign ?? counted) !== undefined && countOf(run) <= mostNumerals;
    return isQuantity ? found : `${sign ?? ''}${gapMark}${counted ?? ''}`;
  });

/** The quantities in digits that are left in such a text, where they stand. */
export const quantitiesIn = (text: string) =>
  [...text.matchAll(numbers)].filter(([found]) => /\p{N}/u.test(found) && !/^〇+$/u.test(found));

/** A quantity in one form, however it is spaced. */
export const quantityKey = (found: string): string => found.replace(/\s+/gu, '').toLowerCase();
