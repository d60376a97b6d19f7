import { clusters } from './clusters.ts';

/** Pairs of records that belong together, strongest first, as columns of equal length. */
export interface Links {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface Joined {
  /** record → smallest record of its customer, for all records that occur in a link */
  readonly firstOf: ReadonlyMap<number, number>;
  /** links that were not made, because records that must stay apart would have come together */
  readonly refused: ReadonlySet<number>;
}

/**
 * The customers that links make while some pairs of records are kept apart. Where nothing is kept apart
 * inside a connected component, the component is the customer. Elsewhere links are made one by one, strongest
 * first, each unless it would bring together two records that must stay apart: so a third record goes with
 * the one that it is linked to most strongly.
 * Source: Kruskal (1956), with cannot-link constraints as in Davidson and Ravi (2005).
 */
export function joinLinks({ left, right }: Links, apart: readonly (readonly [number, number])[]): Joined {
  const whole = clusters({ left, right });
  const refused = new Set<number>();
  const kept = apart.filter(([a, b]) => whole.get(a) !== undefined && whole.get(a) === whole.get(b));
  if (kept.length === 0) return { firstOf: whole, refused };
  const contested = new Set(kept.map(([a]) => whole.get(a) as number));
  const enemies = new Map<number, number[]>();
  const note = (a: number, b: number) => {
    const known = enemies.get(a);
    if (known) known.push(b);
    else enemies.set(a, [b]);
  };
  for (const [a, b] of kept) {
    note(a, b);
    note(b, a);
  }
  const groups = new Map<number, number[]>();
  const groupOf = (record: number): number[] => {
    const known = groups.get(record);
    if (known) return known;
    const fresh = [record];
    groups.set(record, fresh);
    return fresh;
  };
  left.forEach((a, i) => {
    if (!contested.has(whole.get(a) as number)) return;
    const [mine, theirs] = [groupOf(a), groupOf(right[i] as number)];
    if (mine === theirs) return;
    const [into, from] = mine.length >= theirs.length ? [mine, theirs] : [theirs, mine];
    const isEnemy = (other: number) => groups.get(other) === into;
    if (from.some((record) => enemies.get(record)?.some(isEnemy))) {
      refused.add(i);
      return;
    }
    for (const record of from) {
      into.push(record);
      groups.set(record, into);
    }
  });
  const firstOf = new Map(whole);
  for (const group of new Set(groups.values())) {
    const first = group.reduce((a, b) => Math.min(a, b));
    for (const record of group) firstOf.set(record, first);
  }
  return { firstOf, refused };
}
