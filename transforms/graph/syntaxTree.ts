import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError } from '../../warehouse/index.ts';

/** A node of DuckDB's own syntax tree, as `json_serialize_sql` gives it. */
export type TreeNode = { readonly [key: string]: TreeValue };
export type TreeValue = TreeNode | readonly TreeValue[] | string | number | boolean | null;

export const isNode = (value: TreeValue | undefined): value is TreeNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one SELECT says about itself. */
export interface Statement {
  readonly tree: TreeNode;
  /** tables named that are not common table expressions, lower case, sorted */
  readonly tables: readonly string[];
  /** functions called, lower case, sorted */
  readonly functions: readonly string[];
  /** string literals, sorted */
  readonly literals: readonly string[];
  /** the tree without positions: equal for queries that differ only in white space, comments and case of keywords */
  readonly canonical: string;
}

/**
 * Parses one SELECT in the engine itself, so no second grammar can disagree; tables need not exist.
 * @throws ClienteleError `sql-syntax` with `where` in the message
 */
export async function parseStatement(
  connection: DuckDBConnection,
  sql: string,
  where: string,
): Promise<Statement> {
  const [serialised] = await serialise(connection, [sql]);
  return read(String(serialised), where);
}

/**
 * The project's files that were parsed before in this process, by their text: it builds more than once in
 * tests and services.
 */
const parsed = new Map<string, Statement>();

/** Parses the files of a project as `parseStatement` does, all at once, and remembers them. */
export async function parseStatements(
  connection: DuckDBConnection,
  sources: readonly { readonly sql: string; readonly where: string }[],
): Promise<readonly Statement[]> {
  const fresh = sources.filter(({ sql }) => !parsed.has(sql));
  const trees = await serialise(
    connection,
    fresh.map(({ sql }) => sql),
  );
  fresh.forEach(({ sql, where }, i) => {
    parsed.set(sql, read(String(trees[i]), where));
  });
  return sources.map(({ sql }) => parsed.get(sql) as Statement);
}

async function serialise(
  connection: DuckDBConnection,
  statements: readonly string[],
): Promise<readonly string[]> {
  if (statements.length === 0) return [];
  const reader = await connection.runAndReadAll(
    'select json_serialize_sql(sql) from (select unnest(from_json($1, \'["varchar"]\')) as sql)',
    [JSON.stringify(statements)],
  );
  return (reader.getColumns()[0] ?? []) as readonly string[];
}

function read(serialised: string, where: string): Statement {
  const root = JSON.parse(serialised) as TreeNode;
  if (root.error) throw new ClienteleError('sql-syntax', `${where}: ${String(root.error_message)}`);
  const statements = root.statements as readonly TreeNode[];
  const [statement] = statements;
  if (statements.length !== 1 || !statement)
    throw new ClienteleError('sql-syntax', `${where}: one SELECT a file, found ${statements.length}`);
  const tables = new Set<string>();
  collectTables(statement, new Set(), tables);
  const functions = new Set<string>();
  const literals = new Set<string>();
  visit(statement, (node) => {
    if (typeof node.function_name === 'string') functions.add(node.function_name.toLowerCase());
    if (node.class === 'CONSTANT' && isNode(node.value) && typeof node.value.value === 'string')
      literals.add(node.value.value);
  });
  return {
    tree: statement,
    tables: [...tables].sort(),
    functions: [...functions].sort(),
    literals: [...literals].sort(),
    canonical: serialised.replace(/"query_location":\d+/g, ''),
  };
}

/** Calls `enter` on every node, parents first. */
export function visit(value: TreeValue | undefined, enter: (node: TreeNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, enter);
  } else if (isNode(value)) {
    enter(value);
    for (const key of Object.keys(value)) visit(value[key], enter);
  }
}

/** The common table expressions of a query node, in the order in which they become visible. */
export function commonTables(
  node: TreeNode,
): readonly { name: string; query: TreeNode; recursive: boolean }[] {
  const map = isNode(node.cte_map) ? node.cte_map.map : undefined;
  if (!Array.isArray(map)) return [];
  return map.filter(isNode).flatMap(({ key, value }) => {
    if (!isNode(value) || !isNode(value.query) || !isNode(value.query.node)) return [];
    const query = value.query.node;
    return [{ name: String(key).toLowerCase(), query, recursive: query.type === 'RECURSIVE_CTE_NODE' }];
  });
}

function collectTables(value: TreeValue | undefined, scope: ReadonlySet<string>, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectTables(item, scope, found);
    return;
  }
  if (!isNode(value)) return;
  let inner = scope;
  for (const { name, query, recursive } of commonTables(value)) {
    collectTables(query, recursive ? new Set([...inner, name]) : inner, found);
    inner = new Set([...inner, name]);
  }
  if (value.type === 'BASE_TABLE') {
    const qualified = [value.catalog_name, value.schema_name, value.table_name].filter(Boolean).map(String);
    const name = qualified.join('.').toLowerCase();
    if (qualified.length > 1 || !inner.has(name)) found.add(name);
  }
  for (const key of Object.keys(value)) if (key !== 'cte_map') collectTables(value[key], inner, found);
}
