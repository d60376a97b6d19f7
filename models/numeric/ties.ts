/**
 * Visits each run of equal values in an order in which equal ones stand together: the places from `from` up to, but not
 * with, `to`. A NaN is equal to nothing, so it is a run of its own.
 */
export function forEachTie(
  order: Uint32Array,
  values: Float64Array,
  visit: (from: number, to: number) => void,
): void {
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] as number];
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === value) to++;
    visit(from, to);
    from = to;
  }
}
