import { connected } from './clusters.ts';
import type { Links } from './joinLinks.ts';
import { unionFind } from './unionFind.ts';

/** Of records that links joined with others, as columns of equal length: the link that ties each to its customer. */
export interface Ties {
  readonly records: readonly number[];
  /** the record at the other end */
  readonly others: readonly number[];
  /** places of the links */
  readonly links: readonly number[];
}

/**
 * The link by which each record hangs on the first record of its customer: the last one on the way from there
 * in the tree of the strongest links, so that each way consists of links as strong as can be, and wherever two
 * groups were joined one record says by what. The first record itself has its strongest link.
 * Source: Kruskal (1956), the maximum spanning tree; its paths are of the greatest weakest link (Hu 1961).
 *
 * @param links that were made, strongest first
 */
export function ties({ left, right }: Links): Ties {
  const { records, firsts, lefts, rights } = connected({ left, right });
  const neighbours = treeOf(lefts, rights, records.length);
  const found: { records: number[]; others: number[]; links: number[] } = {
    records: [],
    others: [],
    links: [],
  };
  const tie = (place: number, other: number, link: number) => {
    found.records.push(records[place] as number);
    found.others.push(records[other] as number);
    found.links.push(link);
  };
  for (let first = 0; first < records.length; first++) {
    if (firsts[first] !== first) continue;
    const [strongest] = neighbours[first] as readonly Neighbour[];
    if (strongest) tie(first, strongest.place, strongest.link);
    const open: { at: number; from: number }[] = [{ at: first, from: first }];
    for (const { at, from } of open)
      for (const { place, link } of neighbours[at] as readonly Neighbour[]) {
        if (place === from) continue;
        tie(place, at, link);
        open.push({ at: place, from: at });
      }
  }
  return found;
}

interface Neighbour {
  readonly place: number;
  readonly link: number;
}

/** By place, the neighbours in the tree of the strongest links, the most strongly linked first. */
function treeOf(lefts: Uint32Array, rights: Uint32Array, count: number): readonly (readonly Neighbour[])[] {
  const { join } = unionFind(count);
  const neighbours: Neighbour[][] = Array.from({ length: count }, () => []);
  for (let link = 0; link < lefts.length; link++) {
    const [a, b] = [lefts[link] as number, rights[link] as number];
    if (!join(a, b)) continue;
    neighbours[a]?.push({ place: b, link });
    neighbours[b]?.push({ place: a, link });
  }
  return neighbours;
}
