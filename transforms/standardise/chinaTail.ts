import { type LatinDivisions, latinDivisions } from './latinDivisions.ts';

/** The end of an address of China in Latin letters: the areas as written, and the divisions that they mean. */
export interface ChinaTail {
  /** the parts before: street, unit */
  readonly rest: readonly string[];
  readonly district: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly divisions: LatinDivisions;
}

/** which areas the last parts may be, those that say most first */
const shapes: readonly (readonly ('district' | 'city' | 'state')[])[] = [
  ['district', 'city', 'state'],
  ['city', 'state'],
  ['district', 'state'],
  ['district', 'city'],
  ['state'],
  ['city'],
];

/** Reads `…, Nanshan District, Shenzhen, Guangdong` from the end; null where the last part is no division. */
export function readChinaTail(parts: readonly string[]): ChinaTail | null {
  for (const shape of shapes) {
    const at = parts.length - shape.length;
    if (at < 0) continue;
    const {
      state = null,
      city = null,
      district = null,
    } = Object.fromEntries(shape.map((level, i) => [level, parts[at + i] ?? '']));
    const meant = latinDivisions(state ?? '', city ?? '', district ?? '');
    if (meant.areAllKnown) return { rest: parts.slice(0, at), district, city, state, divisions: meant };
  }
  return null;
}
