import { afterMarket } from './chineseStreet.ts';
import { formerDistricts } from './data/formerDivisions.ts';
import { type Division, divisions } from './divisions.ts';
import { remembered } from './memo.ts';
import { isWithin } from './nominalLevels.ts';
import { takeDivision } from './takeDivision.ts';

/** 东城区, 江北区, 滨海新区, 郊区: names that any town may give to a part of itself */
const anyones =
  /^(?:[东西南北中新老城郊市港关江河滨]+区|[东南滨]湖区|湖滨区|(?!浦东)\p{Script=Han}+新区|.区)$/u;
/** no area is named in full within the reach of three names without one of these */
const hasArea = (text: string): boolean => /[市区县旗州盟]/.test(text.slice(0, 45));
const beyondMainland = /^(?:71|81|82)/;

/** A district at the start of a text that lies outside the division around it. */
export interface DistrictElsewhere {
  readonly name: string;
  /** whether the division had one of that name once */
  readonly isFormer: boolean;
}

/**
 * The district, in full, at the start of a text inside the division with that code, where only other cities
 * have one of that name: 深圳市 before 朝阳区. Null where the division is not parted into districts, or anybody may
 * use the name.
 */
export function districtElsewhere(text: string, code: string): DistrictElsewhere | null {
  if (code === '' || !hasArea(text) || beyondMainland.test(code) || !isParted(code)) return null;
  const taken = takeDivision(text, divisions().districts, () => true, true);
  const [found] = taken?.found ?? [];
  if (!taken || !found || anyones.test(taken.name)) return null;
  if (taken.found.some((each) => each.code.startsWith(code))) return null;
  if (taken.name.endsWith('市') && afterMarket.test(taken.rest)) return null;
  const isFormer = Object.entries(formerDistricts).some(
    ([city, names]) => (city.startsWith(code) || code.startsWith(city)) && names.includes(taken.name),
  );
  return { name: taken.name, isFormer };
}

/** 东莞, 中山 and the cities directly under a province have no districts */
const isParted = remembered((code: string) => {
  for (const [each] of divisions().byCode)
    if (each.length === 6 && each.startsWith(code) && each !== code && !each.endsWith('00')) return true;
  return false;
});

/**
 * Whether a text inside the division with that code begins with an address of another city: two levels, the
 * finer one in full, such as 上海市浦东新区 or 深圳南山区.
 */
export function namesAnotherCity(text: string, code: string): boolean {
  if (code === '' || !hasArea(text)) return false;
  const { provinces, cities, districts } = divisions();
  const anywhere = () => true;
  const province = takeDivision(text, provinces, anywhere);
  const top = province?.found[0]?.code ?? '';
  const inTop = ({ code: each }: Division) => each.startsWith(top);
  const after = province?.rest ?? text;
  const city = takeDivision(after, cities, inTop);
  const cityCode = city?.found[0]?.code ?? top;
  if (cityCode === '') return false;
  const district = takeDivision(
    city?.rest ?? after,
    districts,
    ({ code: each }) => each.startsWith(cityCode),
    true,
  );
  const isFullCity = province !== null && city?.found[0]?.name === city?.name;
  const finest = district?.found[0]?.code ?? (city && isFullCity ? cityCode : null);
  return finest !== null && !isSameCity(finest, code);
}

/**
 * Whether divisions are called so, in full or short, none of which has the one with that code inside it or lies
 * inside it. Places of Hong Kong, Macau and Taiwan are called like districts of the mainland (九龙).
 */
export function isNamedElsewhere(name: string, code: string): boolean {
  const { provinces, cities, districts } = divisions();
  const levels = beyondMainland.test(code) ? [provinces, cities] : [provinces, cities, districts];
  const named = levels.flatMap((names) => names.get(name) ?? []);
  return named.length > 0 && !named.some((each) => each.code.startsWith(code) || isWithin(code, each.code));
}

/** Whether two codes may be of one city: a municipality is one, what is directly under a province is its own. */
function isSameCity(one: string, other: string): boolean {
  const [a, b] = [cityOf(one), cityOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}

const cityOf = (code: string): string =>
  /^(?:11|12|31|50)/.test(code) ? code.slice(0, 2) : code.slice(2, 4) === '90' ? code : code.slice(0, 4);
