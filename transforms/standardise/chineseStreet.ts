import { divisions } from './divisions.ts';
import { remembered } from './memo.ts';

/** Street and detail of an address; the house number is of the street, building and room are detail. */
export interface ChineseStreet {
  readonly street: string | null;
  readonly detail: string | null;
}

export const between = /^[\s,，、/·>|_-]+/;
const town = '(?:\\p{Script=Han}{1,10}?(?:街道|镇|乡|苏木))?';
const road =
  '\\p{Script=Han}[\\p{L}\\d]{0,14}?(?:(?:大街|大道|胡同|公路|路|街|巷|道|弄)(?![东西南北中]?(?:大?街|路|大道))|[里村庄](?!\\p{Script=Han}{0,3}?(?:街|路|大道|胡同|巷)))';
const house =
  '(?:[东西南北中]?[一二三四五六七八九十\\d]{0,3}段|[东西南北中](?=\\d))?\\s*(?:第?\\d+(?:[-~]\\d+)?[甲乙丙丁]?(?:号院?|弄)(?!楼|栋|幢|座|室|单元|门)(?:\\d+号(?!楼|栋|幢|座|室))?)?';
const streetPattern = new RegExp(`^(${town}(?:${road}${house})?)(.*)$`, 'u');

/** Up to the house number is street, the building and room are detail. */
export function splitStreet(text: string): ChineseStreet {
  const [, street = '', detail = ''] = streetPattern.exec(text) ?? [];
  return {
    street: street.trim() || null,
    detail: (street === '' ? text : detail).replace(between, '').trim() || null,
  };
}

/** 义乌市场, 石狮市政府: 市 at the end of a city's name belongs to what follows */
export const afterMarket = /^[场政民立]/;
/** 第一医院, 交通大学: what remains of the name of an institution when its city is taken off */
const institution = /^\p{Script=Han}{0,8}?(?:医院|大学|学院|中学|小学|公司|银行|集团|法院|政府|局|馆)/u;

/** The names of divisions, province first, as far as they are known. */
export type DivisionNames = readonly (string | null)[];

/**
 * A line without the divisions that it repeats: 广东省深圳市南山区 beside 深圳市南山区科技路1号. One level alone is not
 * taken off unless it is the finest in full: 深圳湾 and 北京市第一医院 are names.
 */
export function withoutEcho(text: string, names: DivisionNames): string {
  const known = names.map((name, level) => ({
    name,
    spellings: name === null ? [] : forms(`${level}${name}`),
  }));
  const finest = known.findLast(({ name }) => name !== null)?.name;
  let rest = text;
  let levels = 0;
  let isFinest = false;
  for (const { name, spellings } of known) {
    const form = spellings.find((each) => rest.startsWith(each));
    if (!form) continue;
    levels++;
    isFinest ||= name === finest && form === name;
    rest = rest.slice(form.length).replace(between, '');
  }
  const isWhole = /[县区旗州盟]$/.test(finest ?? '') || (finest?.endsWith('市') && !afterMarket.test(rest));
  const isSafe = levels > 1 || (isFinest && isWhole && !institution.test(rest));
  return isSafe ? rest : text;
}

/** The spellings of a division, the longest first, by its level (0 to 2) and name. */
const forms = remembered((key: string): readonly string[] => {
  const { provinces, cities, districts } = divisions();
  const level = [provinces, cities, districts][Number(key.charAt(0))];
  const name = key.slice(1);
  const spellings = [name, ...(level?.get(name)?.[0]?.names ?? [])];
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
});
