import { type DecimalMark, decimalText } from './number.ts';
import type { Test, When } from './schema.ts';

/** Cells of a row, in the header's order. */
export type Cells = readonly string[];

/** Where a column stands; throws for one that the file does not have. */
export type Place = (column: string) => number;

export type Condition = (cells: Cells) => boolean;

/** A condition as a function of the cells; none: always true. `mark` is that of their numbers. */
export function condition(when: When | undefined, place: Place, mark: DecimalMark = '.'): Condition {
  if (!when) return () => true;
  if (Array.isArray(when)) {
    const any = when.map((one) => condition(one, place, mark));
    return (cells) => any.some((holds) => holds(cells));
  }
  const all = Object.entries(when).map(([column, test]) => {
    const at = place(column);
    const holds = predicate(test, mark);
    return (cells: Cells) => holds(cells[at] ?? '');
  });
  if (all.length === 1 && all[0]) return all[0];
  return (cells) => all.every((holds) => holds(cells));
}

function predicate(test: Test, mark: DecimalMark): (cell: string) => boolean {
  const number = (cell: string) => numberIn(cell, mark);
  /** A number in the mapping is compared as a number, so that 1 is also 1.0. */
  const same = (value: string | number | boolean): ((cell: string) => boolean) =>
    typeof value === 'number' ? (cell) => number(cell) === value : (cell) => cell.trim() === String(value);
  if (typeof test !== 'object') return same(test);
  const parts: ((cell: string) => boolean)[] = [];
  const { is, is_not, in: among, not_in, starts_with, not_starts_with, matches, empty } = test;
  if (is !== undefined) parts.push(same(is));
  if (is_not !== undefined) parts.push(not(same(is_not)));
  if (among) parts.push(any(among.map(same)));
  if (not_in) parts.push(not(any(not_in.map(same))));
  if (starts_with) parts.push((cell) => cell.startsWith(starts_with));
  if (not_starts_with) parts.push((cell) => !cell.startsWith(not_starts_with));
  if (matches !== undefined) {
    const pattern = new RegExp(matches, 'u');
    parts.push((cell) => pattern.test(cell));
  }
  if (empty !== undefined) parts.push((cell) => (cell.trim() === '') === empty);
  const { above, at_least, below, at_most } = test;
  if (above !== undefined) parts.push((cell) => number(cell) > above);
  if (at_least !== undefined) parts.push((cell) => number(cell) >= at_least);
  if (below !== undefined) parts.push((cell) => number(cell) < below);
  if (at_most !== undefined) parts.push((cell) => number(cell) <= at_most);
  return (cell) => parts.every((holds) => holds(cell));
}

const not =
  (holds: (cell: string) => boolean) =>
  (cell: string): boolean =>
    !holds(cell);

const any =
  (tests: readonly ((cell: string) => boolean)[]) =>
  (cell: string): boolean =>
    tests.some((holds) => holds(cell));

/** NaN where the cell holds no number: no comparison is true of it. */
function numberIn(cell: string, mark: DecimalMark): number {
  const text = decimalText(cell, mark);
  return text === undefined ? Number.NaN : Number(text);
}
