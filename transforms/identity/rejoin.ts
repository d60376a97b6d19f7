import type { DuckDBConnection } from '@duckdb/node-api';
import { agglomerate } from './agglomerate.ts';
import type { ComparedGroups } from './comparedGroups.ts';
import { type Edges, filterEdges } from './edges.ts';
import { evidenceOf } from './evidence.ts';
import type { Feature } from './features.ts';
import type { MatchParameters } from './parameters.ts';
import { unionFind } from './unionFind.ts';

/** The people found so far: groups of records, each known by its first one. */
export interface People {
  readonly groupOf: (record: number) => number;
  /** Makes one group of these records. */
  readonly join: (records: readonly number[]) => void;
}

/** Records that stand for a group when it is compared with others: of more, so many spread evenly. */
const mostOfHub = 60;
const mostOfOther = 30;
/** A smaller group was mostly looked at whole, with those around it: only what fell off it is compared with it. */
const largeHub = 60;
/** What fell off a group has so few records. */
const mostFallen = 3;
/** Records that stand for a group that is not large. */
const mostOfSmallHub = 15;
/** Each round compares every group with one more at most; the first few find nearly all. */
const mostRounds = 4;

/** What leads from one group to another: the log2 odds of their most likely pair, and its records. */
interface Bridge {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}

interface RejoinOptions {
  readonly pieceOf: ReadonlyMap<number, number>;
  readonly least: number;
  readonly atOnce: number;
  readonly compared: ComparedGroups;
}

/** Records that stand for several groups, to be compared; `settled` are their groups. */
interface Gathering {
  readonly records: readonly number[];
  readonly settled: readonly number[];
}

/**
 * Joins again what a cut parted. A component of too many records is cut into pieces that are looked at whole, so some
 * records of a person are in other pieces. Around a large group, each group that a pair leads to it is compared with it;
 * around a smaller one, what may have fallen off: by records that stand for both, until no two are one person, or for
 * a few rounds.
 * @param component what hangs together, its records ascending
 * @param pieceOf of each record, which piece it was in; groups of one piece have been compared
 * @param least log2 odds from which records, and groups, are one person
 * @param atOnce records that are compared with one another at most
 * @param compared what was compared before
 */
export async function rejoin(
  connection: DuckDBConnection,
  component: { readonly records: readonly number[]; readonly edges: Edges },
  people: People,
  features: readonly Feature[],
  parameters: MatchParameters,
  { pieceOf, least, atOnce, compared: before }: RejoinOptions,
): Promise<void> {
  const { left, right, weight } = component.edges;
  const piece = (record: number | undefined) => pieceOf.get(record as number);
  const parted = filterEdges(
    component.edges,
    (i) => (weight[i] as number) >= least && piece(left[i]) !== piece(right[i]),
  );
  const compared = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const members = grouped(component.records, people.groupOf);
    const sizeOf = (group: number) => members.get(group)?.length ?? 0;
    // who has grown since is compared once more
    const keyOf = (a: number, b: number) =>
      [Math.min(a, b), Math.max(a, b)].map((group) => `${group} of ${sizeOf(group)}`).join();
    const bridges = nearest(parted, people.groupOf, (a, b) => !compared.has(keyOf(a, b)));
    const gatherings: Gathering[] = [];
    for (const [hub, leading] of hubs(bridges, sizeOf, people.groupOf)) {
      for (const { from } of leading) compared.add(keyOf(people.groupOf(from), hub));
      gatherings.push(...gather(hub, leading, members, people.groupOf, atOnce));
    }
    if (gatherings.length === 0) return;
    const same = unionFind((component.records.at(-1) ?? 0) + 1);
    for await (const { component: one, evidence } of evidenceOf(
      connection,
      gatherings,
      features,
      parameters,
      before,
    )) {
      const { groups } = agglomerate({ ...evidence, settled: one.settled }, least);
      groups.forEach((group, i) => {
        same.join(one.settled[group] as number, one.settled[i] as number);
      });
    }
    const joined = grouped([...members.keys()], same.rootOf);
    for (const groups of joined.values())
      if (groups.length > 1) people.join(groups.flatMap((group) => members.get(group) ?? []));
  }
}

/** By group, the bridge to the other group that is nearest; of equal ones the first. */
function nearest(
  { left, right, weight }: Edges,
  groupOf: (record: number) => number,
  isNew: (a: number, b: number) => boolean,
): ReadonlyMap<number, Bridge> {
  const best = new Map<number, Bridge>();
  for (let i = 0; i < left.length; i++) {
    const [l, r, odds] = [left[i] as number, right[i] as number, weight[i] as number];
    const [a, b] = [groupOf(l), groupOf(r)];
    if (a === b || !isNew(a, b)) continue;
    if (odds > (best.get(a)?.weight ?? Number.NEGATIVE_INFINITY))
      best.set(a, { weight: odds, from: l, to: r });
    if (odds > (best.get(b)?.weight ?? Number.NEGATIVE_INFINITY))
      best.set(b, { weight: odds, from: r, to: l });
  }
  return best;
}

/** Whether a group of so many records is compared with one of more. */
const isCompared = (other: number, hub: number): boolean =>
  hub >= largeHub || (other <= mostFallen && hub > mostFallen);

/** Groups around which others are compared, with the bridges that lead there; no group is both. */
function hubs(
  bridges: ReadonlyMap<number, Bridge>,
  sizeOf: (group: number) => number,
  groupOf: (record: number) => number,
): ReadonlyMap<number, readonly Bridge[]> {
  const found = new Map<number, Bridge[]>();
  const others = new Set<number>();
  for (const bridge of [...bridges.values()].toSorted((a, b) => b.weight - a.weight)) {
    const [a, b] = [groupOf(bridge.from), groupOf(bridge.to)];
    const isTurned = sizeOf(a) > sizeOf(b);
    const [other, hub] = isTurned ? [b, a] : [a, b];
    if (!isCompared(sizeOf(other), sizeOf(hub)) || others.has(other) || others.has(hub) || found.has(other))
      continue;
    others.add(other);
    const list = found.get(hub);
    const one = isTurned ? { weight: bridge.weight, from: bridge.to, to: bridge.from } : bridge;
    if (list) list.push(one);
    else found.set(hub, [one]);
  }
  return found;
}

/** The hub with as many of the others as are compared at once, and again with the next. */
function gather(
  hub: number,
  bridges: readonly Bridge[],
  members: ReadonlyMap<number, readonly number[]>,
  groupOf: (record: number) => number,
  atOnce: number,
): readonly Gathering[] {
  const gatherings: Gathering[] = [];
  const whole = members.get(hub) ?? [];
  const most = whole.length < largeHub ? mostOfSmallHub : mostOfHub;
  let others: number[] = [];
  let ends: number[] = [];
  const close = () => {
    const own = standing(whole, ends, most);
    const records = [...own, ...others].toSorted((a, b) => a - b);
    if (others.length > 0) gatherings.push({ records, settled: records.map(groupOf) });
    [others, ends] = [[], []];
  };
  for (const { from, to } of bridges) {
    const other = standing(members.get(groupOf(from)) ?? [], [from], mostOfOther);
    if (most + others.length + other.length > atOnce) close();
    others.push(...other);
    ends.push(to);
  }
  close();
  return gatherings;
}

/** Some records of a group, these among them, the rest spread evenly. */
function standing(group: readonly number[], wanted: readonly number[], most: number): readonly number[] {
  if (group.length <= most) return group;
  const chosen = new Set(wanted.slice(0, most));
  const step = group.length / (most - chosen.size);
  for (let i = 0; chosen.size < most && i < group.length; i += step)
    chosen.add(group[Math.floor(i)] as number);
  return [...chosen];
}

/** Values by what `keyOf` says of each. */
function grouped<T, K>(values: readonly T[], keyOf: (value: T, place: number) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const [place, value] of values.entries()) {
    const key = keyOf(value, place);
    const list = groups.get(key);
    if (list) list.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
