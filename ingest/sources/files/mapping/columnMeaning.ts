import { decimalText } from './number.ts';
import { meaningOf } from './synonyms.ts';
import { timeReader } from './timeFormat.ts';

/** What a column seems to hold, and why we think so. */
export interface ColumnMeaning {
  readonly column: string;
  /** undefined: no guess */
  readonly meaning: string | undefined;
  readonly because: string;
  /** share of rows looked at that are not empty */
  readonly filled: number;
}

const patterns: readonly (readonly [string, RegExp, string])[] = [
  ['email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'the values are e-mail addresses'],
  ['phone', /^(\+|00)\d[\d -]{7,16}$|^1[3-9]\d[ -]?\d{4}[ -]?\d{4}$/, 'the values are phone numbers'],
  ['currency', /^[A-Z]{3}$/, 'the values are three capital letters'],
];

/** Time formats tried, the unambiguous ones first. */
export const candidateFormats: readonly string[] = [
  'iso',
  'yyyyMMddHHmmss',
  'yyyyMMdd',
  'd/M/yyyy H:mm',
  'M/d/yyyy H:mm',
  'd/M/yyyy H:mm:ss',
  'M/d/yyyy H:mm:ss',
  'd/M/yyyy',
  'M/d/yyyy',
  'M/d/yyyy h:mm a',
  'M/d/yyyy h:mm:ss a',
  'd.M.yyyy H:mm',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy',
  'd-M-yyyy H:mm',
  'd-M-yyyy',
  'd MMM yyyy H:mm',
  'd MMM yyyy',
  'yyyy年M月d日 H:mm',
  'epoch_millis',
];

/** The formats that read every one of the values; for epochs only numbers of our time count. */
export function fittingFormats(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  return candidateFormats.filter((format) => {
    const read = timeReader(format);
    return values.every((value) => {
      const time = read(value.trim());
      if (!time) return false;
      const year = new Date(time.wallMillis).getUTCFullYear();
      return format !== 'epoch_millis' || (year > 1990 && year < 2100);
    });
  });
}

/** Guesses every column's meaning, by its name first, else by its values; a meaning is given once. */
export function columnMeanings(
  header: readonly string[],
  sample: readonly (readonly string[])[],
): ColumnMeaning[] {
  const taken = new Set<string>();
  const named = header.map((column) => {
    const meaning = meaningOf(column);
    if (!meaning || taken.has(meaning)) return undefined;
    taken.add(meaning);
    return meaning;
  });
  return header.map((column, at) => {
    const values = sample.map((cells) => cells[at] ?? '').filter((cell) => cell.trim() !== '');
    const filled = sample.length === 0 ? 0 : values.length / sample.length;
    const byName = named[at];
    if (byName) return { column, meaning: byName, because: 'its name', filled };
    const guess = values.length === 0 ? undefined : byValues(values, taken);
    if (guess) taken.add(guess.meaning);
    return {
      column,
      meaning: guess?.meaning,
      because: guess?.because ?? 'neither name nor values tell',
      filled,
    };
  });
}

/** The columns of a file by their meanings. */
export class Columns {
  readonly sample: readonly (readonly string[])[];
  readonly #at: ReadonlyMap<string | undefined, number>;
  readonly #names: readonly string[];

  constructor(meanings: readonly ColumnMeaning[], sample: readonly (readonly string[])[]) {
    this.sample = sample;
    this.#at = new Map(meanings.map(({ meaning }, i) => [meaning, i]));
    this.#names = meanings.map(({ column }) => column);
  }
  at(meaning: string): number | undefined {
    return this.#at.get(meaning);
  }
  has(meaning: string): boolean {
    return this.#at.has(meaning);
  }
  name(meaning: string): string | undefined {
    return this.#names[this.#at.get(meaning) ?? -1];
  }
  /** What is not empty among the rows looked at. */
  values(meaning: string): string[] {
    const at = this.#at.get(meaning);
    return at === undefined
      ? []
      : this.sample.map((cells) => cells[at] ?? '').filter((cell) => cell.trim() !== '');
  }
  /** Those of the meanings that the file has, each filled from its column. */
  fields(...meanings: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      meanings.flatMap((meaning) => {
        const name = this.name(meaning);
        return name === undefined ? [] : [[meaning, name]];
      }),
    );
  }
}

function byValues(
  values: readonly string[],
  taken: ReadonlySet<string>,
): { meaning: string; because: string } | undefined {
  for (const [meaning, pattern, because] of patterns)
    if (!taken.has(meaning) && values.every((value) => pattern.test(value.trim())))
      return { meaning, because };
  const isNumber = values.every((value) => decimalText(value, '.') !== undefined);
  if (!taken.has('time') && !isNumber && fittingFormats(values).length > 0)
    return { meaning: 'time', because: 'the values are times' };
  return undefined;
}
