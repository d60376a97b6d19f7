import { firstHundredSurnames, formsOfAddress } from '../standardise/light/index.ts';
import type { Pattern } from './pattern.ts';

const word = String.raw`[\p{L}'’-]+`;
const name = String.raw`\p{Lu}[\p{L}'’-]+`;
const names = `${name}(?:\\s${name})*`;
const surname = `[${[...firstHundredSurnames].join('')}]`;
/** What stands behind a surname, and is part of other words too. */
const calling = '姐(?!妹)|哥|老板|老闆|店长|店長|主管|总(?![是共之体體额額算结結会會得觉覺要])';

/** What stands before a name with a capital. */
const before = [
  ...['[Mm]iss', '[Dd]octor', 'Herrn?', 'Frau', 'M(?:me|lle)', '[Mm]adame', '[Mm]onsieur'],
  ...['[Ss]ra?\\.', '[Ss]eñor(?:a|ita)?', '[Ss]ignora?'],
  ...['[Rr]egards,?', '[Yy]ours,?', '[Tt]hanks,?', '[Ss]igned,?'],
].join('|');

/** How people name themselves and others. */
export const namePatterns: readonly Pattern[] = [
  {
    sign: /\b(?:mrs?|ms|dr|mx)\b/iu,
    found: new RegExp(`(?<=\\b(?:[Mm]rs?|MRS?|[Mm]s|[Dd]r|[Mm]x)\\.?\\s)${word}(?:\\s${names})?`, 'gu'),
  },
  {
    sign: new RegExp(before, 'u'),
    found: new RegExp(`(?<=(?<!\\p{L})(?:${before})\\s+)${names}`, 'gu'),
  },
  {
    sign: /my name|am called|name:/iu,
    found: new RegExp(
      `(?<=\\b(?:[Mm]y name(?: is|['’]s)|[Ii] am called|[Nn]ame:)\\s*)${word}(?:\\s${names})?`,
      'gu',
    ),
  },
  {
    sign: /[叫是名系繫货貨件]/u,
    found: new RegExp(
      `(?<=(?:我叫|我是|名叫|姓名|联系人|聯繫人|收货人|收貨人|收件人)[:：是]?\\s*)(?:\\p{Script=Han}{2,4}|[\\p{Script=Latin}'’-]+)|(?<=叫)${surname}\\p{Script=Han}{1,2}`,
      'gu',
    ),
  },
  {
    sign: /姓/u,
    found: /(?<=[我他她]姓)\p{Script=Han}(?:[，,、\s]*(?:名叫|名|叫)\p{Script=Han}{1,3})?/gu,
  },
  {
    sign: new RegExp(formsOfAddress, 'u'),
    found: new RegExp(`(?:\\p{Script=Han}{1,2}|[\\p{Script=Latin}.'’-]+)\\s?(?=${formsOfAddress})`, 'gu'),
  },
  { sign: new RegExp(calling, 'u'), found: new RegExp(`(?<!谢)${surname}(?=${calling})`, 'gu') },
  {
    // the forms of address of Japan and Korea, but お客様, 皆さん and 고객 (a customer)
    sign: /さん|さま|様|ちゃん|くん|씨/u,
    found:
      /(?![お客皆])[\p{Script=Han}\p{Script=Katakana}]{1,4}(?<![客皆])(?=さん|さま|様|ちゃん|くん)|\p{Script=Hangul}{2,4}\s?(?=씨)/gu,
  },
];
