import { unlisted } from './chineseAddress.ts';
import { between, type ChineseStreet, splitStreet, withoutEcho } from './chineseStreet.ts';
import { type Division, divisions } from './divisions.ts';
import { districtElsewhere, namesAnotherCity } from './elsewhere.ts';
import { withoutNominal } from './nominalLevels.ts';
import { takeDivision, takeRenamed } from './takeDivision.ts';

/** The areas of an address that are known; a street is read within them. */
export interface KnownAreas {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
}

/** Street and detail beside the areas of an address. */
export interface StreetWithin extends ChineseStreet {
  readonly district: string | null;
  /** whether the text begins with areas of another city */
  readonly isElsewhere: boolean;
}

/**
 * Street and detail of folded, simplified text beside its areas, and the district where only the text says
 * it, in full.
 */
export function readStreetWithin(line: string, { province, city, district }: KnownAreas): StreetWithin {
  const { provinces, cities, districts } = divisions();
  const text = withoutNominal(line);
  const rest = withoutEcho(text, [province, city, district]);
  const parent = [...(cities.get(city ?? '') ?? []), ...(provinces.get(city ?? province ?? '') ?? [])].find(
    ({ name }) => name === (city ?? province),
  );
  const code = parent?.code ?? '';
  const other = district === null ? districtElsewhere(rest, code) : null;
  const isElsewhere = (other !== null && !other.isFormer) || namesAnotherCity(rest, code);
  if (district !== null || !parent || isElsewhere) return { district, ...splitStreet(rest), isElsewhere };
  const isInside = (each: Division) => each.code.startsWith(code);
  const again = takeDivision(rest, cities.has(parent.name) ? cities : provinces, (each) => each === parent);
  const taken =
    takeDivision(rest, districts, isInside, true) ??
    takeRenamed(rest, code) ??
    (again && takeDivision(again.rest, districts, isInside, true));
  const [only] = taken?.found ?? [];
  if (taken && only && taken.found.length === 1)
    return { district: only.name, ...splitStreet(taken.rest), isElsewhere };
  const unknown = city === null ? null : (other?.name ?? unlisted.exec(rest.slice(0, 14))?.[1] ?? null);
  const after = rest.slice(unknown?.length ?? 0).replace(between, '');
  return { district: unknown, ...splitStreet(after), isElsewhere };
}
