import { ClienteleError } from '../../warehouse/index.ts';
import { isNode, type Statement, type TreeNode, visit } from './syntaxTree.ts';

/** Functions whose answers differ between engines or between runs, and what to write instead. */
const forbidden: Readonly<Record<string, string>> = {
  avg: 'cast(sum(x) as double) / nullif(count(x), 0)',
  mean: 'cast(sum(x) as double) / nullif(count(x), 0)',
  hash: 'sha256_hex(x)',
  random: 'a column derived from the data',
  now: 'as_of.as_of_end_at',
  current_date: 'as_of.as_of_date',
  current_timestamp: 'as_of.as_of_end_at',
  get_current_timestamp: 'as_of.as_of_end_at',
  today: 'as_of.as_of_date',
  uuid: 'a key derived from the data',
  gen_random_uuid: 'a key derived from the data',
  approx_count_distinct: 'count(distinct x)',
  approx_quantile: 'percentile_cont(p) within group (order by x)',
  mode: 'max_by over counts with a total order',
  any_value: 'min(x)',
  first: 'min_by(x, key)',
  last: 'max_by(x, key)',
  ntile: 'rank with ties kept together',
  dayofweek: 'iso_weekday(d)',
  log: 'ln(x)',
  date_diff: 'days_between(a, b)',
  datediff: 'days_between(a, b)',
  query_table: 'the table itself',
  query: 'the query itself',
  list: 'array_agg with an order by over a unique key',
};

const tableFunctions = new Set(['unnest', 'range', 'generate_series']);
const ordered = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
]);

/**
 * Refuses SQL that would give different tables on another engine or on another day.
 * @throws ClienteleError `sql-portability`, naming the file and what to write instead
 */
export function checkPortable(statement: Statement, ours: ReadonlySet<string>, file: string): void {
  const refuse = (what: string) => {
    throw new ClienteleError('sql-portability', `${file}: ${what}`);
  };
  for (const name of statement.functions) {
    const instead = ours.has(name) ? undefined : forbidden[name];
    if (instead) refuse(`${name}() is outside the portable subset; write ${instead}`);
  }
  visit(statement.tree, (node) => {
    if (node.type === 'TABLE_FUNCTION' && isNode(node.function)) {
      const name = String(node.function.function_name).toLowerCase();
      if (!tableFunctions.has(name) && !ours.has(name))
        refuse(`table function ${name}() hides what is read; allowed: ${[...tableFunctions].join(', ')}`);
    }
    if (node.class === 'WINDOW' && ordered.has(String(node.function_name ?? '').toLowerCase()))
      requireOrder(node, refuse);
    if (node.type === 'ORDER_MODIFIER') requireNullOrder(node, refuse);
  });
}

function requireOrder(node: TreeNode, refuse: (what: string) => void): void {
  const orders = Array.isArray(node.orders) ? node.orders : [];
  if (orders.length === 0)
    refuse(`${String(node.function_name)}() over an unordered window; add an order by over a unique key`);
}

/**
 * `order by x` sorts nulls differently on the two engines; only a plain `order by` of the last SELECT's keys,
 * never null, may omit it.
 */
function requireNullOrder(node: TreeNode, refuse: (what: string) => void): void {
  const orders = Array.isArray(node.orders) ? node.orders.filter(isNode) : [];
  for (const order of orders)
    if (
      order.null_order === 'ORDER_DEFAULT' &&
      isNode(order.expression) &&
      order.expression.class === 'CONSTANT'
    )
      refuse('order by a position; name the column');
}
