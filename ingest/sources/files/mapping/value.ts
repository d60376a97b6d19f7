import { writtenScore } from '../../../../transforms/standardise/light/index.ts';
import type { Cells, Place } from './condition.ts';
import type { LeafKind } from './leaf.ts';
import { type DecimalMark, decimalText, negated } from './number.ts';
import type { FieldMapping } from './schema.ts';
import { timeReader } from './timeFormat.ts';
import { zonedTime } from './zonedTime.ts';

export type Value = string | number | boolean | readonly string[];

/** A cell that does not hold what the mapping expects. */
export class CellProblem extends Error {
  readonly column: string;
  readonly code: string;
  constructor(column: string, message: string, code = 'bad-cell') {
    super(message);
    this.name = 'CellProblem';
    this.column = column;
    this.code = code;
  }
}

/** Reads a value from a row; undefined: the cell is empty. Throws `CellProblem`. */
export type ReadValue = (cells: Cells) => Value | undefined;

export interface ReadingRules {
  readonly timeZone: string | undefined;
  /** texts that mean: no value */
  readonly empty: ReadonlySet<string>;
  /** of numbers whose field says no other */
  readonly decimalMark: DecimalMark;
}

type FieldObject = Exclude<FieldMapping, string>;

/** The columns a field is read from. */
export const columnsOf = (field: FieldMapping): readonly string[] =>
  typeof field === 'string' ? [field] : field.column ? [field.column] : (field.columns ?? []);

/** A field as it is read: the text of its cells, whether that is a number, and the value. */
export interface FieldReader {
  readonly text: (cells: Cells) => string;
  readonly isNumber: boolean;
  readonly read: ReadValue;
}

/** A field of the mapping as a function of the row, giving the JSON that the contract wants (`kind`, `takes`). */
export function fieldReader(
  field: FieldMapping,
  kind: LeafKind,
  place: Place,
  rules: ReadingRules,
  takes: (value: number) => boolean = () => true,
): FieldReader {
  const spec: FieldObject = typeof field === 'string' ? { column: field } : field;
  const columns = columnsOf(field);
  if (columns.length === 0) throw new Error('a field needs a column (or columns)');
  const places = columns.map(place);
  const column = columns[0] as string;
  const at = places[0] as number;
  const as = wanted(spec, kind);
  const convert = converter(spec, as, kind, rules, takes);
  const fallback = spec.default;
  const { empty } = rules;
  const isEmpty = (cell: string) => {
    if (empty.size === 0 && cell.charCodeAt(0) > 0x20) return false;
    const bare = cell.trim();
    return bare === '' || empty.has(bare);
  };
  const text =
    columns.length === 1
      ? (cells: Cells) => cells[at] ?? ''
      : spec.join !== undefined
        ? (cells: Cells) =>
            places
              .map((one) => cells[one] ?? '')
              .filter((cell) => !isEmpty(cell))
              .join(spec.join)
        : (cells: Cells) => places.map((one) => cells[one] ?? '').find((cell) => !isEmpty(cell)) ?? '';
  // rows next to each other often hold the same: the customer, the time, the number of the invoice
  let lastCell: string | undefined;
  let lastValue: Value | undefined;
  const read: ReadValue = (cells) => {
    const cell = text(cells);
    if (cell === lastCell) return lastValue;
    const value = isEmpty(cell) ? fallback : convert(cell);
    if (value instanceof Unread)
      throw new CellProblem(column, `"${cell.slice(0, 60)}" is not ${value.expected} (column ${column})`);
    lastCell = cell;
    lastValue = value;
    return value;
  };
  return { text, isNumber: as === 'integer' || as === 'decimal', read };
}

/** What a cell is read as: by a table, as the mapping says, else as the contract wants. */
const wanted = (spec: FieldObject, kind: LeafKind) =>
  spec.map ? 'map' : (spec.as ?? (kind === 'number' ? 'decimal' : kind));

class Unread {
  readonly expected: string;
  constructor(expected: string) {
    this.expected = expected;
  }
}

type Convert = (cell: string) => Value | Unread | undefined;

function converter(
  spec: FieldObject,
  as: ReturnType<typeof wanted>,
  kind: LeafKind,
  rules: ReadingRules,
  takes: (value: number) => boolean,
): Convert {
  switch (as) {
    case 'map':
      return mapped(spec);
    case 'integer':
    case 'decimal':
      return numeric(spec, as, kind, rules);
    case 'score':
      return scored(spec, takes, rules);
    case 'boolean':
      return (cell) => boolean(cell) ?? new Unread('yes or no');
    case 'date':
    case 'time':
      return temporal(spec, as, rules);
    case 'list': {
      const separator = spec.separator ?? ';';
      return (cell) => list(cell, separator);
    }
    default:
      return (cell) => (spec.prefix ?? '') + (spec.trim ? cell.trim() : cell);
  }
}

function mapped(spec: FieldObject): Convert {
  const table = new Map(Object.entries(spec.map ?? {}));
  const known = [...table.keys()].slice(0, 8).join(', ');
  return (cell) => table.get(cell.trim()) ?? spec.otherwise ?? new Unread(`one of ${known}`);
}

function numeric(
  spec: FieldObject,
  as: 'integer' | 'decimal',
  kind: LeafKind,
  { decimalMark }: ReadingRules,
): Convert {
  const mark = spec.decimal_mark ?? decimalMark;
  const whole = as === 'integer';
  const expected = whole ? 'a whole number' : 'a number';
  return (cell) => {
    let text = decimalText(cell, mark);
    if (text === undefined) return new Unread(expected);
    if (whole) {
      if (!/^-?\d+(\.0*)?$/.test(text)) return new Unread(expected);
      text = text.replace(/\..*$/, '');
    }
    if (spec.absolute && text.startsWith('-')) text = text.slice(1);
    if (spec.negate) text = negated(text);
    return kind === 'number' || kind === 'score' ? Number(text) : (spec.prefix ?? '') + text;
  };
}

/** A number, or 5星, ★★★★, 4/5; one that is out of more than the contract knows means something else. */
function scored(
  spec: FieldObject,
  takes: (value: number) => boolean,
  { decimalMark }: ReadingRules,
): Convert {
  const mark = spec.decimal_mark ?? decimalMark;
  const number = (text: string): number => Number(decimalText(text, mark) ?? Number.NaN);
  return (cell) => {
    const { score, outOf } = writtenScore(cell);
    const value = number(score);
    if (Number.isNaN(value)) return new Unread('a score, such as 4, 4星, ★★★★ or 4/5');
    if (outOf !== undefined && !takes(number(outOf))) return new Unread(`a score that goes to ${outOf} here`);
    return value;
  };
}

const yes = new Set(['true', 'yes', 'y', '1', 't', '是', '真', '有']);
const no = new Set(['false', 'no', 'n', '0', 'f', '否', '假', '无']);

function boolean(cell: string): boolean | undefined {
  const word = cell.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}

function temporal(spec: FieldObject, as: 'date' | 'time', rules: ReadingRules): Convert {
  const read = timeReader(spec.format);
  const zone = spec.time_zone ?? rules.timeZone;
  const instant = zone ? zonedTime(zone) : undefined;
  const like =
    spec.format && spec.format !== 'iso' ? `written as ${spec.format}` : 'such as 2026-03-02 10:15:00';
  return (cell) => {
    const time = read(cell.trim());
    if (!time) return new Unread(`a ${as} ${like}`);
    if (as === 'date') return new Date(time.wallMillis).toISOString().slice(0, 10);
    if (time.offsetMillis !== undefined) return new Date(time.wallMillis - time.offsetMillis).toISOString();
    return instant ? new Date(instant(time.wallMillis)).toISOString() : new Unread('a time with an offset');
  };
}

function list(cell: string, separator: string): string[] {
  if (cell.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(cell);
      if (Array.isArray(parsed)) return parsed.map(String);
    } catch {
      // not JSON: read as separated text
    }
  }
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
