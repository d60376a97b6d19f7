import { clusters } from './clusters.ts';

/** Who is together by pairs of names: of each name one that stands for all of its group, itself where it is in no pair. */
export function together(pairs: readonly (readonly [string, string])[]): (name: string) => string {
  const names = [...new Set(pairs.flat())];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const place = (name: string) => placeOf.get(name) as number;
  const firstOf = clusters({
    left: pairs.map(([left]) => place(left)),
    right: pairs.map(([, right]) => place(right)),
  });
  return (name) => names[firstOf.get(placeOf.get(name) ?? -1) ?? -1] ?? name;
}
