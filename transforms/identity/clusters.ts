import { unionFind } from './unionFind.ts';

/** Pairs of records that are the same customer, as two columns of equal length. Records are numbers from 0. */
export interface Pairs {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The connected components of pairs; records are told by their places in the order of all that occur in a pair. */
export interface Components {
  /** the records that occur in a pair, ascending */
  readonly records: Float64Array;
  /** of each record, the place of the smallest record of its component */
  readonly firsts: Uint32Array;
  /** of each pair, the places of its records */
  readonly lefts: Uint32Array;
  readonly rights: Uint32Array;
}

/** The connected components of the pairs. Near-linear in the number of pairs, after sorting their records. */
export function connected({ left, right }: Pairs): Components {
  const records = distinct(left, right);
  const placeOf = placesOf(records, left.length);
  const lefts = Uint32Array.from(left, placeOf);
  const rights = Uint32Array.from(right, placeOf);
  const { rootOf, join } = unionFind(records.length);
  for (let i = 0; i < lefts.length; i++) join(lefts[i] as number, rights[i] as number);
  return { records, firsts: Uint32Array.from(records, (_, place) => rootOf(place)), lefts, rights };
}

/** Each record that occurs in a pair, with the smallest record of its component. */
export function clusters(pairs: Pairs): ReadonlyMap<number, number> {
  const { records, firsts } = connected(pairs);
  const firstOf = new Map<number, number>();
  records.forEach((record, place) => {
    firstOf.set(record, records[firsts[place] as number] as number);
  });
  return firstOf;
}

/** The numbers of two columns, each once, ascending. */
function distinct(left: readonly number[], right: readonly number[]): Float64Array {
  const all = new Float64Array(2 * left.length);
  all.set(left);
  all.set(right, left.length);
  all.sort();
  let count = 0;
  for (const one of all) if (count === 0 || one !== all[count - 1]) all[count++] = one;
  return all.slice(0, count);
}

/**
 * The place of each of some ascending numbers: by a table as long as the largest where that is not far more
 * than they are.
 */
function placesOf(records: Float64Array, pairs: number): (record: number) => number {
  const last = records.at(-1) ?? 0;
  if (last > 8 * pairs + 1_000_000) {
    const places = new Map(Array.from(records, (record, place) => [record, place]));
    return (record) => places.get(record) as number;
  }
  const places = new Uint32Array(last + 1);
  records.forEach((record, place) => {
    places[record] = place;
  });
  return (record) => places[record] as number;
}
