import { piiOf } from '../../ingest/contracts/index.ts';
import { commonTables, isNode, type TreeNode, type TreeValue } from '../graph/syntaxTree.ts';

/** Personal or not; inside staging, the part of an event that a value stands for. */
export type Trace = boolean | { readonly type: string; readonly path: string };

/** column → personal (or, inside staging, the part of an event it stands for) */
export type ColumnTraces = ReadonlyMap<string, Trace>;

/** Functions whose result says nothing personal whatever goes in. */
const discloseNothing = new Set([
  'count',
  'count_star',
  'approx_count_distinct',
  'birth_year',
  'list_length',
  'each_position',
]);

/** Functions that give their first argument from one row of several: the others choose the row, as a filter does. */
const picking = new Set(['max_by', 'min_by', 'arg_max', 'arg_min', 'argmax', 'argmin']);

const unnesting = new Set(['unnest', 'each']);

interface Relation {
  readonly alias: string;
  readonly columns: ColumnTraces;
}

/** The query inside a statement. */
export const queryOf = (statement: TreeNode): TreeNode =>
  isNode(statement.node) ? statement.node : statement;

/** Follows marks of personal data through one SELECT after another. */
export class Tracer {
  readonly known: ReadonlyMap<string, ColumnTraces>;
  readonly eventFunctions: ReadonlyMap<string, string>;

  constructor(known: ReadonlyMap<string, ColumnTraces>, eventFunctions: ReadonlyMap<string, string>) {
    this.known = known;
    this.eventFunctions = eventFunctions;
  }

  /** Output columns of a query node, in order. */
  query(node: TreeNode, outer: ReadonlyMap<string, ColumnTraces>): ColumnTraces {
    let scope = outer;
    for (const { name, query, recursive } of commonTables(node)) {
      const first = recursive && isNode(query.left) ? this.query(query.left, scope) : undefined;
      const inner = first ? new Map([...scope, [name, first] as const]) : scope;
      scope = new Map([...scope, [name, this.query(query, inner)] as const]);
    }
    if (node.type === 'SELECT_NODE') return this.select(node, scope);
    const sides = [node.left, node.right, ...(Array.isArray(node.children) ? node.children : [])].filter(
      isNode,
    );
    const results = sides.map((side) => [...this.query(queryOf(side), scope)]);
    return new Map(
      (results[0] ?? []).map(([name], i) => [name, either(results.map((result) => result[i]?.[1] ?? true))]),
    );
  }

  select(node: TreeNode, scope: ReadonlyMap<string, ColumnTraces>): ColumnTraces {
    const relations = this.relations(node.from_table, scope);
    const outputs = new Map<string, Trace>();
    const items = Array.isArray(node.select_list) ? node.select_list.filter(isNode) : [];
    items.forEach((item, position) => {
      if (item.type === 'STAR') {
        const only = String(item.relation_name ?? '').toLowerCase();
        for (const { alias, columns } of relations)
          if (!only || alias === only)
            for (const [name, trace] of columns)
              outputs.set(name, either([trace, outputs.get(name) ?? false]));
        return;
      }
      const scopeWithAliases = [...relations, { alias: '', columns: outputs }];
      outputs.set(outputName(item, position), this.expression(item, scopeWithAliases, scope));
    });
    return outputs;
  }

  relations(from: TreeValue | undefined, scope: ReadonlyMap<string, ColumnTraces>): Relation[] {
    if (!isNode(from)) return [];
    const alias = String(from.alias ?? '').toLowerCase();
    if (from.type === 'BASE_TABLE') {
      const name = String(from.table_name).toLowerCase();
      return [{ alias: alias || name, columns: scope.get(name) ?? this.known.get(name) ?? new Map() }];
    }
    if (from.type === 'JOIN')
      return [...this.relations(from.left, scope), ...this.relations(from.right, scope)];
    if (from.type === 'SUBQUERY' && isNode(from.subquery)) {
      const columns = [...this.query(queryOf(from.subquery), scope)];
      const renamed = Array.isArray(from.column_name_alias) ? from.column_name_alias.map(String) : [];
      return [{ alias, columns: new Map(columns.map(([name, trace], i) => [renamed[i] ?? name, trace])) }];
    }
    if (from.type === 'TABLE_FUNCTION' || from.type === 'EXPRESSION_LIST') {
      const renamed = Array.isArray(from.column_name_alias) ? from.column_name_alias.map(String) : [];
      return [
        {
          alias,
          columns: new Map([...renamed, alias, 'range', 'generate_series'].map((name) => [name, false])),
        },
      ];
    }
    return [];
  }

  expression(
    value: TreeValue | undefined,
    relations: readonly Relation[],
    scope: ReadonlyMap<string, ColumnTraces>,
  ): Trace {
    if (Array.isArray(value)) return either(value.map((item) => this.expression(item, relations, scope)));
    if (!isNode(value)) return false;
    if (value.class === 'COLUMN_REF')
      return resolve(
        (value.column_names as readonly string[]).map((name) => name.toLowerCase()),
        relations,
      );
    if (value.class === 'CONSTANT') return false;
    if (value.type === 'OPERATOR_IS_NULL' || value.type === 'OPERATOR_IS_NOT_NULL') return false;
    if (value.class === 'SUBQUERY' && isNode(value.subquery)) {
      if (value.subquery_type === 'EXISTS') return false;
      return either([...this.query(queryOf(value.subquery), scope).values()]);
    }
    if (value.class === 'CAST') return this.expression(value.child, relations, scope);
    const called = typeof value.function_name === 'string' ? value.function_name.toLowerCase() : '';
    if (discloseNothing.has(called)) return false;
    const children = Array.isArray(value.children) ? value.children : [];
    if (picking.has(called)) return this.expression(children[0], relations, scope);
    // what a window is of, and its order, choose rows, as a grouping and a filter do; what it gives where there is none it gives
    if (value.class === 'WINDOW')
      return this.expression([...children, value.default_expr ?? null], relations, scope);
    if (called) {
      const type = this.eventFunctions.get(called);
      if (type !== undefined) return { type, path: '' };
      if (unnesting.has(called)) {
        const inner = this.expression(children[0], relations, scope);
        return typeof inner === 'object' ? { type: inner.type, path: `${inner.path}[]` } : inner;
      }
    }
    if (value.type === 'STRUCT_EXTRACT' || called === 'struct_extract') {
      const inner = this.expression(children[0], relations, scope);
      const field = isNode(children[1]) && isNode(children[1].value) ? String(children[1].value.value) : '';
      return typeof inner === 'object' ? leaf({ type: inner.type, path: join(inner.path, field) }) : inner;
    }
    return either(
      Object.entries(value)
        .filter(([key]) => key !== 'alias')
        .map(([, child]) => settle(this.expression(child, relations, scope))),
    );
  }
}

/** A column reference such as `c.email` or `d.customer.email`. */
function resolve(names: readonly string[], relations: readonly Relation[]): Trace {
  const [first = '', second] = names;
  for (const { alias, columns } of relations) {
    if (second !== undefined && alias === first && columns.has(second))
      return descend(columns.get(second) ?? true, names.slice(2));
  }
  const found = relations
    .filter(({ columns }) => columns.has(first))
    .map(({ columns }) => columns.get(first) ?? true);
  if (found.length > 0) return either(found.map((trace) => descend(trace, names.slice(1))));
  return relations.some(({ alias }) => alias === first)
    ? either(
        relations
          .filter(({ alias }) => alias === first)
          .flatMap(({ columns }) => [...columns.values()].map(settle)),
      )
    : true;
}

function descend(trace: Trace, path: readonly string[]): Trace {
  if (typeof trace !== 'object') return trace;
  return leaf({ type: trace.type, path: path.reduce(join, trace.path) });
}

const join = (path: string, field: string) => (path ? `${path}.${field}` : field);

/** A part of an event that the contract knows as a plain value is personal or not; a part with parts stays open. */
function leaf(trace: { readonly type: string; readonly path: string }): Trace {
  const pii = piiOf(trace.type, trace.path);
  if (pii === 'none') return false;
  return pii === undefined ? trace : true;
}

/** A whole event, or a part of one, taken as a value is personal. */
const settle = (trace: Trace): boolean => trace !== false;

/** The trace of what is made of several parts: public if all are, the one part that is not, else personal. */
const either = (all: readonly Trace[]): Trace => {
  const telling = all.filter((trace) => trace !== false);
  const [only] = telling;
  return telling.length === 0 ? false : telling.length === 1 && only !== undefined ? only : true;
};

function outputName(item: TreeNode, position: number): string {
  if (item.alias) return String(item.alias).toLowerCase();
  const names = item.column_names;
  if (Array.isArray(names)) return String(names.at(-1)).toLowerCase();
  return `${String(item.function_name ?? 'column')}_${position}`;
}
