import { ClienteleError } from '../../../../warehouse/index.ts';
import { clearable, type EventType, registry } from '../../../contracts/index.ts';
import { listOf } from '../jsonPaths.ts';
import { type Cells, type Condition, condition, type Place } from './condition.ts';
import { knowsField, leafKind, requiredFields, takesValue } from './leaf.ts';
import type { LoadedMapping } from './load.ts';
import { listsOf, type RowList } from './rowList.ts';
import type { EventMapping, FieldMapping } from './schema.ts';
import { columnsOf, fieldReader, type ReadingRules, type ReadValue, type Value } from './value.ts';

/** A field as it is filled: from a row, or the same for all. */
export interface Filled {
  readonly path: readonly string[];
  readonly columns: readonly string[];
  readonly read: ReadValue;
  /** what an empty cell clears, as the event names it */
  readonly clears?: string;
}

/** A column of numbers, as they are written. */
export interface Amount {
  readonly columns: readonly string[];
  readonly text: (cells: Cells) => string;
}

/** The elements that rows of a group become. */
export interface CompiledLines {
  readonly into: readonly string[];
  readonly fields: readonly Filled[];
  /** those of the rows after the first: without what the group has once */
  readonly later: readonly Filled[];
  readonly amounts: readonly Amount[];
  /** whose objects are the lines of a row; undefined: the row is one */
  readonly list: RowList | undefined;
  /** the column of what was paid for a line, from which its price or its discount follows */
  readonly amountColumn: string | undefined;
}

/** One event of a mapping, ready to be applied to rows. */
export interface CompiledEvent {
  readonly type: string;
  readonly ordinal: number;
  readonly accepts: Condition;
  /** the source's natural key; undefined: the mapping names none */
  readonly key: ((cells: Cells) => string) | undefined;
  readonly keyColumns: readonly string[];
  readonly grouped: boolean;
  /** places of the columns that group rows, as a text: events with the same share their groups' ends */
  readonly groupName: string;
  /** the instant as ISO 8601 in UTC */
  readonly time: ReadValue;
  readonly timeColumn: string;
  readonly fields: readonly Filled[];
  /** where among the fields the currency of its amounts stands; -1: it has none */
  readonly currencyAt: number;
  readonly amounts: readonly Amount[];
  readonly lines: CompiledLines | undefined;
}

export interface Compiled {
  readonly source: string;
  readonly reject: readonly { readonly when: Condition; readonly reason: string }[];
  readonly events: readonly CompiledEvent[];
  readonly warnings: readonly string[];
}

const keySeparator = '/';

/**
 * Fits a mapping to a file's header.
 * @throws ClienteleError `mapping-invalid`, `missing-columns`
 */
export function compile(loaded: LoadedMapping, file: string, header: readonly string[]): Compiled {
  const { mapping, name } = loaded;
  const places = new Map(header.map((column, i) => [column, i]));
  const missing = new Set<string>();
  const lists = listsOf(header);
  const anywhere: Place = (column) => {
    const at = places.get(column);
    if (at === undefined) missing.add(column);
    return at ?? -1;
  };
  const place: Place = (column) => {
    if (lists.some(({ column: list }) => listOf(column)?.list === list))
      throw new Error(`a row has several ${column}: only fields of lines read them`);
    return anywhere(column);
  };
  const { time_zone, file: written } = mapping;
  const rules: ReadingRules = {
    timeZone: time_zone,
    empty: new Set(written.empty ?? []),
    decimalMark: written.decimal_mark ?? '.',
  };
  const warnings: string[] = [];
  const at = <T>(key: string, make: () => T): T => {
    try {
      return make();
    } catch (error) {
      if (error instanceof ClienteleError) throw error;
      throw new ClienteleError('mapping-invalid', `${name}, ${key}: ${(error as Error).message}`);
    }
  };
  const reject = mapping.reject.map(({ when, reason }, i) => ({
    when: at(`reject.${i}`, () => condition(when, place, rules.decimalMark)),
    reason,
  }));
  const events = mapping.events.map((event, i) =>
    at(`events.${i}`, () => compileEvent(event, i, { place, anywhere, lists }, rules, warnings)),
  );
  if (missing.size > 0) {
    const names = [...missing].map((column) => {
      const near = header.find((one) => fold(one) === fold(column));
      return near ? `"${column}" (did you mean "${near}"?)` : `"${column}"`;
    });
    throw new ClienteleError(
      'missing-columns',
      `${file}, row 1: the mapping ${name} reads ${names.join(', ')}, which the header does not name; it names: ${header.join(', ')}`,
    );
  }
  return { source: mapping.source, reject, events, warnings };
}

const fold = (text: string) => text.toLowerCase().replace(/[\s_-]|\[\d*\]/g, '');

/** Where the columns of a header stand: for what a row has once, for its lines as well, and its lists. */
interface Header {
  readonly place: Place;
  readonly anywhere: Place;
  readonly lists: readonly RowList[];
}

const list = (columns: string | readonly string[] | undefined): readonly string[] =>
  columns === undefined ? [] : typeof columns === 'string' ? [columns] : columns;

function compileEvent(
  event: EventMapping,
  ordinal: number,
  { place, anywhere, lists }: Header,
  rules: ReadingRules,
  warnings: string[],
): CompiledEvent {
  const contract = registry.find(({ type }) => type === event.type);
  if (!contract) throw new Error(`"${event.type}" is not an event type (type)`);
  const groupColumns = list(event.group_by);
  const keyColumns = event.id === undefined ? groupColumns : list(event.id);
  if (groupColumns.length > 0 && keyColumns.join('\0') !== groupColumns.join('\0'))
    throw new Error('id must name the same columns as group_by, or be left out (id)');
  if (keyColumns.length === 0 && event.type.startsWith('purchase.'))
    warnings.push(
      `${event.type}: without an id a changed row of tomorrow's file is a second purchase, not a correction; name the source's own number (id)`,
    );
  const filled = (
    prefix: readonly string[],
    fields: Record<string, FieldMapping>,
    where: Place,
    amounts: Amount[],
  ) =>
    Object.entries(fields).map(([target, field]): Filled => {
      const path = target.split('.');
      const own = [...prefix, ...path];
      const whole = isLineAmount(contract, own) ? [...prefix, 'unit_price'] : own;
      if (!knowsField(contract, whole))
        warnings.push(
          `${event.type}: ${whole.join('.')} is not in the contract; it is kept and reported as drift`,
        );
      const { read, isNumber, text } = fieldReader(field, leafKind(contract, whole), where, rules, (value) =>
        takesValue(contract, whole, value),
      );
      const columns = columnsOf(field);
      if (isNumber) amounts.push({ columns, text });
      return { path, columns, read, ...(isClearing(field) && { clears: clearedBy(event.type, whole) }) };
    });
  const constant = (values: Record<string, Value> | undefined): Filled[] =>
    Object.entries(values ?? {}).map(([target, value]) => ({
      path: target.split('.'),
      columns: [],
      read: () => value,
    }));
  const time = typeof event.time === 'string' ? { column: event.time } : event.time;
  const into = event.lines?.into.split('.') ?? [];
  const amounts: Amount[] = [];
  const fields = [...constant(event.constants), ...filled([], event.fields, place, amounts)];
  if (event.version !== undefined) fields.push(...filled([], { version: event.version }, place, amounts));
  requireFields(contract, fields, into);
  for (const [target, field] of Object.entries(event.fields))
    if (isOnce(field)) throw new Error(`once is for fields of lines, whose group has several (${target})`);
  const linesOf = (lines: NonNullable<EventMapping['lines']>): CompiledLines => {
    const own: Amount[] = [];
    const constants = constant(lines.constants);
    const read = filled(into, lines.fields, anywhere, own);
    const once = Object.values(lines.fields).map(isOnce);
    return {
      into,
      fields: [...constants, ...read],
      later: [...constants, ...read.filter((_, i) => !once[i])],
      amounts: own,
      list: onlyList(lists, read),
      amountColumn: amountColumn(contract, into, lines.fields),
    };
  };
  const keyPlaces = keyColumns.map(place);
  const [onlyKey] = keyPlaces;
  return {
    type: event.type,
    ordinal,
    accepts: condition(event.when, place, rules.decimalMark),
    key:
      keyPlaces.length === 0
        ? undefined
        : keyPlaces.length === 1
          ? (cells) => (cells[onlyKey as number] ?? '').trim()
          : (cells) => keyPlaces.map((one) => (cells[one] ?? '').trim()).join(keySeparator),
    keyColumns,
    grouped: groupColumns.length > 0,
    groupName: keyPlaces.join(','),
    time: fieldReader({ ...time, as: 'time' }, 'time', place, rules).read,
    timeColumn: time.column,
    fields,
    currencyAt: fields.findIndex(({ path }) => path.join('.') === 'currency'),
    amounts,
    lines: event.lines && linesOf(event.lines),
  };
}

/** @throws Error where the fields are of several lists */
function onlyList(lists: readonly RowList[], fields: readonly Filled[]): RowList | undefined {
  const names = new Set(fields.flatMap(({ columns }) => columns.map((column) => listOf(column)?.list)));
  const [list, other] = lists.filter(({ column }) => names.has(column));
  if (other) throw new Error(`lines are of one list, not of ${list?.column} and ${other.column} (lines)`);
  return list;
}

/** Whether a field is what was paid for a line, which the contract has as price, quantity and discount. */
const isLineAmount = (contract: EventType, path: readonly string[]): boolean =>
  path.length > 1 &&
  path.at(-1) === 'amount' &&
  !knowsField(contract, path) &&
  knowsField(contract, [...path.slice(0, -1), 'unit_price']);

function amountColumn(
  contract: EventType,
  into: readonly string[],
  fields: Record<string, FieldMapping>,
): string | undefined {
  const { amount } = fields;
  if (amount === undefined || !isLineAmount(contract, [...into, 'amount'])) return undefined;
  if (fields.unit_price !== undefined && fields.discount !== undefined)
    throw new Error('of a line name amount with unit_price or with discount, for the third follows (lines)');
  return columnsOf(amount)[0];
}

const isClearing = (field: FieldMapping): boolean => typeof field === 'object' && field.clear === true;

/** @throws Error for a field that no source can empty: what identifies a customer, or of another event */
function clearedBy(type: string, path: readonly string[]): string {
  const target = path.join('.');
  if (type !== 'profile.updated' || !clearable.some((field) => field === target))
    throw new Error(`clear is for fields of profile.updated: ${clearable.join(', ')} (${target})`);
  return target;
}

const isOnce = (field: FieldMapping): boolean => typeof field === 'object' && field.once === true;

function requireFields(contract: EventType, fields: readonly Filled[], lines: readonly string[]): void {
  const given = new Set([...fields.map(({ path }) => path[0]), lines[0]]);
  const absent = requiredFields(contract).filter((name) => !given.has(name));
  if (absent.length > 0)
    throw new Error(
      `${contract.type} needs ${absent.join(', ')}: name a column (fields) or a value (constants)`,
    );
}
