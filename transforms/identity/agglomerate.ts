import { BestOfRows } from './bestOfRows.ts';
import { type Evidence, Groups, type PairsOfRecords } from './groups.ts';
import { placed } from './placed.ts';

/** Two groups that were compared. */
export interface Comparison {
  /** the records of their most likely pair, one of each, and the log2 odds of that pair alone */
  readonly a: number;
  readonly b: number;
  readonly closest: number;
  /** log2 odds that the groups are one person */
  readonly weight: number;
}

export interface Grouping {
  /** the group of each record, numbered by its first record */
  readonly groups: readonly number[];
  /** the best of the merges that were not made, and the worst that was */
  readonly refused?: Comparison;
  readonly weakest?: Comparison;
}

/**
 * Joins the two groups that are most likely one person, again and again, while that is likelier than `least`
 * (log2 odds). Two groups are compared field by field over all their pairs: by the mean weight of the pairs in which
 * both have a value, partly by their mean likelihood ratio, which pairs that agree decide, and by how far either
 * group agrees with itself: where the records of both hardly ever differ in a field and those of one differ from
 * those of the other, that is no slip. So a record with few values is helped by what the others of its group know,
 * one lucky pair does not chain two groups, and contradictions inside count. What different pairs say in different
 * fields does not add up to a pair that is not there: groups are no likelier one person than their nearest two records
 * are. The prior odds are paid once a merge, not once a pair; a single record is hardly alone where few are (`alone.ts`),
 * and is put to the group that it is likeliest of in the end (`placed`).
 *
 * O(n³) in the records of the group at worst, O(n²) where few rows lose their best pair at a merge, and for each comparison
 * of two groups as long as they have pairs.
 * Source: Sokal and Michener (1958), average linkage, here by field; Bilenko and Mooney (2003) on chaining.
 */
export const agglomerate = (evidence: Evidence, least: number): Grouping =>
  agglomerateAt(evidence, [least])[0] as Grouping;

/** `agglomerate` at each of some bounds: a merge depends on none of them, so the lowest goes through all the others. */
export function agglomerateAt(evidence: Evidence, bounds: readonly number[]): readonly Grouping[] {
  const { size } = evidence;
  const people = new Groups(evidence);
  const groups = Array.from({ length: size }, (_, i) => i);
  const alive = [...groups];
  const between = (a: number, b: number) => Math.min(a, b) * size + Math.max(a, b);
  const scores = scored(size, alive, evidence.pairs);
  // the log2 odds of the nearest pair of records of two groups, and its place
  const nearest = scores.values.slice();
  const nearestAt = Uint32Array.from({ length: size * size }, (_, at) => at);
  // the score of two groups is that of their nearest pair until they are the best there are, and then compared
  const isCompared = new Uint8Array(size * size).fill(1);
  const merge = (left: number, right: number) => {
    alive.splice(alive.indexOf(right), 1);
    for (let i = 0; i < size; i++) if (groups[i] === right) groups[i] = left;
    people.merge(left, right);
    for (const other of alive) {
      if (other === left) continue;
      const into = between(left, other);
      const from = between(right, other);
      if ((nearest[from] as number) > (nearest[into] as number)) {
        nearest[into] = nearest[from] as number;
        nearestAt[into] = nearestAt[from] as number;
      }
      isCompared[into] = 0;
      scores.set(left, other, nearest[into] as number);
    }
    scores.drop(left, right);
  };
  evidence.settled?.forEach((number, i, all) => {
    const first = all.indexOf(number);
    if (first < i) merge(first, i);
  });
  const found = new Map<number, Grouping>();
  const open = [...new Set(bounds)].sort((x, y) => y - x);
  let weakest: Comparison | undefined;
  const close = (refused?: Comparison) =>
    found.set(open.shift() as number, {
      groups: [...groups],
      ...(refused ? { refused } : {}),
      ...(weakest ? { weakest } : {}),
    });
  while (open.length > 0) {
    const best = scores.best();
    if (!best) {
      close();
      continue;
    }
    const { a: left, b: right, value } = best;
    const at = between(left, right);
    const closest = nearest[at] as number;
    if (isCompared[at] === 0) {
      isCompared[at] = 1;
      scores.set(left, right, Math.min(closest, people.weight(left, right)));
      continue;
    }
    const pair = nearestAt[at] as number;
    const compared: Comparison = { a: Math.floor(pair / size), b: pair % size, closest, weight: value };
    while (open.length > 0 && value < (open[0] as number)) close(compared);
    if (open.length === 0) break;
    if (!weakest || value < weakest.weight) weakest = compared;
    merge(left, right);
  }
  return bounds.map((bound) => withPlaced(evidence, found.get(bound) as Grouping, bound));
}

/** The groups once single records are placed; a merge that was refused may have been made so. */
function withPlaced(evidence: Evidence, grouping: Grouping, bound: number): Grouping {
  const groups = placed(evidence, grouping.groups, bound);
  const { refused } = grouping;
  return refused && groups[refused.a] === groups[refused.b]
    ? { groups, weakest: refused }
    : { ...grouping, groups };
}

/** What all pairs of records weigh alone. */
function scored(size: number, alive: readonly number[], pairs: PairsOfRecords): BestOfRows {
  const scores = new BestOfRows(size, alive);
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) scores.set(a, b, pairs.weight(a, b));
  return scores;
}
