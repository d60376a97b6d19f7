import { between, type ChineseStreet, splitStreet, withoutEcho } from './chineseStreet.ts';
import { successors } from './data/formerDivisions.ts';
import { type Division, divisions } from './divisions.ts';
import { districtElsewhere, namesAnotherCity } from './elsewhere.ts';
import { withoutNominal, withoutPassing } from './nominalLevels.ts';
import { readTaiwan } from './taiwan.ts';
import { notAlone, type Taken, takeDivision } from './takeDivision.ts';

/** What an address of China is made of; each null where the text does not say and nothing implies it. */
export interface ChineseAddress {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** GB/T 2260 of the finest division that was recognised */
  readonly divisionCode: string | null;
  readonly street: string | null;
  readonly detail: string | null;
  readonly inferred: readonly ('province' | 'city')[];
  /** `ambiguous`: a district that several cities have; `conflict`: areas of different provinces or cities */
  readonly doubt: 'ambiguous' | 'conflict' | null;
  /** a district that is in no list: a development zone, or one that was renamed */
  readonly isUnlisted: boolean;
  /** whether a former name was read as that of today */
  readonly isRenamed: boolean;
}

const anywhere = () => true;
/** 龙华新区 became 龙华区, 章丘市 became 章丘区 */
const formerEnding = /^(?:新区|市(?![场政民郊区中]))/;
/** a district that is in no list: a development zone, a former district */
export const unlisted =
  /^(?!.*?(?:小区|社区|校区|厂区|景区|街区|住宅区|生活区|家属区|宿舍区))(\p{Script=Han}{0,12}?(?:开发区|高新区|工业园区|产业园区|保税区|示范区|度假区|管理区|新区|园区|\p{Script=Han}[^小社校厂景街]区|\p{Script=Han}[^路街道巷]县|\p{Script=Han}{2}旗))(?!\p{Script=Han}?(?:路|街))/u;

/**
 * Reads province, city and district off the start of folded, simplified text, in full or short, whichever are there, and
 * infers what they imply: a city its province, a district its city where only one has it.
 */
export function readChineseAddress(text: string): ChineseAddress {
  const { provinces, cities, districts, byCode } = divisions();
  let rest = withoutNominal(text);
  let province: Division | null = null;
  let city: Division | null = null;
  let district: Division | null = null;
  let districtName: string | null = null;
  let doubt: ChineseAddress['doubt'] = null;
  let isRenamed = false;
  const inferred: ('province' | 'city')[] = [];

  const provinceTaken = takeDivision(
    rest,
    provinces,
    ({ name }) => !(rest.startsWith('吉林市') && name === '吉林省'),
  );
  if (provinceTaken && !startsCity(rest, provinceTaken)) {
    province = provinceTaken.found[0] ?? null;
    rest = provinceTaken.rest;
    if (province && isMunicipality(province)) rest = withoutRepeated(rest, province);
  }
  const code = province?.code ?? '';
  rest = withoutPassing(rest, code);
  const today = withSuccessor(rest);
  if (today !== null) {
    rest = today;
    isRenamed = true;
  }
  const cityHere = isMunicipality(province)
    ? null
    : takeDivision(rest, cities, (each) => each.code.startsWith(code));
  // 恩施市 is a district of 恩施州, 黄石港区 one of 黄石市: of two names at one place the longer one is meant
  const districtHere = cityHere && takeDivision(rest, districts, (each) => each.code.startsWith(code), true);
  const isDistrict = (districtHere?.name.length ?? 0) > (cityHere?.name.length ?? 0);
  const cityTaken = isDistrict ? null : cityHere;
  const elsewhere =
    province && !isMunicipality(province) && !cityHere ? takeDivision(rest, cities, anywhere, true) : null;
  if (cityTaken && isMarketDistrict(rest, cityTaken, districts)) cityTaken.rest = `市${cityTaken.rest}`;
  if (cityTaken && (cityTaken.found.length === 1 || province)) {
    city = cityTaken.found[0] ?? null;
    // 毕节地区 became 毕节市
    rest = city?.name === cityTaken.name ? cityTaken.rest : cityTaken.rest.replace(/^(?:地区|盟)/, '');
    rest = withoutPassing(rest, city?.code ?? '');
  } else if (elsewhere && /^\p{Script=Han}+?(?:市|州|盟|地区)/u.test(rest)) {
    const inProvince = takeDivision(rest, districts, (each) => each.code.startsWith(code));
    if (!inProvince) {
      doubt = 'conflict';
      city = elsewhere.found[0] ?? null;
      rest = elsewhere.rest;
    }
  }
  const parent = doubt ? (city?.code ?? '') : (city?.code ?? code);
  const districtTaken = takeDivision(rest, districts, (each) => each.code.startsWith(parent), parent === '');
  if (districtTaken?.found.length === 1) {
    district = districtTaken.found[0] ?? null;
    const isShort = district?.name !== districtTaken.name;
    rest = isShort ? districtTaken.rest.replace(formerEnding, '').replace(between, '') : districtTaken.rest;
  } else if (districtTaken) {
    doubt ??= 'ambiguous';
    // 井陉 is a county and a mining district of one city; 鼓楼区 is called so in each of its cities
    const [name, ...otherNames] = new Set(districtTaken.found.map((each) => each.name));
    if (name !== undefined && otherNames.length === 0) {
      districtName = name;
      rest = districtTaken.rest;
    }
  }
  if (!city && district && byCode.has(district.code.slice(0, 4))) {
    city = byCode.get(district.code.slice(0, 4)) ?? null;
    inferred.push('city');
  }
  const finest = district ?? city;
  if (!province && finest) {
    province = byCode.get(finest.code.slice(0, 2)) ?? null;
    inferred.push('province');
  }
  // it is of Baoding by its counties, of none by itself
  const isXiongan = rest.startsWith('雄安新区') && (province === null || province.code === '13');
  if (isXiongan && !province) {
    province = byCode.get('13') ?? null;
    inferred.push('province');
  }
  districtName ??= district?.name ?? null;
  let isUnlisted = false;
  const isElsewhere = doubt === null && namesAnotherCity(rest, (finest ?? province)?.code ?? '');
  const other = district || doubt || isElsewhere ? null : districtElsewhere(rest, parent);
  if (isElsewhere) {
    doubt = 'conflict';
  } else if (other) {
    districtName = other.name;
    rest = rest.slice(other.name.length).replace(between, '');
    isUnlisted = other.isFormer;
    if (!other.isFormer) doubt = 'conflict';
  } else if (!districtName && (city || isMunicipality(province) || doubt === 'ambiguous' || isXiongan)) {
    districtName = unlisted.exec(rest.slice(0, 14))?.[1] ?? null;
    if (districtName) {
      rest = rest.slice(districtName.length).replace(between, '');
      isUnlisted = doubt !== 'ambiguous';
    }
  }
  const taiwan =
    province?.code === '71' || (!province && !doubt) ? readTaiwan(rest, province !== null) : null;
  if (taiwan) {
    rest = taiwan.rest;
    if (!province) inferred.push('province');
    province ??= byCode.get('71') ?? null;
  }
  const cityName =
    city?.name ?? taiwan?.city ?? (isMunicipality(province) ? province?.name : undefined) ?? null;
  districtName ??= taiwan?.district ?? null;
  return {
    province: province?.name ?? null,
    city: cityName,
    district: districtName,
    divisionCode: (district ?? city ?? province)?.code ?? null,
    ...splitStreet(withoutEcho(rest, [province?.name ?? null, cityName, districtName])),
    inferred,
    doubt,
    isUnlisted,
    isRenamed,
  };
}

const renamed = Object.entries(successors);

/** 莱芜市莱城区 → 济南市莱芜区; null where the text begins with no such city. */
function withSuccessor(text: string): string | null {
  const found = renamed.find(([former]) => text.startsWith(former));
  if (!found) return null;
  const [former, today] = found;
  const rest = text.slice(former.length);
  return /^[场政民]/.test(rest) || notAlone.test(rest) ? null : `${today}${rest}`;
}

const isMunicipality = (province: Division | null): boolean => province?.name.endsWith('市') ?? false;

/** 青岛市南区 is the district 市南区 of Qingdao: the 市 belongs to what follows. */
function isMarketDistrict(
  text: string,
  { found, rest }: Taken,
  districts: ReadonlyMap<string, readonly Division[]>,
): boolean {
  const [city] = found;
  if (!city || !/^[南北中]区/.test(rest) || !text.slice(0, text.length - rest.length).endsWith('市'))
    return false;
  return districts.get(`市${rest.slice(0, 2)}`)?.some(({ code }) => code.startsWith(city.code)) ?? false;
}

/** 海南州 is in Qinghai and 朝阳市 in Liaoning: a short province followed by what makes it a city is that city. */
function startsCity(text: string, { found, rest }: Taken): boolean {
  const [province] = found;
  const isShort = province !== undefined && !text.startsWith(province.name);
  return isShort && /^(?:藏族自治州|州|市)/.test(rest) && !province.name.endsWith('市');
}

/** 北京市北京市朝阳区 → 朝阳区 */
function withoutRepeated(text: string, { names }: Division): string {
  let rest = text;
  for (const name of names)
    if (
      rest.startsWith(name) &&
      !notAlone.test(rest.slice(name.length)) &&
      !/^区/.test(rest.slice(name.length))
    )
      rest = rest.slice(name.length).replace(between, '');
  return rest;
}
