import { type CountryCode, getCountries } from 'libphonenumber-js/max';
import type { Raw } from './standardised.ts';
import { foldText } from './text.ts';

/** Spellings that the names of CLDR do not have. */
const aliases: Readonly<Record<string, CountryCode>> = {
  中华人民共和国: 'CN',
  中国大陆: 'CN',
  大陆: 'CN',
  内地: 'CN',
  中国内地: 'CN',
  '中国(大陆)': 'CN',
  'china mainland': 'CN',
  'china (mainland)': 'CN',
  'mainland china': 'CN',
  prc: 'CN',
  'p.r. china': 'CN',
  'p.r.china': 'CN',
  'pr china': 'CN',
  "people's republic of china": 'CN',
  chn: 'CN',
  香港: 'HK',
  'hong kong': 'HK',
  澳门: 'MO',
  macau: 'MO',
  macao: 'MO',
  台湾: 'TW',
  臺灣: 'TW',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  deutschland: 'DE',
  españa: 'ES',
  italia: 'IT',
  日本国: 'JP',
  korea: 'KR',
  'south korea': 'KR',
  'republic of korea': 'KR',
  holland: 'NL',
  uae: 'AE',
};

let table: ReadonlyMap<string, CountryCode> | undefined;

function regions(): ReadonlyMap<string, CountryCode> {
  if (table) return table;
  const codes = getCountries();
  const names = new Map<string, CountryCode>();
  for (const language of ['en', 'zh-Hans', 'zh-Hant', 'de', 'fr', 'es', 'ja']) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of codes) names.set(display.of(code)?.toLowerCase() ?? code, code);
  }
  for (const code of codes) names.set(code.toLowerCase(), code);
  for (const [name, code] of Object.entries(aliases)) names.set(name, code);
  table = names;
  return names;
}

/**
 * The ISO 3166-1 alpha-2 code of a country given by code or by name (Chinese, English, German, French, Spanish, Japanese
 * names of CLDR, and usual short forms); null when it is none.
 *
 * Source: Unicode CLDR, through Intl.DisplayNames.
 */
export function regionOf(country: Raw): CountryCode | null {
  const text = foldText(country).toLowerCase();
  return text === '' ? null : (regions().get(text) ?? null);
}
