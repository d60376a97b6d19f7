import { ClienteleError } from '../../warehouse/index.ts';
import type { Header } from './header.ts';

/**
 * How a table follows a few changed rows of what it reads, instead of being made anew.
 *
 * Its rows fall into parts, by the value of an expression. The views say which parts the changed rows touch and cut the
 * tables read down to what those parts need; the table's own SELECT, run over them, gives the parts as they are now.
 */
export interface Increment {
  /** expression over the table's own columns; rows of equal value are made and replaced together */
  readonly part: string;
  /** tables whose changes are followed; a change in any other makes the table anew */
  readonly follows: ReadonlySet<string>;
  /** the parts to make again, one column `part`; reads `changed_<table>`, the rows that came and went */
  readonly parts: string;
  /** what stands for a table while the parts are made; reads `touched_parts` (part) and `workspace.<table>` */
  readonly narrowed: ReadonlyMap<string, string>;
}

/**
 * Reads the header field `Incremental`: the part, then what is followed, parted by semicolons.
 *
 * - `orders: customer_id`: of orders, a part needs the rows whose customer_id is the part, and a changed one touches it
 * - `exchange_rates: currency = orders.currency`: read whole; a change touches the parts of the orders of that currency
 *
 * @throws ClienteleError `sql-header` where a line is neither
 */
export function headerIncrement(header: Header, file: string): Increment | undefined {
  const text = header.fields.get('incremental');
  if (!text) return undefined;
  const [part = '', ...lines] = text
    .split(';')
    .map((line) => line.trim())
    .filter(Boolean);
  const parsed = lines.map((line) => followed(line, file));
  const partOf = new Map(parsed.flatMap(({ table, by, of }) => (of ? [] : [[table, by] as const])));
  const touched = parsed.map(({ table, by, of }) => {
    if (!of) return `select ${by} as part from changed_${table}`;
    const expression = partOf.get(of.table);
    if (!expression)
      throw new ClienteleError('sql-header', `${file}: "Incremental" gives no part for ${of.table}`);
    return `select ${expression} as part from workspace.${of.table} where ${of.by} in (select ${by} from changed_${table})`;
  });
  return {
    part,
    follows: new Set(parsed.map(({ table }) => table)),
    parts: touched.join('\nunion all\n'),
    narrowed: new Map(
      [...partOf].map(([table, by]) => [
        table,
        `from workspace.${table} where ${by} in (select part from touched_parts)`,
      ]),
    ),
  };
}

function followed(line: string, file: string) {
  const match = /^([a-z_0-9]+):\s*(.+?)(?:\s+=\s+([a-z_0-9]+)\.(.+))?$/.exec(line);
  const [, table, by, other, otherBy] = match ?? [];
  if (!table || !by)
    throw new ClienteleError(
      'sql-header',
      `${file}: "Incremental" cannot be read at "${line}"; write "table: column" or "table: column = other.column"`,
    );
  return { table, by, of: other && otherBy ? { table: other, by: otherBy } : undefined };
}

/**
 * Reads `sql/increments/<table>.sql`, for a table whose parts no single column decides: `CREATE VIEW` statements, first
 * `touched_parts`, then one for each table that is cut down.
 * @throws ClienteleError `sql-increment` where a statement is something else
 */
export function fileIncrement(part: string, sql: string, file: string): Increment {
  const views = sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean)
    .map((statement) => {
      const [, name, body] = /^create\s+view\s+([a-z_0-9]+)\s+as\s+([\s\S]+)$/i.exec(statement) ?? [];
      if (!name || !body)
        throw new ClienteleError('sql-increment', `${file}: not a CREATE VIEW: ${statement.slice(0, 60)}`);
      return [name, body] as const;
    });
  const [first, ...narrowed] = views;
  if (first?.[0] !== 'touched_parts')
    throw new ClienteleError('sql-increment', `${file}: the first view must be touched_parts`);
  return {
    part,
    follows: new Set([...sql.matchAll(/\bchanged_([a-z_0-9]+)/g)].map(([, table]) => String(table))),
    parts: first[1],
    narrowed: new Map(narrowed),
  };
}
