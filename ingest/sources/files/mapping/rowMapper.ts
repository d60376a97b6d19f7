import { ClienteleError } from '../../../../warehouse/index.ts';
import type { Row } from '../row.ts';
import type { Compiled, CompiledEvent, CompiledLines } from './compile.ts';
import type { Cells } from './condition.ts';
import { settleAmount } from './lineAmount.ts';
import { agreedCurrency, requireCurrency } from './requireCurrency.ts';
import { elementCells } from './rowList.ts';
import { assemble, type Data, fill } from './template.ts';
import { CellProblem, type Value } from './value.ts';

/** An event that rows made: not yet held to its contract. */
export interface Made {
  readonly type: string;
  readonly ordinal: number;
  readonly grouped: boolean;
  /** the source's natural key; undefined: the row's place in the file is its id */
  readonly key: string | undefined;
  readonly time: string;
  readonly data: Data;
  /** the rows in it; the first is its offset */
  readonly rows: readonly number[];
}

export interface Refused {
  readonly row: Row;
  readonly code: string;
  readonly message: string;
  readonly column: string;
}

/** Of every group of rows the last row's number, per `groupName`. */
export type GroupEnds = ReadonlyMap<string, ReadonlyMap<string, number>>;

interface Group {
  time: string;
  readonly values: (Value | undefined)[];
  readonly lines: Data[];
  readonly rows: number[];
  /** what has been told of it already */
  readonly told: Set<string>;
}

/** Lines of groups that are not complete yet; above this a file is better sorted. */
const openLinesLimit = 2_000_000;

/** Applies a mapping to the rows of a file, in order. */
export class RowMapper {
  readonly #compiled: Compiled;
  readonly #ends: GroupEnds;
  readonly #open: readonly Map<string, Group>[];
  readonly #conflict: (message: string) => void;
  #openLines = 0;

  constructor(compiled: Compiled, ends: GroupEnds, conflict: (message: string) => void) {
    this.#compiled = compiled;
    this.#ends = ends;
    this.#open = compiled.events.map(() => new Map());
    this.#conflict = conflict;
  }

  /** What the row completes and why it was refused; a row may do both, or neither (it waits in a group). */
  take(row: Row, made: Made[], refused: Refused[]): void {
    const { cells } = row;
    let reason: { code: string; message: string } | undefined = row.refusal;
    if (!reason)
      for (const rule of this.#compiled.reject)
        if (rule.when(cells)) {
          reason = { code: 'mapping-reject', message: rule.reason };
          break;
        }
    let taken = false;
    if (reason) refused.push({ row, ...reason, column: '' });
    else
      for (const event of this.#compiled.events) {
        if (!event.accepts(cells)) continue;
        taken = true;
        try {
          this.#apply(event, row, made);
        } catch (error) {
          if (!(error instanceof CellProblem)) throw error;
          refused.push({ row, code: error.code, message: error.message, column: error.column });
        }
      }
    if (!taken && !reason)
      refused.push({ row, code: 'no-event', message: 'no event of the mapping takes this row', column: '' });
    if (!row.refusal) this.#close(row, made);
  }

  #apply(event: CompiledEvent, row: Row, made: Made[]): void {
    const { cells } = row;
    const key = event.key?.(cells);
    if (key === '' || (key !== undefined && /^\/+$/.test(key))) {
      const column = event.keyColumns.join(', ');
      throw new CellProblem(column, `the natural key is empty (column ${column})`);
    }
    const time = event.time(cells);
    if (typeof time !== 'string')
      throw new CellProblem(event.timeColumn, `no time (column ${event.timeColumn})`);
    const values = event.fields.map(({ read }) => read(cells));
    const groups = this.#open[event.ordinal] as Map<string, Group>;
    const group = groups.get(key as string);
    const { type, currencyAt } = event;
    const currency = agreedCurrency(event, values[currencyAt], group?.values[currencyAt]);
    requireCurrency(type, event.amounts, cells, currency);
    const lines = event.lines ? linesOf(type, event.lines, cells, currency, group === undefined) : [];
    if (!event.grouped) {
      const data = assemble(event, values, lines);
      made.push({ ...of(event), key, time, data, rows: [row.number] });
      return;
    }
    if (!group)
      groups.set(key as string, {
        time,
        values,
        lines: [...lines],
        rows: [row.number],
        told: new Set(),
      });
    else {
      this.#agree(event, key as string, group, values, row);
      if (time !== group.time) {
        if (event.lines)
          this.#tell(
            group,
            `rows of one ${event.type} have several times; the earliest is taken`,
            key as string,
            row,
          );
        if (time < group.time) group.time = time;
      }
      group.lines.push(...lines);
      group.rows.push(row.number);
    }
    this.#openLines += lines.length;
    if (this.#openLines > openLinesLimit)
      throw new ClienteleError(
        'groups-too-far-apart',
        `row ${row.number}: more than ${openLinesLimit} lines wait for the rest of their group; sort the file by ${event.keyColumns.join(', ')}`,
      );
  }

  /** Fields of the group: the first value that is not empty; another one later is told. */
  #agree(
    event: CompiledEvent,
    key: string,
    group: Group,
    values: readonly (Value | undefined)[],
    row: Row,
  ): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === undefined) continue;
      const before = group.values[i];
      if (before === undefined) group.values[i] = value;
      else if (before !== value && String(before) !== String(value)) {
        const field = event.fields[i]?.path.join('.') ?? '';
        this.#tell(group, `rows of one ${event.type} differ in ${field}; the first value is kept`, key, row);
      }
    }
  }

  #tell(group: Group, what: string, key: string, row: Row): void {
    if (group.told.has(what)) return;
    group.told.add(what);
    this.#conflict(`${what}\u0000${key} (row ${row.number})`);
  }

  #close(row: Row, made: Made[]): void {
    for (const event of this.#compiled.events) {
      if (!event.grouped) continue;
      const key = event.key?.(row.cells) ?? '';
      if (this.#ends.get(event.groupName)?.get(key) !== row.number) continue;
      const groups = this.#open[event.ordinal] as Map<string, Group>;
      const group = groups.get(key);
      if (!group) continue;
      groups.delete(key);
      this.#openLines -= group.lines.length;
      const data = assemble(event, group.values, group.lines);
      made.push({ ...of(event), key, time: group.time, data, rows: group.rows });
    }
  }
}

/** The lines of a row: one, or one for each object in its list. */
function linesOf(
  type: string,
  { list, fields, later, amounts, amountColumn }: CompiledLines,
  cells: Cells,
  currency: string,
  isFirstRow: boolean,
): readonly Data[] {
  const each = list ? elementCells(list, cells) : [cells];
  return each.map((own, i) => {
    const line = fill(isFirstRow && i === 0 ? fields : later, own);
    requireCurrency(type, amounts, own, currency);
    return amountColumn === undefined ? line : settleAmount(line, amountColumn);
  });
}

const of = ({ type, ordinal, grouped }: CompiledEvent) => ({ type, ordinal, grouped });
