import { remembered } from './memo.ts';
import { simplified } from './simplified.ts';
import { taiwanPostcode } from './taiwan.ts';

/** A line in simplified Chinese without country, postal code and stray spaces. */
export interface ChineseLine {
  readonly text: string;
  readonly postcode: string | null;
}

/** 中国(上海)自由贸易试验区 */
const freeTradeZone = /(?:中国)?\((\p{Script=Han}{2,3})\)(?=自由贸易)/u;
const mainland = /^(?:中华人民共和国|中国|P\.?R\.? ?China|China)[\s,、]*/i;

export const namesChina = (line: string): boolean => mainland.test(line);

/** Characters that simplified Chinese also has, in names such as 乾县. */
const inBoth = '乾著於徵藉瞭';

/** Traditional characters as simplified ones, save those that simplified Chinese has as well. */
export const inSimplified = (text: string): string => text.replace(ideograph, simplifiedPlace);

const ideograph = /\p{Script=Han}/gu;
const simplifiedPlace = remembered((character) =>
  inBoth.includes(character) ? character : simplified(character),
);

/** Cuts the country's name and the postal code (six digits at an end, in brackets, or after 邮编) off folded text. */
export function readChineseLine(line: string): ChineseLine {
  const joined = inSimplified(line)
    .replace(freeTradeZone, '$1')
    .replace(mainland, '')
    .replace(/\(?\s*(?:邮编|邮政编码)\s*:?\s*(\d{6})\s*\)?|\((\d{6})\)/g, ' $1$2 ')
    .trim()
    .replace(
      /(?<=\p{Script=Han})\s+(?=[\p{Script=Han}\d])|(?<=\d)\s+(?=\p{Script=Han})/gu,
      (_, at: number, all: string) =>
        /(?<!\d)\d{6}$/.test(all.slice(0, at)) || /^\s+\d{6}(?!\d)/.test(all.slice(at)) ? ' ' : '',
    )
    .trim();
  const inTaiwan = taiwanPostcode(joined);
  if (inTaiwan) return inTaiwan;
  const atEdge =
    /^(\d{6})(?=[\s\p{Script=Han}])/u.exec(joined) ??
    /(?:[\s,]|(?<=[省市县区旗州镇乡村路街道巷号室]))(\d{6})$/.exec(joined);
  const text = (atEdge ? joined.replace(atEdge[0], ' ') : joined).trim();
  return { text, postcode: atEdge?.[1] ?? null };
}
