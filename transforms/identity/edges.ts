import type { DuckDBConnection } from '@duckdb/node-api';

/** Pairs of record numbers with the log2 odds that they are one person, as columns of equal length. */
export interface Edges {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly weight: readonly number[];
  readonly pattern: readonly number[];
}

/** The rows of `match_edges` of at least this weight, in order of their records; `only` is a further condition. */
export async function readEdges(connection: DuckDBConnection, least: number, only = 'true'): Promise<Edges> {
  const reader = await connection.runAndReadAll(
    `select l, r, weight, pattern::double from match_edges where weight >= ${least} and ${only} order by l, r`,
  );
  const [left = [], right = [], weight = [], pattern = []] =
    reader.getColumns() as unknown as readonly (readonly number[])[];
  return { left, right, weight, pattern };
}

/** The edges at some places. */
export function edgesAt(edges: Edges, places: ArrayLike<number>): Edges {
  const take = (column: readonly number[]) => {
    const taken: number[] = [];
    for (let i = 0; i < places.length; i++) taken.push(column[places[i] as number] as number);
    return taken;
  };
  return {
    left: take(edges.left),
    right: take(edges.right),
    weight: take(edges.weight),
    pattern: take(edges.pattern),
  };
}

/** The edges for which `keep` holds. */
export function filterEdges(edges: Edges, keep: (place: number) => boolean): Edges {
  const kept: number[] = [];
  for (let place = 0; place < edges.left.length; place++) if (keep(place)) kept.push(place);
  return edgesAt(edges, kept);
}
