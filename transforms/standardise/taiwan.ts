import { between } from './chineseStreet.ts';

const cities =
  '台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市 新竹县 苗栗县 彰化县 南投县 云林县 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县'.split(
    ' ',
  );
/** these are among the districts of Fujian as well */
const withProvince = ['金门县', '连江县'];
/** 新竹 and 嘉义 are a city and a county each */
const shortForms: ReadonlyMap<string, string> = new Map(
  cities.flatMap((name) => (/^(?:新竹|嘉义)/.test(name) ? [] : [[name.slice(0, 2), name] as const])),
);

const postcodeBefore = new RegExp(
  `^(台湾省?)?[\\s,]*(\\d{3}(?:-?\\d{2,3})?)[\\s,]*(?=台湾|${[...cities, ...withProvince].join('|')})`,
);

/** Cuts a postal code of three, five or six digits off the front of a line of Taiwan; null where there is none. */
export function taiwanPostcode(line: string): { readonly text: string; readonly postcode: string } | null {
  const match = postcodeBefore.exec(line);
  if (!match) return null;
  const [all, province = '', code = ''] = match;
  return { text: province + line.slice(all.length), postcode: code.replace('-', '') };
}

/** The city or county, and the district, at the start of an address of Taiwan. */
export interface TaiwanAddress {
  readonly city: string;
  readonly district: string | null;
  readonly rest: string;
}

/**
 * Reads city and district off folded, simplified text; null where it begins with no city. Districts of a city end in 区,
 * the parts of a county in 市, 镇 or 乡.
 */
export function readTaiwan(text: string, isStated: boolean): TaiwanAddress | null {
  const full = [...cities, ...(isStated ? withProvince : [])].find((name) => text.startsWith(name));
  const short = full || !isStated ? undefined : shortForms.get(text.slice(0, 2));
  const city = full ?? short;
  if (!city) return null;
  const rest = text.slice(full ? 3 : 2).replace(between, '');
  const pattern = city.endsWith('市') ? /^\p{Script=Han}{1,3}?区/u : /^\p{Script=Han}{1,3}?[市镇乡]/u;
  const district = pattern.exec(rest)?.[0] ?? null;
  return { city, district, rest: rest.slice(district?.length ?? 0).replace(between, '') };
}
