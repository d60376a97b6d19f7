import type { Pattern } from './pattern.ts';

const clause = String.raw`[^，。！？；,.!?;\n…]`;
const numerals = '[零〇一二两三四五六七八九十百]';
const unit =
  '号(?:楼|院|门|房)?|號(?:樓|院|門|房)?|弄|栋|棟|幢|楼|樓|层|層|单元|單元|室|座|房|门|門|组|村|巷|街|路';
/** One numeral alone may be a word's (一路, 二楼): what it counts must be part of a building, or stand behind a street. */
const one = `(?:${numerals}(?=\\s*(?:号楼|號樓|弄|栋|棟|幢|单元|單元|室))|(?<=[路街巷弄道])${numerals}(?=\\s*[号號]))`;
const door = String.raw`(?:\p{N}{1,6}|${numerals}{2,6}|${one})\s{0,2}-?\s{0,2}(?:\p{N}{1,6}\s{0,2})?(?:${unit})`;
const estate = '大道|大街|胡同|新村|家园|家園|公寓|大厦|大廈|花园|花園|小区|小區';
/** Those that are everyday words too tell a street with a capital only. */
const streetWord =
  '(?:[Ss]treet|[Ss]tr|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Bb]oulevard|[Bb]lvd|[Cc]rescent|St|Ln|Drive|Dr|Way|Close|Court|Square|Place|Terrace)';

/** Where somebody lives: behind words that say so, and what has a door. */
export const addressPatterns: readonly Pattern[] = [
  {
    sign: /住|地址/u,
    found: new RegExp(`(?<=家住|我住|住在|住址|地址\\s*[是为為:：])\\s*${clause}+`, 'gu'),
  },
  {
    sign: new RegExp(door, 'u'),
    found: new RegExp(
      `(?:\\p{Script=Han}\\s?){0,12}${door}(?:\\p{Script=Han}{0,2}${door})*(?:\\s*\\p{N}+)?`,
      'gu',
    ),
  },
  {
    sign: new RegExp(estate, 'u'),
    found: new RegExp(`\\p{Script=Han}{2,5}\\s?(?:${estate})`, 'gu'),
  },
  {
    sign: /\p{N}/u,
    found: new RegExp(`\\p{N}{1,6}\\p{L}?,?\\s+(?:[\\p{L}'’.-]{1,32}\\s+){1,3}${streetWord}\\b\\.?`, 'gu'),
  },
];
