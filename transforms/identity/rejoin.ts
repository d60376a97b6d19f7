import type { DuckDBConnection } from '@duckdb/node-api';
import { agglomerate } from './agglomerate.ts';
import type { ComparedGroups } from './comparedGroups.ts';
import { leastEdge } from './cutOffs.ts';
import { type Edges, filterEdges } from './edges.ts';
import { evidenceOf } from './evidence.ts';
import type { Feature } from './features.ts';
import { grouped } from './grouped.ts';
import type { Evidence } from './groups.ts';
import type { MatchParameters } from './parameters.ts';
import { type UnionFind, unionFind } from './unionFind.ts';

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

/** A component that was cut, and the people found so far in it at a threshold. */
export interface CutComponent {
  /** what hangs together, ascending */
  readonly records: readonly number[];
  readonly edges: Edges;
  /** of each record, which piece it was in; groups of one piece have been compared */
  readonly pieceOf: ReadonlyMap<number, number>;
  readonly people: People;
  /** log2 odds from which records, and groups, are one person */
  readonly least: number;
}

interface RejoinOptions {
  /** records that are compared with one another at most */
  readonly atOnce: number;
  /** what was compared before */
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
 * a few rounds. All components are looked at in one go, since asking the engine takes time each time.
 */
export async function rejoin(
  connection: DuckDBConnection,
  components: readonly CutComponent[],
  features: readonly Feature[],
  parameters: MatchParameters,
  { atOnce, compared }: RejoinOptions,
): Promise<void> {
  const mayBePlaced = parameters.alone !== undefined;
  let open = components.map((component) => new Rejoining(component, mayBePlaced));
  for (let round = 0; round < mostRounds && open.length > 0; round++) {
    const gathered = open.map((one) => one.gather(atOnce));
    const asked = gathered.flatMap((gatherings, i) =>
      gatherings.map((gathering) => ({ ...gathering, of: open[i] as Rejoining })),
    );
    for await (const { component, evidence } of evidenceOf(connection, asked, features, parameters, compared))
      component.of.decide(component, evidence);
    open = open.filter((_, i) => gathered[i]?.length);
    for (const one of open) one.join();
  }
}

/** A component, and what has been compared in it. */
class Rejoining {
  readonly #component: CutComponent;
  readonly #parted: Edges;
  readonly #compared = new Set<string>();
  #members: ReadonlyMap<number, readonly number[]> = new Map();
  #same: UnionFind = unionFind(0);

  /** @param mayBePlaced whether a single record is one person with those that no record of theirs tells of by itself */
  constructor(component: CutComponent, mayBePlaced: boolean) {
    const { edges, pieceOf, least } = component;
    const { left, right, weight } = edges;
    const lowest = mayBePlaced ? Math.min(least, leastEdge) : least;
    this.#component = component;
    this.#parted = filterEdges(
      edges,
      (i) =>
        (weight[i] as number) >= lowest && pieceOf.get(left[i] as number) !== pieceOf.get(right[i] as number),
    );
  }

  /** What is to be compared next. */
  gather(atOnce: number): readonly Gathering[] {
    const { records, people, least } = this.#component;
    const members = grouped(records, people.groupOf);
    const sizeOf = (group: number) => members.get(group)?.length ?? 0;
    // who has grown since is compared once more
    const keyOf = (a: number, b: number) =>
      [Math.min(a, b), Math.max(a, b)].map((group) => `${group} of ${sizeOf(group)}`).join();
    const mayBeOne = (a: number, b: number, weight: number) =>
      weight >= least || sizeOf(a) === 1 || sizeOf(b) === 1;
    const bridges = nearest(
      this.#parted,
      people.groupOf,
      (a, b, weight) => mayBeOne(a, b, weight) && !this.#compared.has(keyOf(a, b)),
    );
    const gatherings: Gathering[] = [];
    for (const [hub, leading] of hubs(bridges, sizeOf, people.groupOf)) {
      for (const { from } of leading) this.#compared.add(keyOf(people.groupOf(from), hub));
      gatherings.push(...gather(hub, leading, members, people.groupOf, atOnce));
    }
    this.#members = members;
    this.#same = unionFind((records.at(-1) ?? 0) + 1);
    return gatherings;
  }

  decide({ settled }: Gathering, evidence: Evidence): void {
    const { groups } = agglomerate({ ...evidence, settled }, this.#component.least);
    groups.forEach((group, i) => {
      this.#same.join(settled[group] as number, settled[i] as number);
    });
  }

  /** Makes one person of the groups that were found to be one. */
  join(): void {
    for (const groups of grouped([...this.#members.keys()], this.#same.rootOf).values())
      if (groups.length > 1)
        this.#component.people.join(groups.flatMap((group) => this.#members.get(group) ?? []));
  }
}

/** By group, the bridge to the other group that is nearest; of equal ones the first. */
function nearest(
  { left, right, weight }: Edges,
  groupOf: (record: number) => number,
  isAsked: (a: number, b: number, weight: number) => boolean,
): ReadonlyMap<number, Bridge> {
  /** by group, the place of its best pair */
  const best = new Map<number, number>();
  const isBest = (group: number, i: number): boolean => {
    const before = best.get(group);
    return before === undefined || (weight[i] as number) > (weight[before] as number);
  };
  for (let i = 0; i < left.length; i++) {
    const a = groupOf(left[i] as number);
    const b = groupOf(right[i] as number);
    if (a === b) continue;
    const isBestOfA = isBest(a, i);
    const isBestOfB = isBest(b, i);
    if (!(isBestOfA || isBestOfB) || !isAsked(a, b, weight[i] as number)) continue;
    if (isBestOfA) best.set(a, i);
    if (isBestOfB) best.set(b, i);
  }
  return new Map(
    Array.from(best, ([group, i]) => {
      const [l, r] = [left[i] as number, right[i] as number];
      const [from, to] = groupOf(l) === group ? [l, r] : [r, l];
      return [group, { weight: weight[i] as number, from, to }];
    }),
  );
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
