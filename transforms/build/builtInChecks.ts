import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { identifier, literal } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { Check, GraphNode, Project } from '../graph/project.ts';
import { isNode, type Statement } from '../graph/syntaxTree.ts';

/**
 * What every table is held to without a file: its keys are unique and not null, and its floating-point
 * columns are numbers.
 */
export const builtInChecks = ({ nodes }: Project): readonly Check[] =>
  nodes.flatMap((node) =>
    tablesOf(node).flatMap(({ table, keys, doubles }) => [
      keyCheck(node, table, keys),
      ...(doubles.length > 0 && node.kind !== 'staging' ? [finiteCheck(node, table, keys, doubles)] : []),
    ]),
  );

interface Held {
  readonly table: string;
  readonly keys: readonly string[];
  readonly doubles: readonly string[];
}

const tablesOf = ({ name, keys, step, statement }: GraphNode): readonly Held[] =>
  step
    ? Object.entries(step.writes).map(([table, { keys: own, columns }]) => ({
        table,
        keys: own,
        doubles: Object.keys(columns).filter((column) => isFloating(columns[column])),
      }))
    : [{ table: name, keys, doubles: statement ? castToDouble(statement) : [] }];

const isFloating = (type: DuckDBType | undefined): boolean =>
  type?.typeId === DuckDBTypeId.DOUBLE || type?.typeId === DuckDBTypeId.FLOAT;

/** The columns that the last SELECT casts to a floating-point type; by convention it casts every column. */
function castToDouble({ tree }: Statement): readonly string[] {
  const list = isNode(tree.node) && Array.isArray(tree.node.select_list) ? tree.node.select_list : [];
  return list
    .filter(isNode)
    .filter(({ cast_type: type }) => isNode(type) && ['DOUBLE', 'FLOAT'].includes(String(type.id)))
    .map(({ alias }) => String(alias));
}

function keyCheck(node: GraphNode, table: string, keys: readonly string[]): Check {
  const list = keys.map(identifier).join(', ');
  const key =
    keys.length === 1 ? list : `{${keys.map((name) => `${literal(name)}: ${identifier(name)}`).join(', ')}}`;
  const nulls = keys.map((key) => `${identifier(key)} is null`).join(' or ');
  const sql = `select ${list}, count(*) as rows_with_this_key from ${identifier(table)} group by ${list} having count(*) > 1 or ${nulls}`;
  return {
    ...about(node, table, 'key', sql),
    sentence: `Every row of ${table} has its own ${keys.join(' + ')}.`,
    increment: {
      part: key,
      follows: new Set([table]),
      parts: `select ${key} as part from changed_${table}`,
      narrowed: new Map([
        [
          table,
          `from workspace.${identifier(table)} where ${key} in (select part from touched_parts) or ${nulls}`,
        ],
      ]),
    },
  };
}

/** Neither infinite nor not a number, which engines order above all numbers; what is unknown is null. */
function finiteCheck(
  node: GraphNode,
  table: string,
  keys: readonly string[],
  doubles: readonly string[],
): Check {
  const columns = doubles.map(identifier);
  const broken = columns.map((column) => `abs(${column}) > ${Number.MAX_VALUE}`).join(' or ');
  const shown = [...new Set([...keys.map(identifier), ...columns])].join(', ');
  const sql = `select ${shown} from ${identifier(table)} where ${broken}`;
  return {
    ...about(node, table, 'finite', sql),
    sentence: `Every figure of ${table} is a finite number or unknown: ${doubles.join(', ')}.`,
    // a row is looked at by itself: those that came suffice
    increment: {
      part: keys[0] ?? '',
      follows: new Set([table]),
      parts: 'select null as part',
      narrowed: new Map([[table, `from changed_${table}`]]),
    },
  };
}

const about = (node: GraphNode, table: string, rule: string, sql: string) =>
  ({
    name: `${table}_${rule}`,
    file: node.file,
    table,
    severity: 'error',
    owner: 'data engineering',
    reads: [table],
    definition: digest([sql]),
    sql,
  }) as const;
