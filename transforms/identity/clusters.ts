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
  /** of each pair, the place of its left record */
  readonly lefts: Uint32Array;
}

/**
 * The connected components of the pairs.
 *
 * Union–find with the smaller root winning and paths halved on the way, so the answer does not depend on the order of
 * the pairs. Near-linear in the number of pairs, after sorting their records.
 * Source: Tarjan and van Leeuwen (1984), Worst-case analysis of set union algorithms.
 */
export function connected({ left, right }: Pairs): Components {
  const records = distinct(left, right);
  const placeOf = placesOf(records, left.length);
  const [lefts, rights] = [left, right].map((column) => Uint32Array.from(column, placeOf)) as [
    Uint32Array,
    Uint32Array,
  ];
  const parents = Uint32Array.from(records, (_, place) => place);
  const rootOf = (place: number): number => {
    let at = place;
    while (parents[at] !== at) {
      const grandparent = parents[parents[at] as number] as number;
      parents[at] = grandparent;
      at = grandparent;
    }
    return at;
  };
  for (let i = 0; i < lefts.length; i++) {
    const a = rootOf(lefts[i] as number);
    const b = rootOf(rights[i] as number);
    if (a < b) parents[b] = a;
    else parents[a] = b;
  }
  return { records, firsts: parents.map((_, place) => rootOf(place)), lefts };
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
