/**
 * Where a missing value may come from.
 * - `same_person`: the value most of the person's other records have; of equally many, the one met first
 * - `median`: of all records; of numbers the middle or the mean of the two, of text (ISO dates) the lower of the two
 * - `most_common`: of all records; of equally many, the smallest
 * - a rule: a named pure function of the record
 */
export type FillSource<Row> =
  | 'same_person'
  | 'median'
  | 'most_common'
  | { readonly rule: string; readonly value: (row: Row) => FieldValue };

export type FieldValue = string | number | boolean | null | undefined;

/**
 * What is done where a field is missing: `keep` leaves it and flags it, `fill` takes the first source that has a value and
 * flags where it is from, `drop` sends the record to quarantine.
 */
export type FieldPolicy<Row> =
  | { readonly kind: 'keep' }
  | { readonly kind: 'fill'; readonly from: readonly FillSource<Row>[] }
  | { readonly kind: 'drop' };

/** One policy a field; a field without one is kept and not flagged. */
export type MissingPolicies<Row> = { readonly [Field in keyof Row]?: FieldPolicy<Row> };

/** A record after the policies; `missing` and `filled` name fields, and no field is in both. */
export interface PolicedRow<Row> {
  /** the position of the record in the input */
  readonly index: number;
  readonly row: Row;
  readonly missing: readonly (keyof Row)[];
  /** field → `same_person`, `median`, `most_common` or `rule:<name>` */
  readonly filled: Readonly<Partial<Record<keyof Row, string>>>;
}

export interface QuarantinedRow<Row> {
  readonly index: number;
  readonly row: Row;
  /** e.g. `email is missing`, one for each field that drops */
  readonly reasons: readonly string[];
}

/** Every record of the input is in one of the two, in its order. */
export interface PolicedRows<Row> {
  readonly rows: readonly PolicedRow<Row>[];
  readonly quarantined: readonly QuarantinedRow<Row>[];
}

export type Person = string | number | null;

/** Nothing, or text of white space alone; 0 and false are values. */
export const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'number' && Number.isNaN(value));

/**
 * Applies a policy to each field of each record. Values are filled from what was there before, never from what was filled,
 * and quarantined records still lend theirs, so neither the order of fields nor that of policies matters.
 *
 * @param personOf the person a record belongs to, null where that is not known; needed for `same_person` alone
 */
export function applyMissingPolicies<Row extends { readonly [Field in keyof Row]: FieldValue }>(
  rows: readonly Row[],
  policies: MissingPolicies<Row>,
  personOf: (row: Row, index: number) => Person = () => null,
): PolicedRows<Row> {
  const fields = (Object.keys(policies) as (keyof Row)[]).sort();
  const sources = new Map(fields.map((field) => [field, columnOf(rows, field, personOf)]));
  const kept: PolicedRow<Row>[] = [];
  const quarantined: QuarantinedRow<Row>[] = [];
  rows.forEach((row, index) => {
    const absent = fields.filter((field) => isMissing(row[field]));
    const dropping = absent.filter((field) => policies[field]?.kind === 'drop');
    if (dropping.length > 0) {
      quarantined.push({ index, row, reasons: dropping.map((field) => `${String(field)} is missing`) });
      return;
    }
    const missing: (keyof Row)[] = [];
    const filled: Partial<Record<keyof Row, string>> = {};
    const values: Partial<Row> = {};
    for (const field of absent) {
      const policy = policies[field];
      const found =
        policy?.kind === 'fill' ? fill(policy.from, row, personOf(row, index), sources.get(field)) : null;
      if (found === null) missing.push(field);
      else {
        filled[field] = found.from;
        values[field] = found.value as Row[typeof field];
      }
    }
    kept.push({
      index,
      row: missing.length === absent.length ? row : { ...row, ...values },
      missing,
      filled,
    });
  });
  return { rows: kept, quarantined };
}

/** What one column can lend. */
interface Column {
  readonly ofPerson: ReadonlyMap<Person, FieldValue>;
  readonly median: () => FieldValue;
  readonly mostCommon: () => FieldValue;
}

interface Filled {
  readonly value: FieldValue;
  readonly from: string;
}

function fill<Row>(
  sources: readonly FillSource<Row>[],
  row: Row,
  person: Person,
  column: Column | undefined,
): Filled | null {
  for (const source of sources) {
    const from = typeof source === 'string' ? source : `rule:${source.rule}`;
    const value = typeof source === 'string' ? lent(source, person, column) : source.value(row);
    if (!isMissing(value)) return { value, from };
  }
  return null;
}

function lent(
  source: 'same_person' | 'median' | 'most_common',
  person: Person,
  column: Column | undefined,
): FieldValue {
  if (source === 'same_person') return person === null ? null : column?.ofPerson.get(person);
  return source === 'median' ? column?.median() : column?.mostCommon();
}

function columnOf<Row extends { readonly [Field in keyof Row]: FieldValue }>(
  rows: readonly Row[],
  field: keyof Row,
  personOf: (row: Row, index: number) => Person,
): Column {
  const values: FieldValue[] = [];
  const persons = new Map<Person, FieldValue[]>();
  rows.forEach((row, index) => {
    const value = row[field];
    if (isMissing(value)) return;
    values.push(value);
    const person = personOf(row, index);
    if (person === null) return;
    const own = persons.get(person);
    if (own) own.push(value);
    else persons.set(person, [value]);
  });
  return {
    ofPerson: new Map([...persons].map(([person, own]) => [person, mostFrequent(own)])),
    median: once(() => median(values)),
    mostCommon: once(() => mostFrequent([...values].sort(ascending))),
  };
}

/** The value that occurs most; of equally many, the first. */
function mostFrequent(values: readonly FieldValue[]): FieldValue {
  const counts = new Map<FieldValue, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: FieldValue = null;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

function median(values: readonly FieldValue[]): FieldValue {
  const sorted = [...values].sort(ascending);
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  const upper = sorted[Math.floor(sorted.length / 2)];
  return typeof lower === 'number' && typeof upper === 'number' ? lower + (upper - lower) / 2 : lower;
}

function ascending(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
