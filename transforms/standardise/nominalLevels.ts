import { between } from './chineseStreet.ts';
import { divisions } from './divisions.ts';
import { takeDivision } from './takeDivision.ts';

/** what lists of divisions put where a level is missing: it is no part of an address */
const nominal = /(?<=^|市)市辖[区县]|(?:省|自治区)?直辖县级行政(?:区划|单位)/g;
/**
 * what may stand between a division and one inside it without being a level: the counties of Chongqing, the
 * corps of Xinjiang, zones, and 伊犁州, whose prefectures are coded beside it
 */
const passing =
  /^(?:县|雄安新区|自由贸易试验区|((?:生产建设)?兵团(?:第?[一二三四五六七八九十\d]+师)?|第?[一二三四五六七八九十\d]+师)|(伊犁(?:哈萨克族?自治)?州?))[\s,、]*/;
const yili = '6540';
/** 塔城 and 阿勒泰 */
const prefecturesOfYili = ['6542', '6543'];

/** Whether what has a code lies in the division with another one: by its digits, save in Yili. */
export const isWithin = (code: string, around: string): boolean =>
  code.startsWith(around) || (around === yili && prefecturesOfYili.includes(code.slice(0, 4)));

/** 湖北省省直辖县级行政区划仙桃市 → 湖北省仙桃市 */
export const withoutNominal = (text: string): string => text.replace(nominal, '');

/** Whether a column of a picker says only that the level is missing: 市辖区, 县, 省直辖县级行政区划. */
export const isNominal = (column: string): boolean =>
  /^(?:县|市辖[区县]|(?:省|自治区)?直辖(?:县级?)?(?:行政(?:区划|单位))?)$/.test(column);

/**
 * 县云阳县 → 云阳县, 兵团第八师石河子市 → 石河子市, 伊犁州塔城地区 → 塔城地区, where the text is inside the division with that code.
 */
export function withoutPassing(text: string, code: string): string {
  const [passed, ofCorps, ofYili] = passing.exec(text) ?? [];
  if (passed === undefined) return text;
  const { cities, districts } = divisions();
  const rest = text.slice(passed.length).replace(between, '');
  const isInside = (names: typeof cities) =>
    takeDivision(
      rest,
      names,
      (each) =>
        each.code.startsWith(code) &&
        (ofYili === undefined || (!each.code.startsWith(yili) && isWithin(each.code, yili))),
      ofCorps === undefined && ofYili === undefined,
    ) !== null;
  return isInside(cities) || isInside(districts) ? rest : text;
}
