import { connected } from './clusters.ts';
import { cuts, mostTogether } from './cutOffs.ts';
import { type Edges, edgesAt, filterEdges } from './edges.ts';

/** Records that pairs lead from one to another, ascending, and these pairs. */
export interface Component {
  readonly records: readonly number[];
  readonly edges: Edges;
}

/** The connected components, by their first records. */
export function* components(edges: Edges): Generator<Component> {
  const { records, firsts, lefts } = connected(edges);
  const membersOf = placesByValue(firsts, records.length);
  const edgesOf = placesByValue(
    lefts.map((place) => firsts[place] as number),
    records.length,
  );
  for (let first = 0; first < records.length; first++) {
    if (firsts[first] !== first) continue;
    yield {
      records: Array.from(membersOf(first), (place) => records[place] as number),
      edges: edgesAt(edges, edgesOf(first)),
    };
  }
}

/** For values below `count`: the places at which each stands, ascending. */
function placesByValue(values: Uint32Array, count: number): (value: number) => Uint32Array {
  const ends = new Uint32Array(count + 1);
  for (const value of values) ends[value + 1] = (ends[value + 1] as number) + 1;
  for (let value = 0; value < count; value++)
    ends[value + 1] = (ends[value + 1] as number) + (ends[value] as number);
  const next = ends.slice();
  const order = new Uint32Array(values.length);
  values.forEach((value, place) => {
    order[next[value] as number] = place;
    next[value] = (next[value] as number) + 1;
  });
  return (value) => order.subarray(ends[value], ends[value + 1]);
}

/** Pieces of at most `mostTogether` records, cut at the lowest weight that does it; larger ones where none does. */
export function* pieces(edges: Edges, level = 0): Generator<Component> {
  const cut = cuts[level] ?? 0;
  for (const component of components(filterEdges(edges, (i) => (edges.weight[i] ?? 0) >= cut)))
    if (component.records.length <= mostTogether || level + 1 >= cuts.length) yield component;
    else yield* pieces(component.edges, level + 1);
}
