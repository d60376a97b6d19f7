import { type ChineseAddress, readChineseAddress } from './chineseAddress.ts';
import { inSimplified, namesChina, readChineseLine } from './chineseLine.ts';
import { isHongKong } from './hongKong.ts';
import { namesJapan, readJapaneseAddress } from './japaneseAddress.ts';
import { isPlaceholder } from './nothing.ts';
import { findPostcode, isPostcode } from './postcode.ts';
import { ofChina, regionOf } from './region.ts';
import { settled } from './settled.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldAsWritten, foldText, isTooLong } from './text.ts';
import { readWesternAddress } from './westernAddress.ts';

/**
 * - `no_division`: neither province nor city nor postal code is said or implied
 * - `ambiguous`: several cities have that district
 * - `conflict`: the city is not in the province, the district is one of other cities, or the text goes on
 *   in another city
 */
export type AddressReason =
  | 'empty'
  | 'placeholder'
  | 'email'
  | 'phone'
  | 'no_letters'
  | 'too_long'
  | 'no_division'
  | 'ambiguous'
  | 'conflict';

/**
 * `unlisted_district`: a development zone, or a district that no longer exists; `renamed`: a former city,
 * read as that of today; the others were implied by what is there.
 */
export type AddressAssumption = 'country' | 'province' | 'city' | 'unlisted_district' | 'renamed';

/** `value` is one line: 广东省深圳市南山区科技南路16号2栋301, or `8 Stanley Street, Unit 3, Winston Hills, NSW 4223, Australia`. */
export interface StandardAddress extends Standardised<string, AddressReason, AddressAssumption> {
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** with the house number */
  readonly street: string | null;
  /** building, unit, room */
  readonly detail: string | null;
  readonly postcode: string | null;
  /** GB/T 2260 of the finest division recognised, mainland only */
  readonly divisionCode: string | null;
}

/** What other columns of the record say; used where the text itself does not. */
export interface AddressContext {
  readonly country?: Raw;
  readonly province?: Raw;
  readonly city?: Raw;
  readonly district?: Raw;
  readonly postcode?: Raw;
}

const chineseRegions = new Set(['CN', ...Object.keys(ofChina)]);
const hasHan = /\p{Script=Han}/u;
export const addressLabel =
  /^(?:(?:收货|联系|通讯|家庭|公司|详细|现住|户籍)?(?:地址|住址)|address)\s*[:：]\s*/i;

/**
 * An address, split into its parts and written in one way.
 *
 * Chinese: full or short divisions, missing 省 and 市, municipalities, autonomous regions; implied divisions
 * are filled in and said. Others: street before city, with postal codes by country. A text of Chinese
 * characters is read as Chinese unless the record's country says otherwise. The reading is repeated on its
 * own result until it no longer changes, which makes standardising twice the same as once.
 *
 * Source: GB/T 2260 (divisions), the postal codes of UPU's addressing systems for the countries named in postcode.ts.
 */
export function standardiseAddress(raw: Raw, context: AddressContext = {}): StandardAddress {
  if (isTooLong(raw)) return failed('too_long');
  const given = regionOf(context.country);
  return (
    settled((raw ?? '').replace(/[\r\n]+/g, ', '), (text) => readOnce(text, given, context), merge) ??
    failed('no_division')
  );
}

function readOnce(raw: string, given: string | null, context: AddressContext): StandardAddress {
  const text = foldAsWritten(raw)
    .replace(addressLabel, '')
    .replace(/^[\s,;]+|[\s,;]+$/g, '');
  if (text === '') return failed('empty');
  if (isPlaceholder(text)) return failed('placeholder');
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return failed('email');
  if (/^\+?[\d\s()-]{7,}$/.test(text)) return failed('phone');
  if (!/\p{L}/u.test(text)) return failed('no_letters');
  const isChinese = hasHan.test(text) && !namesJapan(text) && (given === null || chineseRegions.has(given));
  return isChinese ? chinese(text, context) : western(text, given, context);
}

/**
 * The reading that no longer changes, with what only the text itself had: the postal code is no part of a
 * Chinese line.
 */
function merge(first: StandardAddress, last: StandardAddress): StandardAddress {
  if (last.value === null) return last;
  const postcode = last.postcode ?? first.postcode;
  return { ...last, assumed: [...new Set([...first.assumed, ...last.assumed])], postcode };
}

function chinese(line: string, context: AddressContext): StandardAddress {
  const { text, postcode } = readChineseLine(line);
  const known = [context.province, context.city, context.district].map((part) =>
    inSimplified(foldText(part)),
  );
  const missing = known.filter((part) => part !== '' && hasHan.test(part) && !text.includes(part)).join('');
  const parts = readWithin(missing + text, ofChina[regionOf(context.country) ?? '']);
  const { province, city, district, street, detail } = parts;
  const value = [province, city === province ? null : city, district, street, detail]
    .filter((part) => part !== null)
    .join('');
  const reason = parts.doubt ?? (province === null ? 'no_division' : null);
  return {
    value: value === '' ? null : value,
    valid: reason === null,
    reason,
    assumed: [
      ...parts.inferred,
      ...(parts.isUnlisted ? (['unlisted_district'] as const) : []),
      ...(parts.isRenamed ? (['renamed'] as const) : []),
    ],
    country:
      reason === 'no_division' && !namesChina(line) && regionOf(context.country) === null ? null : 'CN',
    province,
    city,
    district,
    street,
    detail,
    postcode: postcode ?? postcodeOf(context, province === ofChina.TW ? 'TW' : 'CN'),
    divisionCode: parts.divisionCode,
  };
}

/**
 * The parts of a line; one that names no division is in the region of the record's country, or in Hong Kong
 * by its areas.
 */
function readWithin(text: string, region: string | undefined): ChineseAddress {
  const parts = readChineseAddress(text);
  if (parts.province !== null || parts.doubt !== null) return parts;
  if (region) return readChineseAddress(region + text);
  if (!isHongKong(text)) return parts;
  return { ...readChineseAddress(`${ofChina.HK}${text}`), inferred: ['province'] };
}

const englishNames = new Intl.DisplayNames(['en'], { type: 'region' });

function western(line: string, given: string | null, context: AddressContext): StandardAddress {
  const japanese = given === null || given === 'JP' ? readJapaneseAddress(line) : null;
  if (japanese) {
    const { prefecture: province, municipality: city, street, postcode } = japanese;
    return {
      ...noParts,
      value: [province, city, street].join(''),
      valid: true,
      reason: null,
      assumed: japanese.isPrefectureImplied ? ['province'] : [],
      country: 'JP',
      province,
      city,
      street: street || null,
      postcode: postcode ?? postcodeOf(context, 'JP'),
    };
  }
  const parts = readWesternAddress(line, given);
  const { country, street, unit, divisions: meant } = parts;
  const city = parts.city ?? inLatin(context.city);
  const province = parts.state ?? inLatin(context.province);
  const postcode = parts.postcode ?? (country ? postcodeOf(context, country) : null);
  const value = [
    street,
    unit,
    parts.district,
    city,
    [province, postcode].filter((part) => part !== null).join(' '),
    country ? englishNames.of(country) : null,
  ]
    .filter((part) => part)
    .join(', ');
  const isPlaced = country !== null && (city !== null || province !== null || postcode !== null);
  return {
    ...noParts,
    value: value || null,
    valid: isPlaced,
    reason: isPlaced ? null : 'no_division',
    assumed: parts.countryInferred ? ['country'] : [],
    country: country && (ofChina[country] ? 'CN' : country),
    province: meant?.province ?? ofChina[country ?? ''] ?? province,
    city: meant?.city ?? city,
    district: meant?.district ?? parts.district,
    street,
    detail: unit,
    postcode,
  };
}

/** What the context says, unless it is in Chinese and so of another address than a Latin line. */
function inLatin(part: Raw): string | null {
  const text = foldText(part);
  return text === '' || hasHan.test(text) ? null : text;
}

/** The postal code of the context, where it is one of that country. */
function postcodeOf({ postcode }: AddressContext, country: string): string | null {
  const text = foldText(postcode);
  if (text === '' || isPostcode(text, country) === false) return null;
  return findPostcode(`x ${text}`, country)?.postcode ?? text;
}

/** An address of which nothing is known; whether it is valid is for whoever reads it to say. */
const noParts = {
  country: null,
  province: null,
  city: null,
  district: null,
  street: null,
  detail: null,
  postcode: null,
  divisionCode: null,
} as const;

const failed = (reason: AddressReason): StandardAddress => ({
  ...noParts,
  value: null,
  valid: false,
  reason,
  assumed: [],
});
