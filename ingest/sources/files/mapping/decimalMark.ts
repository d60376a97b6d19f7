import { numberParts } from '../../../../transforms/standardise/light/index.ts';
import type { DecimalMark } from './number.ts';

/** What the numbers of a column tell of the mark before their decimals. */
interface Told {
  readonly mark: DecimalMark | undefined;
  /** a number of either mark: one that says the opposite of the others, or 1,234 */
  readonly doubt: string | undefined;
}

/** How numbers are written: the file's mark, those of columns that have another one, and what is not certain. */
export interface DecimalMarks {
  readonly ofFile: DecimalMark;
  readonly of: (column: string) => DecimalMark;
  readonly questions: readonly string[];
}

/**
 * The mark that a number shows: of two kinds of marks it is the last, of one kind that comes once it is that,
 * of one that comes several times the other. Neither, of 1,234, which may be more than a thousand or little
 * more than one.
 */
function shownIn(written: string): DecimalMark | 'either' | undefined {
  const body = numberParts(written).digits;
  if (!/^[\d.,\s'’]+$/.test(body)) return undefined;
  const marks = body.match(/[.,]/g) ?? [];
  const last = marks.at(-1) as DecimalMark | undefined;
  if (last === undefined) return undefined;
  if (marks.length > 1 && marks.every((mark) => mark === last)) return last === ',' ? '.' : ',';
  if (marks.length > 1) return last;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(body) ? 'either' : last;
}

function toldBy(values: readonly string[]): Told {
  const by = { ',': [] as string[], '.': [] as string[], either: [] as string[] };
  for (const value of values) {
    const shown = shownIn(value);
    if (shown) by[shown].push(value.trim());
  }
  const [fewer, mark] = by[','].length > by['.'].length ? (['.', ','] as const) : ([',', '.'] as const);
  if (by[mark].length === 0) return { mark: undefined, doubt: by.either[0] };
  return { mark, doubt: by[fewer][0] };
}

/**
 * The decimal marks of columns of numbers, each by its own values. The first column that tells has that of the
 * file; without one it is a comma where semicolons part the columns, and it is asked about 1,234.
 * @param delimiter of a CSV file; numbers of other formats have a point, and only their texts are in doubt
 */
export function decimalMarks(
  columns: readonly { readonly column: string; readonly values: readonly string[] }[],
  delimiter: string | undefined,
): DecimalMarks {
  const told = columns.map(({ column, values }) => ({ column, ...toldBy(values) }));
  const usual = delimiter === ';' ? ',' : '.';
  const ofFile =
    told.find(({ mark }) => mark !== undefined)?.mark ??
    (told.some(({ doubt }) => doubt !== undefined) ? usual : '.');
  const marks = new Map(told.map(({ column, mark }) => [column, mark ?? ofFile]));
  const of = (column: string) => marks.get(column) ?? ofFile;
  const isDoubtful = ({ doubt = '' }: Told) => delimiter !== undefined || doubt.includes(',');
  const questions = told.flatMap((one) => {
    const { column, mark, doubt } = one;
    if (doubt === undefined || !isDoubtful(one)) return [];
    const name = of(column) === ',' ? 'a comma' : 'a point';
    return mark === undefined
      ? [
          `${column}: has ${doubt} three decimals, or is it above a thousand? ${name[0]?.toUpperCase()}${name.slice(1)} is taken for the decimal mark (file: decimal_mark)`,
        ]
      : [
          `${column}: ${doubt} is not written as the other numbers, before whose decimals ${name} stands: which is right? (decimal_mark)`,
        ];
  });
  return { ofFile, of, questions };
}
