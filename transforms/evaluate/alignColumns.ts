import type { FieldKind } from '../identity/fields.ts';

interface Named {
  readonly kind: FieldKind;
  readonly column: string;
}

/** A column of the second file that says what one of the first file says under another header. */
export interface Aligned {
  readonly first: string;
  readonly second: string;
}

/**
 * Which columns of two files are one field: of each kind, the first column that one file alone has with the first that
 * the other alone has, the second with the second, and so on: `first_name` here, `vorname` there. Columns of no known
 * kind are left apart.
 */
export function alignColumns(
  fields: readonly Named[],
  headers: readonly (readonly string[])[],
): readonly Aligned[] {
  const [first, second] = headers.map((one) => new Set(one));
  if (!first || !second) return [];
  const kinds = new Set(fields.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    if (kind === 'other') return [];
    const columns = fields.filter((field) => field.kind === kind).map(({ column }) => column);
    const here = columns.filter((column) => first.has(column) && !second.has(column));
    const there = columns.filter((column) => second.has(column) && !first.has(column));
    return here.slice(0, there.length).map((column, i) => ({ first: column, second: there[i] as string }));
  });
}
