/** Values by what `keyOf` says of each. */
export function grouped<T, K>(
  values: readonly T[],
  keyOf: (value: T, place: number) => K,
): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  values.forEach((value, place) => {
    const key = keyOf(value, place);
    const list = groups.get(key);
    if (list) list.push(value);
    else groups.set(key, [value]);
  });
  return groups;
}
