import type { DuckDBConnection } from '@duckdb/node-api';

/** Pairs of record numbers with the log2 odds that they are one person, as columns of equal length. */
export interface Edges {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly weight: readonly number[];
  readonly pattern: readonly number[];
}

/** The rows of `match_edges` of at least this weight, in order of their records. */
export async function readEdges(connection: DuckDBConnection, least: number): Promise<Edges> {
  const reader = await connection.runAndReadAll(
    `select l, r, weight, pattern::double from match_edges where weight >= ${least} order by l, r`,
  );
  const [left = [], right = [], weight = [], pattern = []] =
    reader.getColumns() as unknown as readonly (readonly number[])[];
  return { left, right, weight, pattern };
}

/** The edges for which `keep` holds. */
export function filterEdges(edges: Edges, keep: (index: number) => boolean): Edges {
  const kept = edges.left.flatMap((_, i) => (keep(i) ? [i] : []));
  const take = (column: readonly number[]) => kept.map((i) => column[i] ?? 0);
  return {
    left: take(edges.left),
    right: take(edges.right),
    weight: take(edges.weight),
    pattern: take(edges.pattern),
  };
}

/** The edges of both, in order of their records. */
export function joinEdges(a: Edges, b: Edges): Edges {
  const all = {
    left: [...a.left, ...b.left],
    right: [...a.right, ...b.right],
    weight: [...a.weight, ...b.weight],
    pattern: [...a.pattern, ...b.pattern],
  };
  const order = all.left
    .map((_, i) => i)
    .sort((i, j) => (all.left[i] ?? 0) - (all.left[j] ?? 0) || (all.right[i] ?? 0) - (all.right[j] ?? 0));
  const take = (column: readonly number[]) => order.map((i) => column[i] ?? 0);
  return {
    left: take(all.left),
    right: take(all.right),
    weight: take(all.weight),
    pattern: take(all.pattern),
  };
}
