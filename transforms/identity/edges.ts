import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumbers, rows } from '../../warehouse/index.ts';

/** Pairs of record numbers with the log2 odds that they are one person, as columns of equal length. */
export interface Edges {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly weight: Float64Array;
  readonly pattern: Float64Array;
}

/** Room for so many pairs. */
const edgesOf = (pairs: number): Edges => ({
  left: new Uint32Array(pairs),
  right: new Uint32Array(pairs),
  weight: new Float64Array(pairs),
  pattern: new Float64Array(pairs),
});

/** The rows of `match_edges` of at least this weight, in order of their records; `only` is a further condition. */
export async function readEdges(connection: DuckDBConnection, least: number, only = 'true'): Promise<Edges> {
  const from = `from match_edges where weight >= ${least} and ${only}`;
  const [counted] = await rows<{ pairs: number }>(connection, `select count(*)::double as pairs ${from}`);
  const edges = edgesOf(counted?.pairs ?? 0);
  const into = [edges.left, edges.right, edges.weight, edges.pattern];
  const result = await connection.stream(
    `select l::double, r::double, weight, pattern::double ${from} order by l, r`,
  );
  let at = 0;
  for await (const { columns, count } of readNumbers(result)) {
    for (const [i, column] of columns.entries()) into[i]?.set(column.subarray(0, count), at);
    at += count;
  }
  return edges;
}

/** The edges at some places. */
export function edgesAt(edges: Edges, places: ArrayLike<number>): Edges {
  const taken = edgesOf(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    taken.left[i] = edges.left[place] as number;
    taken.right[i] = edges.right[place] as number;
    taken.weight[i] = edges.weight[place] as number;
    taken.pattern[i] = edges.pattern[place] as number;
  }
  return taken;
}

/** The edges for which `keep` holds. */
export function filterEdges(edges: Edges, keep: (place: number) => boolean): Edges {
  const kept = new Uint32Array(edges.left.length);
  let count = 0;
  for (let place = 0; place < kept.length; place++) if (keep(place)) kept[count++] = place;
  return count === kept.length ? edges : edgesAt(edges, kept.subarray(0, count));
}
