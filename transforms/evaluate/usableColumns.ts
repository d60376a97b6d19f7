import { createHash } from 'node:crypto';
import type { TableColumn } from '../../models/index.ts';
import { readColumn } from './cellValues.ts';

/** A column that is learned from, and what its cells were taken for. */
export interface UsedColumn {
  readonly column: string;
  readonly kind: 'number' | 'date' | 'category';
  /** cells without a value: empty, NA, ?, null and the like */
  readonly missing: number;
  /** cells that say something else than a number or date, and count as missing */
  readonly unreadable: number;
  readonly distinct: number;
}

export interface DroppedColumn {
  readonly column: string;
  readonly reason: string;
}

export interface UsableColumns {
  readonly columns: readonly TableColumn[];
  /** of each of the columns */
  readonly used: readonly UsedColumn[];
  readonly dropped: readonly DroppedColumn[];
}

export type Cells = readonly (string | null)[];

/**
 * A text column of more distinct values than this share of its cells is a name or a number of something: no feature.
 */
const identifying = 0.5;

/** A column that goes up by one from row to row counts them, unless there are fewer. */
const leastCounted = 10;

/** Rows with a value that are all on one side of the label are so by chance less often than this. */
const oneSidedByChance = 1e-6;

/**
 * The columns that can be learned from; of the others, why not.
 * @param fileRows where in the file each row stands
 */
export async function usableColumns(
  headers: readonly string[],
  read: (header: string) => Promise<Cells>,
  fileRows: readonly number[],
  labels: Uint8Array,
): Promise<UsableColumns> {
  const columns: TableColumn[] = [];
  const used: UsedColumn[] = [];
  const dropped: DroppedColumn[] = [];
  const seen = new Map<string, string>();
  for (const header of headers) {
    const { column, use, digest } = readFeature(header, await read(header));
    const isCounting = column.kind === 'number' && use.kind !== 'date' && isCount(column.values, fileRows);
    const reason = isCounting
      ? 'counts the rows'
      : (whyDropped(use, column.values.length, seen.get(digest)) ?? whyLabel(valuesOf(column), labels));
    if (reason !== undefined) {
      dropped.push({ column: header, reason });
      continue;
    }
    seen.set(digest, header);
    columns.push(column);
    used.push(use);
  }
  return { columns, used, dropped };
}

/** A column as what its cells are taken for; of equal values, the digest is equal. */
function readFeature(header: string, texts: Cells) {
  const found = readColumn(texts);
  const column: TableColumn =
    found.kind === 'category'
      ? { kind: 'category', name: header, values: found.values }
      : { kind: 'number', name: header, values: found.values };
  const unreadable = found.kind === 'category' ? 0 : found.unreadable;
  const values = valuesOf(column);
  const filled = values.filter((value) => value !== null);
  const use: UsedColumn = {
    column: header,
    kind: found.kind,
    missing: values.length - filled.length - unreadable,
    unreadable,
    distinct: new Set(filled).size,
  };
  return { column, use, digest: createHash('md5').update(JSON.stringify(values)).digest('hex') };
}

/** The value of each row, null where there is none. */
const valuesOf = ({ values }: TableColumn): readonly (string | number | null)[] =>
  Array.from<string | number | null, string | number | null>(values, (one) =>
    Number.isNaN(one) ? null : one,
  );

/** Whether numbers are the places of their rows in the file, from wherever they begin: they tell how it is sorted. */
const isCount = (values: Float64Array, fileRows: readonly number[]): boolean => {
  const begin = (values[0] ?? 0) - (fileRows[0] ?? 0);
  return values.length >= leastCounted && values.every((value, i) => value - (fileRows[i] ?? 0) === begin);
};

/** Why nothing can be learned from a column of so many cells; `twin` has the same values. */
function whyDropped(
  { kind, missing, unreadable, distinct }: UsedColumn,
  cells: number,
  twin: string | undefined,
): string | undefined {
  const filled = cells - missing - unreadable;
  if (filled === 0) return 'no cell has a value';
  if (distinct === 1 && filled === cells) return 'the same value in every row';
  if (twin !== undefined) return `the same as ${twin}`;
  if (kind === 'category' && distinct > Math.max(2, identifying * filled))
    return `${distinct} different texts in ${filled} cells: a name or a number of something`;
  return undefined;
}

/** Why a column says what the label says, and is not known before. */
function whyLabel(values: readonly (string | number | null)[], labels: Uint8Array): string | undefined {
  const sideOf = new Map<string | number | null, number>();
  const filled = [0, 0];
  let isParted = true;
  values.forEach((value, i) => {
    const side = labels[i] as number;
    isParted &&= (sideOf.get(value) ?? side) === side;
    sideOf.set(value, side);
    if (value !== null) filled[side] = (filled[side] as number) + 1;
  });
  if (isParted && sideOf.size === 2) return 'the label again';
  const side = filled.indexOf(0);
  if (side < 0) return undefined;
  const share = labels.filter((one) => one !== side).length / labels.length;
  const byChance = share ** Math.max(...filled);
  return byChance < oneSidedByChance ? `nobody who ${side === 1 ? 'left' : 'stayed'} has a value` : undefined;
}
