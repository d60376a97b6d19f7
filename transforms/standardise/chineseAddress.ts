import { between, type ChineseStreet, splitStreet, withoutEcho } from './chineseStreet.ts';
import { type Division, divisions } from './divisions.ts';
import { readTaiwan } from './taiwan.ts';

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
  /** `ambiguous`: a district that several cities have; `conflict`: a city that is in another province */
  readonly doubt: 'ambiguous' | 'conflict' | null;
  /** a district that is in no list: a development zone, or one that was renamed */
  readonly isUnlisted: boolean;
}

/** what makes a short form part of a street's or a building's name: 南京东路, 重庆大厦 */
const notAlone =
  /^(?:[区县旗]|[东西南北中]?[一二三四五六七八九十\d]*(?:大?街|路|大道|道|巷|桥|里|弄|广场|大厦|大学|大楼|银行|饭店|酒店|公园|花园|宾馆|中学|小学|医院|商城|公寓|火车站|站))/;
/** 上海交通大学, 上海浦东发展银行: a short form that begins the name of an institution */
const institution = /^[^区县市旗路街道镇乡\d]{0,4}(?:大学|学院|银行|集团|公司)/;
const longestName = 15;

interface Taken {
  readonly found: readonly Division[];
  readonly name: string;
  rest: string;
}

/** The longest name at the start of the text that a division with `inside` has; full names alone if `isFull`. */
function take(
  text: string,
  names: ReadonlyMap<string, readonly Division[]>,
  inside: (division: Division) => boolean,
  isFull = false,
): Taken | null {
  for (let length = Math.min(longestName, text.length); length >= 2; length--) {
    const name = text.slice(0, length);
    const rest = text.slice(length);
    const found = names.get(name)?.filter((division) => {
      const isWhole = division.name === name || (division.names.length === 3 && division.names[1] === name);
      return inside(division) && (isWhole || !(isFull || notAlone.test(rest) || institution.test(rest)));
    });
    if (found && found.length > 0) return { found, name, rest: rest.replace(between, '') };
  }
  return null;
}

const anywhere = () => true;
const unlisted =
  /^(?!.*?(?:小区|社区|校区|厂区|景区|街区|住宅区|生活区|家属区|宿舍区))(\p{Script=Han}{0,12}?(?:开发区|高新区|工业园区|产业园区|保税区|示范区|度假区|管理区|新区|园区|\p{Script=Han}[^小社校厂景街]区|\p{Script=Han}[^路街道巷]县|\p{Script=Han}{2}旗))(?!\p{Script=Han}?(?:路|街))/u;

/**
 * Reads province, city and district off the start of folded, simplified text, in full or short, whichever are there, and
 * infers what they imply: a city its province, a district its city where only one has it.
 */
export function readChineseAddress(text: string): ChineseAddress {
  const { provinces, cities, districts, byCode } = divisions();
  let rest = text;
  let province: Division | null = null;
  let city: Division | null = null;
  let district: Division | null = null;
  let doubt: ChineseAddress['doubt'] = null;
  const inferred: ('province' | 'city')[] = [];

  const provinceTaken = take(
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
  const cityHere = isMunicipality(province) ? null : take(rest, cities, (each) => each.code.startsWith(code));
  // 恩施市 is a district of 恩施州, 黄石港区 one of 黄石市: of two names at one place the longer one is meant
  const districtHere = cityHere && take(rest, districts, (each) => each.code.startsWith(code), true);
  const isDistrict = (districtHere?.name.length ?? 0) > (cityHere?.name.length ?? 0);
  const cityTaken = isDistrict ? null : cityHere;
  const elsewhere =
    province && !isMunicipality(province) && !cityHere ? take(rest, cities, anywhere, true) : null;
  if (cityTaken && isMarketDistrict(rest, cityTaken, districts)) cityTaken.rest = `市${cityTaken.rest}`;
  if (cityTaken && (cityTaken.found.length === 1 || province)) {
    city = cityTaken.found[0] ?? null;
    rest = cityTaken.rest;
  } else if (elsewhere && /^\p{Script=Han}+?(?:市|州|盟|地区)/u.test(rest)) {
    const inProvince = take(rest, districts, (each) => each.code.startsWith(code));
    if (!inProvince) {
      doubt = 'conflict';
      city = elsewhere.found[0] ?? null;
      rest = elsewhere.rest;
    }
  }
  const parent = doubt ? (city?.code ?? '') : (city?.code ?? code);
  const districtTaken = take(rest, districts, (each) => each.code.startsWith(parent), parent === '');
  if (districtTaken?.found.length === 1) {
    district = districtTaken.found[0] ?? null;
    // 龙华新区 became 龙华区
    const isShort = district?.name !== districtTaken.name;
    rest = isShort ? districtTaken.rest.replace(/^新区/, '').replace(between, '') : districtTaken.rest;
  } else if (districtTaken) {
    doubt ??= 'ambiguous';
    rest = `${districtTaken.found[0]?.name ?? ''}${districtTaken.rest}`;
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
  let districtName = district?.name ?? null;
  let isUnlisted = false;
  if (!districtName && (city || isMunicipality(province) || doubt === 'ambiguous')) {
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
  };
}

/** The areas of an address that are known; a street is read within them. */
export interface KnownAreas {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
}

/** Street and detail of folded, simplified text beside its areas, and the district where only the text says it, in full. */
export function readStreetWithin(
  text: string,
  { province, city, district }: KnownAreas,
): ChineseStreet & { readonly district: string | null } {
  const { provinces, cities, districts } = divisions();
  const rest = withoutEcho(text, [province, city, district]);
  const parent = [...(cities.get(city ?? '') ?? []), ...(provinces.get(city ?? province ?? '') ?? [])].find(
    ({ name }) => name === (city ?? province),
  );
  if (district !== null || !parent) return { district, ...splitStreet(rest) };
  const taken = take(rest, districts, ({ code }) => code.startsWith(parent.code), true);
  const [only] = taken?.found ?? [];
  if (taken && only && taken.found.length === 1) return { district: only.name, ...splitStreet(taken.rest) };
  const other = city === null ? null : (unlisted.exec(rest.slice(0, 14))?.[1] ?? null);
  const after = rest.slice(other?.length ?? 0).replace(between, '');
  return { district: other, ...splitStreet(after) };
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

/** 北京市北京市市辖区朝阳区 → 朝阳区 */
function withoutRepeated(text: string, { names }: Division): string {
  let rest = text;
  for (const name of [...names, '市辖区', '市辖县'])
    if (
      rest.startsWith(name) &&
      !notAlone.test(rest.slice(name.length)) &&
      !/^区/.test(rest.slice(name.length))
    )
      rest = rest.slice(name.length).replace(between, '');
  return rest;
}
