import type { Matrix } from '../clusters/features.ts';

/** What a column says to people: columns of one group are one reason; its code depends on which side of the mean the value is. */
export interface ReasonColumn {
  readonly group: string;
  readonly high: string;
  readonly low: string;
}

const least = 0.05;

/**
 * The reasons of each row, strongest first, null where there are fewer: groups whose contributions (log odds against the mean
 * row) point where the sum of all points, by at least .05. The code is that of the column that adds most in its group.
 */
export function strongestReasons(
  contributions: Float64Array,
  { rows, columns, values }: Matrix,
  means: readonly number[],
  meanings: readonly ReasonColumn[],
  count = 3,
): readonly (readonly (string | null)[])[] {
  const groups = [...new Set(meanings.map(({ group }) => group))];
  const groupOf = meanings.map(({ group }) => groups.indexOf(group));
  const reasons = Array.from({ length: count }, () => new Array<string | null>(rows).fill(null));
  const sums = new Float64Array(groups.length);
  for (let i = 0, from = 0; i < rows; i++, from += columns) {
    sums.fill(0);
    let total = 0;
    for (let c = 0; c < columns; c++) {
      const group = groupOf[c] as number;
      sums[group] = (sums[group] as number) + (contributions[from + c] as number);
      total += contributions[from + c] as number;
    }
    const sign = total < 0 ? -1 : 1;
    for (let place = 0; place < count; place++) {
      let best = -1;
      for (let g = 0; g < sums.length; g++)
        if (sign * (sums[g] as number) >= (best < 0 ? least : sign * (sums[best] as number))) best = g;
      if (best < 0) break;
      let column = -1;
      for (let c = 0; c < columns; c++)
        if (
          groupOf[c] === best &&
          (column < 0 ||
            sign * (contributions[from + c] as number) > sign * (contributions[from + column] as number))
        )
          column = c;
      const meaning = meanings[column] as ReasonColumn;
      (reasons[place] as (string | null)[])[i] =
        (values[from + column] as number) >= (means[column] as number) ? meaning.high : meaning.low;
      sums[best] = -sign * Number.MAX_VALUE;
    }
  }
  return reasons;
}
