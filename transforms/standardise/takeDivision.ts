import { afterMarket, between } from './chineseStreet.ts';
import { type Division, divisions } from './divisions.ts';

/** what makes a short form part of a street's or a building's name: 南京东路, 重庆大厦; 桥东区 and 道里区 are districts */
export const notAlone =
  /^(?:[区县旗]|(?!\p{Script=Han}[^小社校厂景街园片]区)[东西南北中]?[一二三四五六七八九十\d]*(?:大?街|路|大道|道|巷|桥|里|弄|广场|大厦|大学|大楼|银行|饭店|酒店|公园|花园|宾馆|中学|小学|医院|商城|公寓|火车站|站))/u;
/** 上海交通大学, 上海浦东发展银行: a short form that begins the name of an institution */
const institution = /^[^区县市旗路街道镇乡\d]{0,4}(?:大学|学院|银行|集团|公司)/;
const longestName = 15;

/** The divisions that have the name at the start of a text, and the text behind it. */
export interface Taken {
  readonly found: readonly Division[];
  readonly name: string;
  readonly rest: string;
}

/** The longest name at the start of the text that a division with `inside` has; full names alone if `isFull`. */
export function takeDivision(
  text: string,
  names: ReadonlyMap<string, readonly Division[]>,
  inside: (division: Division) => boolean,
  isFull = false,
): Taken | null {
  for (let length = Math.min(longestName, text.length); length >= 2; length--) {
    const name = text.slice(0, length);
    const rest = text.slice(length);
    const found = names.get(name)?.filter((division) => {
      const isWhole = division.name === name || (division.names.length > 2 && division.names[1] === name);
      return inside(division) && (isWhole || !(isFull || notAlone.test(rest) || institution.test(rest)));
    });
    if (found && found.length > 0) return { found, name, rest: rest.replace(between, '') };
  }
  return null;
}

/** 章丘市区, 唐山市郊区, 市中心 */
const ofTown = /^[郊区中]/;

/**
 * The districts that had the full name at the start of the text once, and the text behind it; names of two
 * characters, which are beginnings of much else (沙县小吃), only inside a division.
 */
export function takeRenamed(text: string, parent: string): Taken | null {
  const { renamed } = divisions();
  for (let length = Math.min(longestName, text.length); length >= (parent === '' ? 3 : 2); length--) {
    const name = text.slice(0, length);
    const rest = text.slice(length);
    const found = renamed.get(name)?.filter(({ code }) => code.startsWith(parent));
    if (found && found.length > 0 && !(name.endsWith('市') && (afterMarket.test(rest) || ofTown.test(rest))))
      return { found, name, rest: rest.replace(between, '') };
  }
  return null;
}
