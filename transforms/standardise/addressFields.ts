import { type AddressReason, addressLabel, standardiseAddress } from './address.ts';
import { inSimplified, readChineseLine } from './chineseLine.ts';
import { divisions } from './divisions.ts';
import { isNamedElsewhere } from './elsewhere.ts';
import { latinDivisions } from './latinDivisions.ts';
import { remembered } from './memo.ts';
import { isNominal } from './nominalLevels.ts';
import { isPlaceholder } from './nothing.ts';
import { writtenPostcode } from './postcode.ts';
import { ofChina, regionBefore, regionOf } from './region.ts';
import { readStreetLine } from './streetLine.ts';
import { readStreetWithin } from './streetWithin.ts';
import { foldAsWritten, foldText } from './text.ts';
import { isStateCode, readWesternAddress } from './westernAddress.ts';

/** An address in columns, as they came; each is empty where nothing is said. */
export interface AddressParts {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly postalCode: string;
  readonly street: string;
}

export interface AddressOutcome {
  readonly country: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** with the house number */
  readonly street: string | null;
  /** building, unit, room */
  readonly detail: string | null;
  readonly postalCode: string | null;
  readonly isValid: boolean;
  readonly reason: string | null;
}

/** Postal codes repeat too; the key is the country's code, then the text. */
const postcodeOf = remembered((key: string): Pick<AddressOutcome, 'postalCode'> => {
  const at = key.indexOf('|');
  return { postalCode: writtenPostcode(key.slice(at + 1), key.slice(0, at) || null) };
});

type Areas = Pick<AddressOutcome, 'country' | 'province' | 'city' | 'district' | 'isValid' | 'reason'>;
type Street = Pick<AddressOutcome, 'street' | 'detail'> & {
  readonly district?: string | null;
  readonly isElsewhere?: boolean;
};

/** An address of which nothing is said. */
export const nowhere: AddressParts = {
  country: '',
  province: '',
  city: '',
  district: '',
  postalCode: '',
  street: '',
};

const nothing: Street = { street: null, detail: null };
const hasHan = /\p{Script=Han}/u;
const hasLatin = /\p{Script=Latin}/u;
const hasLetter = /\p{L}/u;

/** The parts of an address in the key that the SQL function `address_key` makes of its columns. */
export function addressParts(key: string): AddressParts {
  const [country = '', province = '', city = '', district = '', postalCode = '', ...street] = key.split('|');
  return { country, province, city, district, postalCode, street: street.join('|') };
}

/**
 * An address in the standard way: Chinese areas by the table of divisions, with those that are implied,
 * whether written in characters or in pinyin; other ones as they came, and the country by its code. What is
 * left of the street when the areas that it repeats are taken off is street and detail. Where only a street
 * is said, it is read as a whole address.
 */
export function addressOutcome(parts: AddressParts): AddressOutcome {
  const { country, province, city, district, street } = parts;
  if (province + city + district === '' && street !== '') return wholeInStreet(parts);
  const areas = areasOf(
    [country, province, city, district].map((part) => part.replaceAll('|', ' ')).join('|'),
  );
  const folded = foldAsWritten(street).replace(addressLabel, '');
  const line = readChineseLine(folded);
  const read = folded === '' || isPlaceholder(folded) ? nothing : streetOf(folded, line.text, areas);
  return {
    ...areas,
    district: areas.district ?? read.district ?? null,
    street: read.street,
    detail: read.detail,
    ...(areas.isValid && read.isElsewhere ? { isValid: false, reason: 'conflict' as const } : {}),
    postalCode:
      postcodeOf(`${areas.country ?? ''}|${parts.postalCode}`).postalCode ??
      (isChinese(areas) ? line.postcode : null),
  };
}

const regionsOfChina = new Map(Object.entries(ofChina).map(([region, province]) => [province, region]));

/**
 * The country by which what stands beside the address is read, telephone numbers and dates: what its column says, else
 * what the address says; Hong Kong, Macau and Taiwan by themselves.
 * @returns an ISO 3166-1 alpha-2 code; null where neither says one
 */
export function regionRead(parts: AddressParts, read: AddressOutcome): string | null {
  const found = regionOf(parts.country) ?? regionsOfChina.get(read.province ?? '') ?? regionOf(read.country);
  if (found !== null || said(parts.country) !== null) return found;
  for (const line of inLines(parts)) {
    const { country } = readWesternAddress(line, null);
    if (country !== null) return country;
  }
  return regionBefore([parts.province, parts.city, parts.district, parts.street].map(said).join(''));
}

/** The same of an address in the standard form, in which Hong Kong, Macau and Taiwan have the country CN. */
export const regionStanding = (parts: AddressParts): string | null =>
  regionRead(regionOf(parts.country) === 'CN' ? { ...parts, country: '' } : parts, addressOutcome(parts));

/** Codes that ISO 3166-2 has for a province of China and for a state of the USA. */
const codesOfChina: Readonly<Record<string, string>> = {
  HI: '海南省',
  NM: '内蒙古自治区',
  SC: '四川省',
  SD: '山东省',
};

/**
 * An address in columns as its line would be, for what a line shows by its end: the postal code behind the province or
 * before the city. None of a single column, none in characters, where columns show as much as a line; nor is a short
 * code of a province that is no state there, for it may be a country's (BJ of Beijing, SN of Shaanxi), or that is one of
 * China beside a city of it (NM of Hohhot).
 */
function inLines(parts: AddressParts): readonly string[] {
  const { street, district, city, postalCode } = parts;
  const written = foldText(parts.province);
  const ofChinaToo = codesOfChina[written.toUpperCase()];
  const isInChina =
    ofChinaToo !== undefined && latinDivisions('', foldText(city), '').province === ofChinaToo;
  const isNoState = /^\p{L}{2,3}$/u.test(written) && !isStateCode(written);
  const province = isNoState || isInChina ? '' : written;
  const code = said(postalCode.replace(/\.0+$/, ''));
  const areas = [district, city, province].map(said).filter((part) => part !== null);
  const small = [said(street), ...areas.slice(0, -1)].filter((part) => part !== null);
  const large = areas.at(-1);
  if (large === undefined || hasHan.test([...small, large].join(''))) return [];
  if (code === null) return [[...small, large].join(', ')];
  // D-80331 and 1015 CJ show their country before the city
  const ends = /\p{L}/u.test(code) ? [`${large} ${code}`, `${code} ${large}`] : [`${large} ${code}`];
  return ends.map((end) => [...small, end].join(', '));
}

function wholeInStreet({ country, postalCode, street }: AddressParts): AddressOutcome {
  const read = standardiseAddress(street, { country, postcode: postalCode });
  const code = regionOf(country);
  return {
    country: read.country ?? ((code && ofChina[code] && 'CN') || code) ?? said(country),
    province: read.province,
    city: read.city,
    district: read.district,
    street: read.valid ? read.street : said(street),
    detail: read.valid ? read.detail : null,
    postalCode: writtenPostcode(postalCode, read.country ?? code) ?? read.postcode,
    isValid: read.valid,
    reason: read.reason,
  };
}

const isChinese = ({ country, province, city, district }: Areas): boolean =>
  country === 'CN' || (country === null && hasHan.test([province, city, district].join('')));

/** The street beside its areas: a Chinese one by its numbers and buildings, another one by its unit. */
function streetOf(folded: string, line: string, areas: Areas): Street {
  if (!isChinese(areas) || !hasHan.test(line)) {
    if (hasHan.test(folded) || !hasLatin.test(folded)) return { street: folded, detail: null };
    const { street, unit } = readStreetLine(folded);
    return { street, detail: unit };
  }
  return readStreetWithin(line, areas);
}

/** The areas alone; they repeat, streets do not. */
const areasOf = remembered((key: string): Areas => {
  const [country = '', ...columns] = key.split('|');
  const region = regionOf(country);
  const code = region !== null && ofChina[region] ? 'CN' : region;
  const levels = columns.map((column) => (isNominal(column) || /^0+$/.test(column) ? '' : column));
  const [province = '', city = '', part = ''] = inCharacters(levels, country, code);
  const self = (region !== null && ofChina[region]) || '';
  const mayBeChina = code === null || code === 'CN';
  const alone = mayBeChina && self + province + city === '' ? districtsCalled(part) : [];
  const district = alone.length === 1 ? (alone[0] ?? part) : part;
  const unread = (reason: AddressReason | 'country' | null): Areas => ({
    ...asSaid(province || self, city, district),
    country: code ?? said(country),
    isValid: reason === null,
    reason,
  });
  if (alone.length > 1) return unread('ambiguous');
  const areas =
    (self !== '' && !province.startsWith(self.slice(0, 2)) ? self : '') + province + city + district;
  const isAllHan = [province, city, district].every((part) => part === '' || hasHan.test(part));
  if (hasHan.test(areas) && isAllHan && mayBeChina) {
    const read = standardiseAddress(areas, { country });
    if (!read.valid && read.reason !== 'no_division') return unread(read.reason);
    if (read.valid && isNamedElsewhere(inSimplified(city), read.divisionCode ?? ''))
      return unread('conflict');
    return {
      country: read.country ?? code ?? said(country),
      province: read.province ?? said(province),
      city: read.city ?? said(city),
      district: read.district ?? (isCity(inSimplified(district), read.city) ? null : said(district)),
      isValid: read.valid,
      reason: read.reason,
    };
  }
  if (country !== '' && code === null) return unread('country');
  return unread(code === null && !hasLetter.test(areas) ? 'no_division' : null);
});

/** The full names of the districts that a name, in full or short, may mean. */
const districtsCalled = (name: string): readonly string[] =>
  (divisions().districts.get(inSimplified(name)) ?? []).map((each) => each.name);

/** 石河子 beside 石河子市 */
const isCity = (text: string, city: string | null): boolean =>
  text === city ||
  (divisions()
    .cities.get(text)
    ?.some(({ name }) => name === city) ??
    false);

/**
 * Province, city and district in characters where they are divisions of China in Latin letters: in China
 * those that are known, elsewhere unsaid both province and city.
 */
function inCharacters(columns: readonly string[], country: string, code: string | null): readonly string[] {
  const [province = '', city = '', district = ''] = columns.map((part) => foldText(part));
  const mayBeChina = code === 'CN' || (country === '' && province !== '' && city !== '');
  if (!mayBeChina || !hasLatin.test(province + city + district)) return [province, city, district];
  const meant = latinDivisions(province, city, district);
  if (!meant.areAllKnown && code !== 'CN') return [province, city, district];
  if (meant.city !== null && meant.city === meant.province)
    return [meant.city, '', meant.district ?? district];
  return [province && (meant.province ?? province), city && (meant.city ?? city), meant.district ?? district];
}

/** Text without slips of width and white space; null where it stands for nothing. */
function said(text: string): string | null {
  const folded = foldText(text);
  return folded === '' || isPlaceholder(folded) ? null : folded;
}

const asSaid = (province: string, city: string, district: string) => ({
  province: said(province),
  city: said(city),
  district: said(district),
});
