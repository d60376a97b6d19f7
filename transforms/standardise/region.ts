import type { CountryCode } from 'libphonenumber-js/max';
import { alpha3 } from './data/countryCodes.ts';
import { remembered } from './memo.ts';
import type { Raw } from './standardised.ts';
import { foldText, withoutMarks } from './text.ts';

/** Spellings that the names of CLDR do not have. */
const aliases: Readonly<Record<string, string>> = {
  CN: "中华人民共和国|中国大陆|大陆|内地|中国内地|中国(大陆)|china mainland|china (mainland)|mainland china|prc|p.r.c.|p.r. china|p.r.china|pr china|people's republic of china|the people's republic of china",
  HK: '香港|香港特区|hong kong|hongkong',
  MO: '澳门|澳門|澳门特区|macau|macao',
  TW: '台湾|臺灣|台灣|台湾省|台灣省|臺灣省|台湾地区|台灣地區|chinese taipei',
  US: 'usa|u.s.|u.s.a.|united states of america|the united states|the united states of america|america|estados unidos de américa|vereinigte staaten von amerika',
  GB:
    'uk|u.k.|great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland|' +
    'großbritannien|grossbritannien|grande-bretagne|gran bretaña|gran bretagna|grã-bretanha|groot-brittannië|wielka brytania|' +
    'schottland|écosse|escocia|scozia|escócia|schotland|angleterre|inglaterra|inghilterra|engeland|' +
    'pays de galles|gales|galles|nordirland|irlande du nord|irlanda del norte|irlanda del nord|' +
    '大不列颠|大不列顛|英格兰|英格蘭|苏格兰|蘇格蘭|威尔士|威爾士|北爱尔兰|北愛爾蘭',
  DE: 'federal republic of germany|bundesrepublik deutschland',
  JP: '日本国',
  KR: 'korea|south korea|republic of korea|korea, republic of|korea (republic of)|대한민국|大韩民国|大韓民國|南韩',
  KP: "democratic people's republic of korea|korea, democratic people's republic of|dprk",
  NL: 'holland|the netherlands|niederlande',
  AE: 'uae|u.a.e.|vae|阿联酋|阿聯酋',
  CZ: 'czech republic|république tchèque|república checa|repubblica ceca|česká republika|tschechische republik',
  TR: 'turkey|republic of türkiye',
  RU: 'russian federation|российская федерация|рф',
  VN: 'viet nam',
  AU: '澳洲',
  SA: '沙特',
  BO: 'bolivia (plurinational state of)|bolivia, plurinational state of',
  BN: 'brunei darussalam',
  CD: 'congo, democratic republic of the|democratic republic of the congo|dr congo|drc',
  CG: 'congo, republic of the|republic of the congo',
  CI: "ivory coast|cote d'ivoire",
  CV: 'cape verde|cabo verde',
  FM: 'micronesia (federated states of)',
  IE: 'republic of ireland|éire',
  IR: 'iran, islamic republic of|iran (islamic republic of)|islamic republic of iran',
  LA: "lao people's democratic republic|lao pdr",
  MD: 'moldova, republic of|republic of moldova',
  MK: 'macedonia|republic of north macedonia',
  MM: 'burma|myanmar',
  PH: 'the philippines',
  PS: 'palestine, state of|state of palestine|palestine',
  SK: 'slovak republic',
  SY: 'syrian arab republic',
  SZ: 'swaziland',
  TL: 'east timor',
  TZ: 'tanzania, united republic of|united republic of tanzania',
  VA: 'holy see|vatican',
  VE: 'venezuela (bolivarian republic of)|venezuela, bolivarian republic of',
  XK: 'kosovo',
};
/** the languages of most forms, then the others in which a country may stand in one */
const usual = ['en', 'zh-Hans', 'zh-Hant', 'zh-Hant-HK', 'de', 'fr', 'es', 'ja'];
const others =
  'it pt nl ko ru sv da nb fi is pl cs sk hu ro bg hr sl sr et lv lt uk el tr ar he fa hi th vi id ms'.split(
    ' ',
  );
/** cities of one country that bear the name of another in some language, and a name that two countries have */
const ambiguous = new Set(['granada', 'salvador', 'franca', 'kongo']);

/** Without a telephone of their own, and so no country of anybody: Antarctica, uninhabited islands. */
const unpeopled = new Set('AQ TF BV HM PN GS UM'.split(' '));
/**
 * The countries that libphonenumber knows, which are not asked of it here: whoever reads dates alone loads no
 * telephones.
 */
export const countries: readonly CountryCode[] = [
  ...Object.keys(alpha3).filter((code) => !unpeopled.has(code)),
  ...['AC', 'TA'],
] as CountryCode[];

type Names = Map<string, CountryCode>;

function add(names: Names, name: string, code: CountryCode): void {
  const lower = name.toLowerCase();
  // EE. UU. is written EE.UU. and EEUU too
  const isShort = /^(?:\p{L}+\.[ -]?)+$/u.test(lower);
  const spellings = [lower, ...(isShort ? [lower.replace(/ /g, ''), lower.replace(/[. -]/g, '')] : [])];
  for (const spelling of new Set([...spellings, ...spellings.map(withoutMarks)]))
    if (!names.has(spelling) && !ambiguous.has(spelling)) names.set(spelling, code);
}

function addLanguages(names: Names, languages: readonly string[], style: 'long' | 'short' = 'long'): Names {
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
    for (const code of countries) {
      const name = display.of(code);
      if (name !== undefined) add(names, name, code);
    }
  }
  return names;
}

function usualNames(): Names {
  const names: Names = new Map();
  for (const code of countries) {
    names.set(code.toLowerCase(), code);
    const long = alpha3[code];
    if (long) names.set(long.toLowerCase(), code);
  }
  for (const code of countries) for (const name of aliases[code]?.split('|') ?? []) add(names, name, code);
  return addLanguages(addLanguages(names, usual), usual, 'short');
}

let loaded: Names | undefined;
let isWhole = false;

/** The names are read when first needed, those of the further languages when the usual ones do not have one. */
function named(text: string): CountryCode | undefined {
  loaded ??= usualNames();
  const found = loaded.get(text) ?? loaded.get(withoutMarks(text));
  if (found || isWhole) return found;
  addLanguages(loaded, others);
  isWhole = true;
  return named(text);
}

/** 中国香港, Hong Kong SAR, Taiwan, China: a region of China named with the country or with what it is */
const chinaBefore = /^(?:中国|中國)[\s,·・-]*/;
const kindBehind =
  /(?:特别行政区|特別行政區|[\s,(]+(?:s\.?a\.?r\.?|special administrative region)\b.*|[\s,(]+(?:p\.?r\.? ?)?china\)?)$/;
/** What ISO 3166 has as countries and GB/T 2260 as provinces of China. */
export const ofChina: Readonly<Record<string, string>> = {
  HK: '香港特别行政区',
  MO: '澳门特别行政区',
  TW: '台湾省',
};

/**
 * The ISO 3166-1 alpha-2 code of a country given by code (alpha-2, alpha-3) or by name, in the languages of
 * most of the world and in usual short forms, with or without accents; null when it is none.
 *
 * Source: Unicode CLDR, through Intl.DisplayNames; ISO 3166-1.
 */
export function regionOf(country: Raw): CountryCode | null {
  const text = foldText(country).toLowerCase();
  if (text === '') return null;
  const bare = text.replace(chinaBefore, '').replace(kindBehind, '');
  const part = bare === text || bare === '' ? undefined : named(bare);
  return part && part in ofChina ? part : (named(text) ?? null);
}

/** what stands behind the name of a country in that of a people, a street or a place of China: 朝鲜族, 俄罗斯街, 法国梧桐 */
const inOtherName =
  /^(?:[族式风城街路巷弄道村里园馆菜酒餐苑湾港山]|小镇|小区|花园|广场|大使|领事|商|会馆|料理|梧桐|社区|学校)/u;

const hanNames = remembered((): RegExp => {
  loaded ??= usualNames();
  const names = [...loaded].flatMap(([name, code]) =>
    code !== 'CN' && !(code in ofChina) && /^\p{Script=Han}{2,}$/u.test(name) ? [name] : [],
  );
  return new RegExp(`^(${names.toSorted((a, b) => b.length - a.length).join('|')})[\\s,]*(.{3,})$`, 'u');
});

/**
 * The country whose name in characters an address begins with: 英国伦敦贝克街221号; null where the name is of something else
 * (俄罗斯街5号). China and its regions are for whoever reads divisions.
 */
export function regionBefore(address: Raw): CountryCode | null {
  const [, name, rest = ''] = hanNames('').exec(foldText(address)) ?? [];
  return name === undefined || inOtherName.test(rest) ? null : regionOf(name);
}
