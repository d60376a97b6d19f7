import { cnDivisions } from './data/cnDivisions.ts';
import { renamedDivisions } from './data/renamedDivisions.ts';

/** A province, city, or district of China; `names` holds the full name first, then its short forms. */
export interface Division {
  /** GB/T 2260: two, four or six digits */
  readonly code: string;
  readonly name: string;
  readonly names: readonly string[];
}

/** Whether a province is a city as well: Beijing, Chongqing, Shanghai, Tianjin. */
export const isMunicipality = (province: Division | null): boolean => province?.name.endsWith('市') ?? false;

/** Every division by each of its names; the first of a list is not better than the others. */
export interface Divisions {
  readonly provinces: ReadonlyMap<string, readonly Division[]>;
  readonly cities: ReadonlyMap<string, readonly Division[]>;
  readonly districts: ReadonlyMap<string, readonly Division[]>;
  /** districts of today by the full names that they had before */
  readonly renamed: ReadonlyMap<string, readonly Division[]>;
  readonly byCode: ReadonlyMap<string, Division>;
}

const peoples =
  '(?:(?:壮|藏|回|苗|彝|瑶|满|侗|白|傣|黎|佤|畲|水|土|羌|怒|京|各|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|德昂|保安|裕固|独龙|门巴|珞巴|基诺|布依|朝鲜)族|' +
  '(?:哈萨克|蒙古|柯尔克孜|达斡尔|锡伯|塔吉克|鄂温克|鄂伦春|维吾尔)族?)+';
/** what is usual beside the first two syllables of a long name */
const customary: Readonly<Record<string, string>> = {
  巴音郭楞州: '巴州',
  博尔塔拉州: '博州',
  克孜勒苏州: '克州',
};
const autonomous = new RegExp(`^(.{2,}?)${peoples}自治([州县旗])$`);
const provinceEnding = /^(.{2,}?)(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$/;
const cityEnding = /^(.{2,})(?:市|地区|盟)$/;
const districtEnding = /^(.{2,}?)(?:新区|林区|矿区|特区|区|县|市|自治旗|旗)$/;

function shortForms(name: string, ending: RegExp): readonly string[] {
  const people = autonomous.exec(name);
  if (people) {
    const kept = `${people[1]}${people[2]}`;
    const usual = customary[kept];
    return [name, kept, people[1] ?? name, ...(usual ? [usual] : [])];
  }
  const short = ending.exec(name)?.[1];
  return short ? [name, short] : [name];
}

/** Provinces by GB/T 2260 that the statistical divisions do not reach into. */
const others: readonly (readonly [code: string, name: string])[] = [
  ['71', '台湾省'],
  ['81', '香港特别行政区'],
  ['82', '澳门特别行政区'],
];

let loaded: Divisions | undefined;

/** The divisions, unpacked when first needed. */
export function divisions(): Divisions {
  loaded ??= unpack();
  return loaded;
}

function unpack(): Divisions {
  const byCode = new Map<string, Division>();
  const level = (): Map<string, Division[]> => new Map();
  const [provinces, cities, districts] = [level(), level(), level()];
  const add = (to: Map<string, Division[]>, code: string, name: string, ending: RegExp): void => {
    const division = { code, name, names: shortForms(name, ending) };
    byCode.set(code, division);
    for (const each of division.names) to.set(each, [...(to.get(each) ?? []), division]);
  };
  for (const line of cnDivisions) {
    const [province = '', inside = ''] = line.split('|');
    const code = province.slice(0, 2);
    add(provinces, code, province.slice(2), provinceEnding);
    for (const city of inside.split(';')) {
      const [head = '', list = ''] = city.split(':');
      const cityCode = code + head.slice(0, 2);
      const isNominal = head.length === 2;
      const isMunicipality = province.endsWith('市');
      if (!isNominal) add(cities, cityCode, head.slice(2), cityEnding);
      for (const district of list.split(',').filter((each) => each !== '')) {
        const districtCode = cityCode + district.slice(0, 2);
        if (isNominal && !isMunicipality) add(cities, districtCode, district.slice(2), districtEnding);
        else add(districts, districtCode, district.slice(2), districtEnding);
      }
    }
  }
  for (const [code, name] of others) add(provinces, code, name, provinceEnding);
  return { provinces, cities, districts, renamed: unpackRenamed(byCode), byCode };
}

function unpackRenamed(byCode: ReadonlyMap<string, Division>): Divisions['renamed'] {
  const renamed = new Map<string, Division[]>();
  for (const line of renamedDivisions) {
    const [province = '', inside = ''] = line.split('|');
    for (const each of inside.split(',')) {
      const today = byCode.get(province + each.slice(0, 4));
      if (!today) continue;
      for (const name of each.slice(4).split('/')) renamed.set(name, [...(renamed.get(name) ?? []), today]);
    }
  }
  return renamed;
}
