import { binColumns } from './binning.ts';
import { auc } from './metrics.ts';
import type { TableColumn } from './tableEncoding.ts';

/**
 * How well a column tells the labels (0 or 1) by itself: the AUC, 0 to 1, of the share of positives that each of its
 * values, or of its bins of numbers, has among the rows of the other folds. No value is a value of its own.
 */
export function aucAlone(column: TableColumn, labels: Uint8Array, folds: Uint8Array): number {
  const groups = groupsOf(column);
  const count = groups.reduce((most, one) => Math.max(most, one + 1), 0);
  const foldCount = folds.reduce((most, one) => Math.max(most, one + 1), 0);
  // of each group as a whole, and behind them of each within each fold
  const [rows, positives] = [
    new Float64Array(count * (foldCount + 1)),
    new Float64Array(count * (foldCount + 1)),
  ];
  const placeIn = (i: number) => count * ((folds[i] as number) + 1) + (groups[i] as number);
  groups.forEach((group, i) => {
    for (const at of [group, placeIn(i)]) {
      rows[at] = (rows[at] as number) + 1;
      positives[at] = (positives[at] as number) + (labels[i] as number);
    }
  });
  const share = labels.reduce((sum, one) => sum + one, 0) / labels.length;
  const outside = (of: Float64Array, i: number) =>
    (of[groups[i] as number] as number) - (of[placeIn(i)] as number);
  return auc(
    Float64Array.from(groups, (_, i) => (outside(positives, i) + share) / (outside(rows, i) + 1)),
    labels,
  );
}

/** The number of each row's value or bin. */
function groupsOf(column: TableColumn): Uint32Array {
  if (column.kind === 'number') {
    const values = column.values.map((one) => (Number.isNaN(one) ? Number.NEGATIVE_INFINITY : one));
    const [bins = []] = binColumns({ rows: values.length, columns: 1, values }).bins;
    return Uint32Array.from(bins);
  }
  const numbers = new Map<string | null, number>();
  return Uint32Array.from(column.values, (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
}
