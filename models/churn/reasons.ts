import type { Matrix } from '../numeric/matrix.ts';

/**
 * What a column says to people: columns of one group are one reason; its code depends on which side of the baseline the
 * value is.
 */
export interface ReasonColumn {
  readonly group: string;
  readonly high: string;
  readonly low: string;
  /**
   * the side that people take for a sign of leaving, the other being one of staying; either may be where it is not said
   */
  readonly leaving?: 'high' | 'low';
}

/**
 * Whom others are told against, by column: means and spreads (standard deviations) of values, and means of
 * contributions.
 */
export interface Baseline {
  readonly values: readonly number[];
  readonly spreads: readonly number[];
  readonly contributions: readonly number[];
}

/** Those who stayed: what sets somebody apart from them is a reason to leave. */
export function baselineOf(
  { rows, columns, values }: Matrix,
  contributions: Float64Array,
  labels: Uint8Array,
): Baseline {
  const stayed = rows - labels.reduce((sum, one) => sum + one, 0);
  const mean = (of: Float64Array) => {
    const sums = new Array<number>(columns).fill(0);
    for (let i = 0; i < rows; i++)
      if (labels[i] === 0)
        for (let c = 0; c < columns; c++) sums[c] = (sums[c] as number) + (of[i * columns + c] as number);
    return sums.map((sum) => sum / Math.max(stayed, 1));
  };
  const means = mean(values);
  const squares = mean(values.map((one, at) => (one - (means[at % columns] as number)) ** 2));
  return { values: means, spreads: squares.map(Math.sqrt), contributions: mean(contributions) };
}

/** A group that moves the log odds by less than this is no reason. */
const least = 0.05;

/**
 * Standard deviations from the mean of those who stayed below which a value is as usual, and no word for it is right.
 */
const leastDistance = 0.5;

/**
 * The reasons of each row to leave (`isLeaving`) or else to stay, strongest first, null where there are fewer: groups
 * whose contributions (log odds) differ from the baseline's in that direction by at least .05. The code is that of the
 * column that adds most in its group, of those of which people would say the same: that somebody has bought often is
 * told as no reason to leave, whatever a model makes of it beside all else; nor is what is nearer to the mean of those
 * who stayed than half their standard deviation.
 */
export function strongestReasons(
  contributions: Float64Array,
  { rows, columns, values }: Matrix,
  baseline: Baseline,
  meanings: readonly ReasonColumn[],
  isLeaving: (row: number) => boolean,
  count = 3,
): readonly (readonly (string | null)[])[] {
  const groups = [...new Set(meanings.map(({ group }) => group))];
  const columnsOf = groups.map((group) => meanings.flatMap((one, c) => (one.group === group ? [c] : [])));
  const reasons = Array.from({ length: count }, () => new Array<string | null>(rows).fill(null));
  const told: { code: string; sum: number }[] = [];
  for (let i = 0, from = 0; i < rows; i++, from += columns) {
    const sign = isLeaving(i) ? 1 : -1;
    const push = (c: number) =>
      sign * ((contributions[from + c] as number) - (baseline.contributions[c] as number));
    told.length = 0;
    for (const group of columnsOf) {
      let [sum, most, code] = [0, 0, ''];
      for (const c of group) {
        const { high, low, leaving } = meanings[c] as ReasonColumn;
        const apart = (values[from + c] as number) - (baseline.values[c] as number);
        const side = apart >= 0 ? 'high' : 'low';
        const isUsual = Math.abs(apart) < leastDistance * (baseline.spreads[c] as number);
        sum += push(c);
        if (!isUsual && push(c) > most && (leaving === undefined || (leaving === side) === sign > 0))
          [most, code] = [push(c), side === 'high' ? high : low];
      }
      if (sum >= least && most > 0) told.push({ code, sum });
    }
    told.sort((a, b) => b.sum - a.sum);
    for (let place = 0; place < count; place++)
      (reasons[place] as (string | null)[])[i] = told[place]?.code ?? null;
  }
  return reasons;
}
