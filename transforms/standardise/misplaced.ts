import { type Division, divisions } from './divisions.ts';

/** An area that lies elsewhere than its address says, and the larger area that it is in. */
export interface Misplaced {
  readonly field: 'city' | 'district';
  readonly name: string;
  /** the areas that it is in, e.g. 福建省 */
  readonly within: readonly string[];
}

interface Areas {
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
}

/**
 * The first area of a Chinese address that lies outside the one above it; null where all fit, or a name is in
 * no list.
 */
export function misplaced({ province, city, district }: Areas): Misplaced | null {
  const { provinces, cities, districts, byCode } = divisions();
  const named = (map: ReadonlyMap<string, readonly Division[]>, name: string | null) =>
    (name === null ? undefined : map.get(name)) ?? [];
  const outside = (inner: readonly Division[], outer: readonly Division[]) =>
    inner.length > 0 &&
    outer.length > 0 &&
    !inner.some(({ code }) => outer.some((area) => code.startsWith(area.code)));
  const within = (inner: readonly Division[], digits: number) => [
    ...new Set(inner.map(({ code }) => byCode.get(code.slice(0, digits))?.name ?? '')),
  ];
  const [provincesNamed, citiesNamed, districtsNamed] = [
    named(provinces, province),
    named(cities, city),
    named(districts, district),
  ];
  if (city !== null && outside(citiesNamed, provincesNamed))
    return { field: 'city', name: city, within: within(citiesNamed, 2) };
  // a municipality is its own city
  const around = citiesNamed.length > 0 ? citiesNamed : named(provinces, city);
  if (district !== null && outside(districtsNamed, around))
    return { field: 'district', name: district, within: within(districtsNamed, 4) };
  return null;
}
