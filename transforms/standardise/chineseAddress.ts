import { afterMarket, between, splitStreet, withoutEcho } from './chineseStreet.ts';
import { successors } from './data/formerDivisions.ts';
import { type Division, divisions, isMunicipality } from './divisions.ts';
import { districtElsewhere, namesAnotherCity } from './elsewhere.ts';
import { withoutNominal, withoutPassing } from './nominalLevels.ts';
import { readTaiwan } from './taiwan.ts';
import { notAlone, type Taken, takeDivision, takeRenamed } from './takeDivision.ts';

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

/** What has been read off the start of a text so far, and what is left of it. */
interface Reading {
  rest: string;
  province: Division | null;
  city: Division | null;
  district: Division | null;
  /** of a district that is in no list, or that several divisions are called */
  districtName: string | null;
  doubt: ChineseAddress['doubt'];
  isUnlisted: boolean;
  isRenamed: boolean;
  readonly inferred: ('province' | 'city')[];
}

/**
 * Reads province, city and district off the start of folded, simplified text, in full or short, whichever are
 * there, and infers what they imply: a city its province, a district its city where only one has it.
 */
export function readChineseAddress(text: string): ChineseAddress {
  const reading: Reading = {
    rest: withoutNominal(text),
    province: null,
    city: null,
    district: null,
    districtName: null,
    doubt: null,
    isUnlisted: false,
    isRenamed: false,
    inferred: [],
  };
  takeProvince(reading);
  dropRepeated(reading);
  renameFormer(reading);
  takeCity(reading);
  dropRepeated(reading);
  const parent = parentOf(reading);
  takeDistrict(reading, parent);
  inferAreas(reading);
  takeOtherDistrict(reading, parent);
  const taiwan = takeTaiwan(reading);
  const { province, city, doubt, inferred, isUnlisted, isRenamed } = reading;
  const cityName =
    city?.name ?? taiwan?.city ?? (isMunicipality(province) ? province?.name : undefined) ?? null;
  const districtName = reading.districtName ?? taiwan?.district ?? null;
  return {
    province: province?.name ?? null,
    city: cityName,
    district: districtName,
    divisionCode: finestOf(reading)?.code ?? null,
    ...splitStreet(withoutEcho(reading.rest, [province?.name ?? null, cityName, districtName])),
    inferred,
    doubt,
    isUnlisted,
    isRenamed,
  };
}

const finestOf = ({ province, city, district }: Reading): Division | null => district ?? city ?? province;

/** The code of what the district is looked for in; empty for everywhere. */
const parentOf = ({ province, city, doubt }: Reading): string =>
  city?.code ?? (doubt ? '' : (province?.code ?? ''));

function takeProvince(reading: Reading): void {
  const { rest } = reading;
  const taken = takeDivision(
    rest,
    divisions().provinces,
    ({ name }) => !(rest.startsWith('吉林市') && name === '吉林省'),
  );
  if (!taken || startsCity(rest, taken)) return;
  const province = taken.found[0] ?? null;
  reading.province = province;
  reading.rest = taken.rest;
}

/**
 * Forms put a whole address behind what was picked: 福建省厦门市厦门市思明区. Divisions that are said again go where one
 * inside them, or a free trade zone, follows, or where they are said in full themselves.
 */
function dropRepeated(reading: Reading): void {
  const { rest, province, city, doubt } = reading;
  const parent = city ?? province;
  const begins = (division: Division | null) => division && rest.startsWith(division.name.slice(0, 2));
  if (!parent || doubt || !(begins(province) || begins(city))) return;
  const { provinces, cities, districts } = divisions();
  const isInside = ({ code }: Division) => code !== parent.code && code.startsWith(parent.code);
  const again = (text: string, names: typeof cities, division: Division | null) => {
    const taken = division && takeDivision(text, names, (each) => each === division);
    return taken && !(names === provinces && startsCity(text, taken)) ? taken.rest : text;
  };
  const startsInside = (text: string, isFull: boolean) =>
    text.startsWith('自由贸易') ||
    [districts, ...(city ? [] : [cities])].some((names) => takeDivision(text, names, isInside, isFull));
  if (startsInside(rest, true)) return;
  const behind = again(again(rest, provinces, province), cities, city);
  reading.rest = startsInside(behind, false)
    ? behind
    : withoutEcho(rest, [province?.name ?? null, city?.name ?? null]);
}

/** Puts the name of today in the place of a former one. */
function renameFormer(reading: Reading): void {
  const rest = withoutPassing(reading.rest, reading.province?.code ?? '');
  const today = withSuccessor(rest);
  reading.rest = today ?? rest;
  reading.isRenamed = today !== null;
}

function takeCity(reading: Reading): void {
  const { rest, province } = reading;
  if (isMunicipality(province)) return;
  const { cities, districts } = divisions();
  const isInside = ({ code }: Division) => code.startsWith(province?.code ?? '');
  const here = takeDivision(rest, cities, isInside);
  // 恩施市 is a district of 恩施州, 黄石港区 one of 黄石市: of two names at one place the longer one is meant
  const districtHere = here && takeDivision(rest, districts, isInside, true);
  const isDistrict = (districtHere?.name.length ?? 0) > (here?.name.length ?? 0);
  if (here && !isDistrict && (here.found.length === 1 || province)) {
    const city = here.found[0] ?? null;
    const behind = isMarketDistrict(rest, here, districts) ? `市${here.rest}` : here.rest;
    reading.city = city;
    // 毕节地区 became 毕节市
    reading.rest = withoutPassing(
      city?.name === here.name ? behind : behind.replace(/^(?:地区|盟)/, ''),
      city?.code ?? '',
    );
  } else if (!here && province) takeCityElsewhere(reading, isInside);
}

/** The city of another province, which contradicts what stands before it. */
function takeCityElsewhere(reading: Reading, isInside: (division: Division) => boolean): void {
  const { rest } = reading;
  const { cities, districts } = divisions();
  const elsewhere = takeDivision(rest, cities, anywhere, true);
  if (!elsewhere || !/^\p{Script=Han}+?(?:市|州|盟|地区)/u.test(rest)) return;
  if (takeDivision(rest, districts, isInside)) return;
  reading.doubt = 'conflict';
  reading.city = elsewhere.found[0] ?? null;
  reading.rest = elsewhere.rest;
}

function takeDistrict(reading: Reading, parent: string): void {
  const isInside = ({ code }: Division) => code.startsWith(parent);
  const taken = takeDivision(reading.rest, divisions().districts, isInside, parent === '');
  const isWhole = taken?.found.some(({ name }) => name === taken.name) ?? false;
  const former = isWhole ? null : takeRenamed(reading.rest, parent);
  // 章丘市 is more than 章丘
  if (former?.found.length === 1 && former.name.length > (taken?.name.length ?? 0)) {
    reading.district = former.found[0] ?? null;
    reading.districtName = reading.district?.name ?? null;
    reading.isRenamed = true;
    reading.rest = former.rest;
    return;
  }
  if (!taken) return;
  if (taken.found.length === 1) {
    const district = taken.found[0] ?? null;
    reading.district = district;
    reading.districtName = district?.name ?? null;
    reading.rest =
      district?.name === taken.name ? taken.rest : taken.rest.replace(formerEnding, '').replace(between, '');
    return;
  }
  reading.doubt ??= 'ambiguous';
  // 井陉 is a county and a mining district of one city; 鼓楼区 is called so in each of its cities
  const [name, ...otherNames] = new Set(taken.found.map((each) => each.name));
  if (name !== undefined && otherNames.length === 0) {
    reading.districtName = name;
    reading.rest = taken.rest;
  }
}

/** The city that a district implies, and the province that either does. */
function inferAreas(reading: Reading): void {
  const { byCode } = divisions();
  const city = byCode.get(reading.district?.code.slice(0, 4) ?? '');
  if (!reading.city && city) {
    reading.city = city;
    reading.inferred.push('city');
  }
  if (reading.province) return;
  // Xiongan is of Baoding by its counties, of none by itself
  const code = finestOf(reading)?.code.slice(0, 2) ?? (isInXiongan(reading) ? '13' : null);
  if (code === null) return;
  reading.province = byCode.get(code) ?? null;
  reading.inferred.push('province');
}

const isInXiongan = ({ rest, province }: Reading): boolean =>
  rest.startsWith('雄安新区') && (province === null || province.code === '13');

/** A district that is not of this city, or that is in no list. */
function takeOtherDistrict(reading: Reading, parent: string): void {
  const { rest, district, doubt } = reading;
  if (doubt === null && namesAnotherCity(rest, finestOf(reading)?.code ?? '')) {
    reading.doubt = 'conflict';
    return;
  }
  const other = district || doubt ? null : districtElsewhere(rest, parent);
  if (other) {
    nameDistrict(reading, other.name);
    reading.isUnlisted = other.isFormer;
    if (!other.isFormer) reading.doubt = 'conflict';
    return;
  }
  const isIn = reading.city || isMunicipality(reading.province) || isInXiongan(reading);
  if (reading.districtName || !(isIn || doubt === 'ambiguous')) return;
  const name = unlisted.exec(rest.slice(0, 14))?.[1];
  if (name === undefined) return;
  nameDistrict(reading, name);
  reading.isUnlisted = doubt !== 'ambiguous';
}

function nameDistrict(reading: Reading, name: string): void {
  reading.districtName = name;
  reading.rest = reading.rest.slice(name.length).replace(between, '');
}

function takeTaiwan(reading: Reading): ReturnType<typeof readTaiwan> {
  const { rest, province, doubt } = reading;
  const isPossible = province ? province.code === '71' : !doubt;
  const taiwan = isPossible ? readTaiwan(rest, province !== null) : null;
  if (!taiwan) return null;
  reading.rest = taiwan.rest;
  if (!province) {
    reading.province = divisions().byCode.get('71') ?? null;
    reading.inferred.push('province');
  }
  return taiwan;
}

const renamed = Object.entries(successors);

/** 莱芜市莱城区 → 济南市莱芜区; null where the text begins with no such city. */
function withSuccessor(text: string): string | null {
  const found = renamed.find(([former]) => text.startsWith(former));
  if (!found) return null;
  const [former, today] = found;
  const rest = text.slice(former.length);
  return afterMarket.test(rest) || notAlone.test(rest) ? null : `${today}${rest}`;
}

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
