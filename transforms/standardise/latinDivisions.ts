import { inSimplified } from './chineseLine.ts';
import { type Division, divisions, isMunicipality } from './divisions.ts';
import { plainU } from './names/pinyin.ts';
import { pinyinLibrary } from './names/pinyinLibrary.ts';
import { withoutMarks } from './text.ts';

/** Names in English that are not pinyin, and 陕西, which is spelled apart from 山西. */
const aliases: Readonly<Record<string, string>> = {
  shaanxi: '陕西省',
  innermongolia: '内蒙古自治区',
  neimongol: '内蒙古自治区',
  tibet: '西藏自治区',
  hongkong: '香港特别行政区',
  macau: '澳门特别行政区',
  macao: '澳门特别行政区',
  peking: '北京市',
  tientsin: '天津市',
  chungking: '重庆市',
  canton: '广州市',
  nanking: '南京市',
  tsingtao: '青岛市',
  amoy: '厦门市',
  harbin: '哈尔滨市',
  hohhot: '呼和浩特市',
  ordos: '鄂尔多斯市',
  hulunbuir: '呼伦贝尔市',
  urumqi: '乌鲁木齐市',
  lhasa: '拉萨市',
  kashgar: '喀什地区',
};
/** what divisions are called in English and pinyin, at the end of a name */
const kind =
  /(?:\s*(?:(?:zhuang|hui|uyghur|uygur)?\s*autonomous\s+(?:region|prefecture|county)|special administrative region|s\.?a\.?r\.?|province|municipality|prefecture|city|district|county|new area))+\.?$/i;
const kindPinyin = /(?:\s+|(?<=[a-z]))(?:sheng|shi|qu|xian|zizhiqu)$/i;

type Names = ReadonlyMap<string, readonly Division[]>;
let tables: readonly [provinces: Names, cities: Names, districts: Names] | undefined;

const keyOf = (name: string): string =>
  plainU(
    withoutMarks(name)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );

/** The pinyin of the full name, so that 重庆 and 厦门 are read as they are said there; then cut like the short forms. */
function tableOf(names: Names): Names {
  const table = new Map<string, Division[]>();
  for (const division of new Set([...names.values()].flat())) {
    const syllables = pinyinLibrary()(division.name, { toneType: 'none', type: 'array', v: true });
    const spellings = division.names.map((name) => syllables.slice(0, name.length).map(plainU).join(''));
    for (const spelling of new Set(spellings))
      if (!(spelling === 'shanxi' && division.name === '陕西省'))
        table.set(spelling, [...(table.get(spelling) ?? []), division]);
  }
  for (const [alias, name] of Object.entries(aliases)) {
    const division = names.get(name)?.find((each) => each.name === name);
    if (division) table.set(alias, [division]);
  }
  return table;
}

function named(level: 0 | 1 | 2, text: string, parent: string): Division | null {
  const { provinces, cities, districts } = divisions();
  const names = [provinces, cities, districts] as const;
  const among = (found: readonly Division[] | undefined) => {
    const inside = found?.filter(({ code }) => code.startsWith(parent)) ?? [];
    return inside.length === 1 ? (inside[0] ?? null) : null;
  };
  if (/\p{Script=Han}/u.test(text)) return among(names[level].get(inSimplified(text)));
  tables ??= [tableOf(provinces), tableOf(cities), tableOf(districts)];
  const bare = text.replace(kind, '');
  for (const spelling of [text, bare, bare.replace(kindPinyin, '')]) {
    const found = among(tables[level].get(keyOf(spelling)));
    if (found) return found;
  }
  return null;
}

/** The full names of divisions, those that are implied among them. */
export interface LatinDivisions {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** whether every text was the name of a division */
  readonly areAllKnown: boolean;
}

/**
 * The divisions of China that names in pinyin, English or characters mean: Guangdong, Shenzhen City, Nanshan
 * Qu, 南山; each is empty where it is not said. A name that several have (Suzhou, Fuzhou) means the one that is
 * inside those above it, else none.
 */
export function latinDivisions(province: string, city: string, district: string): LatinDivisions {
  const { byCode } = divisions();
  const top = province === '' ? null : named(0, province, '');
  // Beijing is a province and its own city
  const asProvince = city === '' ? null : named(0, city, top?.code ?? '');
  const within = top ?? (isMunicipality(asProvince) ? asProvince : null);
  const middle = city === '' || asProvince ? null : named(1, city, within?.code ?? '');
  // Kunshan is written as a city and is a district
  const county = city !== '' && within && !asProvince && !middle ? named(2, city, within.code) : null;
  const parent = middle?.code ?? within?.code;
  const finest = district !== '' && parent && !county ? named(2, district, parent) : county;
  const code = finest?.code ?? middle?.code ?? within?.code ?? '';
  const implied = byCode.get(code.slice(0, 2)) ?? null;
  return {
    province: implied?.name ?? null,
    city:
      (isMunicipality(implied) ? implied : code.length > 2 ? byCode.get(code.slice(0, 4)) : null)?.name ??
      null,
    district: finest?.name ?? null,
    areAllKnown:
      (province === '' || top !== null) &&
      (city === '' || isMunicipality(asProvince) || middle !== null || county !== null) &&
      (district === '' || (finest !== null && finest !== county)),
  };
}
