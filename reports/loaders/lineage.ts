import type { Snapshot } from '../build/snapshot.ts';
import { type TableWords, tableWords } from '../chinese/index.ts';
import type { Dictionary } from '../components/locale.ts';

export interface TableNode {
  readonly name: string;
  readonly kind: string;
  readonly words: Dictionary<TableWords>;
  readonly columns: readonly { readonly name: string; readonly personal: boolean }[];
  readonly upstream: readonly string[];
  readonly rows: number;
  readonly seconds: number;
  readonly builtAt: string | null;
  readonly checks: number;
}

export interface LineageData {
  readonly nodes: readonly TableNode[];
}

type Row = Omit<TableNode, 'words' | 'columns' | 'upstream'> &
  TableWords & { readonly columns: string; readonly upstream: string };

/** The tables, and what they read that is no table of the graph (the events themselves, settings) as sources. */
export async function load(snapshot: Snapshot): Promise<LineageData> {
  const rows =
    await snapshot.rows<Row>(`select n.name, n.kind, n.grain, n.description, n.columns, n.upstream, n.rows,
      round(n.seconds, 3) as seconds, n.built_at as builtAt, count(c.name) as checks
    from _nodes as n left join _checks as c on c.table_name = n.name
    where n.kind <> 'check' group by all order by n.name`);
  const nodes = rows.map(
    ({ grain, description, ...row }): TableNode => ({
      ...row,
      words: tableWords(row.name, { grain, description }),
      columns: JSON.parse(row.columns) as TableNode['columns'],
      upstream: JSON.parse(row.upstream) as readonly string[],
    }),
  );
  const known = new Set(nodes.map(({ name }) => name));
  const outside = [...new Set(nodes.flatMap(({ upstream }) => upstream))]
    .filter((name) => !known.has(name))
    .sort();
  const sources = outside.map(
    (name): TableNode => ({
      name,
      kind: 'source',
      words: tableWords(name, { grain: '', description: '' }),
      columns: [],
      upstream: [],
      rows: 0,
      seconds: 0,
      builtAt: null,
      checks: 0,
    }),
  );
  return { nodes: [...sources, ...nodes] };
}
