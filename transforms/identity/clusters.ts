import { unionFind } from './unionFind.ts';

/** Pairs of records that are the same customer, as two columns of equal length. Records are numbers from 0. */
export interface Pairs {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
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

/** The connected components of the pairs. Near-linear in the number of pairs. */
export function connected({ left, right }: Pairs): Components {
  const { records, placeOf } = numbered(left, right);
  const lefts = new Uint32Array(left.length);
  const rights = new Uint32Array(left.length);
  const { rootOf, join } = unionFind(records.length);
  for (let i = 0; i < lefts.length; i++) {
    const one = placeOf(left[i] as number);
    const other = placeOf(right[i] as number);
    lefts[i] = one;
    rights[i] = other;
    join(one, other);
  }
  const firsts = new Uint32Array(records.length);
  for (let place = 0; place < firsts.length; place++) firsts[place] = rootOf(place);
  return { records, firsts, lefts, rights };
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

/** The numbers of two columns, each once, ascending, and the place of each among them. */
function numbered(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
): { readonly records: Float64Array; readonly placeOf: (record: number) => number } {
  let last = 0;
  for (const column of [left, right])
    for (let i = 0; i < column.length; i++) last = Math.max(last, column[i] as number);
  // a table as long as the largest, where that is not far more than they are
  if (last > 8 * left.length + 1_000_000) {
    const records = Float64Array.from(new Set([...Array.from(left), ...Array.from(right)])).sort();
    const places = new Map(Array.from(records, (record, place) => [record, place]));
    return { records, placeOf: (record) => places.get(record) as number };
  }
  const places = new Uint32Array(last + 1);
  for (const column of [left, right]) for (let i = 0; i < column.length; i++) places[column[i] as number] = 1;
  let count = 0;
  for (let record = 0; record <= last; record++) count += places[record] as number;
  const records = new Float64Array(count);
  for (let record = last; record >= 0; record--)
    if (places[record] === 1) {
      records[--count] = record;
      places[record] = count;
    }
  return { records, placeOf: (record) => places[record] as number };
}
