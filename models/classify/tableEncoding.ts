import type { Matrix } from '../numeric/matrix.ts';
import { seededRandom } from '../numeric/random.ts';

/** A column of a table: numbers (NaN where there is none), or categories (null where there is none). */
export type TableColumn =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly name: string; readonly values: readonly (string | null)[] };

/** For a line through the columns, or for trees, which part them. */
export type EncodingForm = 'linear' | 'trees';

/** Values of a category that get a column of their own, the most frequent ones. */
const mostLevels = { linear: 30, trees: 12 };
const leastOfLevel = 2;
/** Rows of the whole that the share of a value's rows is drawn to. */
const shrinkage = 20;
const shareFolds = 5;
/** Numbers with a longer tail than this get their logarithm beside them. */
const longTail = 1.5;

type Encoder = (row: number) => number;

/**
 * Columns as numbers that a classifier can take, learned from the rows to be fitted on: `fitted` are those, `encode`
 * makes any other. Missing numbers are the median for a line (the upper of two in the middle) and below all others for
 * trees, and a column says that they were missing. Numbers with a long tail also come as logarithms. Of categories the
 * frequent values get a column each; where there are more, the share of positives among the rows of a value, drawn
 * towards that of all; for a row that is fitted on, among the rows of other fifths.
 *
 * Source: Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical attributes, SIGKDD Explorations
 * 3(1).
 */
export function encodeTable(
  columns: readonly TableColumn[],
  labels: Uint8Array,
  fitted: Uint32Array,
  form: EncodingForm,
): { readonly fitted: Matrix; readonly encode: (rows: Uint32Array) => Matrix } {
  const encoders = columns.flatMap((column): readonly (readonly [Encoder, Encoder])[] =>
    column.kind === 'number'
      ? numberEncoders(column.values, fitted, form).map((one) => [one, one] as const)
      : categoryEncoders(column.values, labels, fitted, form),
  );
  const matrixOf = (rows: Uint32Array, side: 0 | 1): Matrix => {
    const values = new Float64Array(rows.length * encoders.length);
    encoders.forEach((pair, c) => {
      for (let i = 0; i < rows.length; i++) values[i * encoders.length + c] = pair[side](rows[i] as number);
    });
    return { rows: rows.length, columns: encoders.length, values };
  };
  return { fitted: matrixOf(fitted, 0), encode: (rows) => matrixOf(rows, 1) };
}

function numberEncoders(values: Float64Array, fitted: Uint32Array, form: EncodingForm): readonly Encoder[] {
  const known = Float64Array.from(fitted, (row) => values[row] as number)
    .filter((one) => !Number.isNaN(one))
    .sort();
  if (known.length === 0) return [];
  const [least, most] = [known[0] as number, known.at(-1) as number];
  const isGapped = known.length < fitted.length;
  const instead = form === 'linear' ? upperMedian(known) : least - (most - least) - 1;
  const filled: Encoder = (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? instead : value;
  };
  const gap: Encoder = (row) => (Number.isNaN(values[row]) ? 1 : 0);
  const encoders = [filled, ...(isGapped ? [gap] : [])];
  if (form === 'linear' && Math.abs(skewness(known)) > longTail) {
    const sizes = known
      .map(Math.abs)
      .filter((one) => one > 0)
      .sort();
    const unit = sizes.length > 0 ? upperMedian(sizes) : 1;
    const logOf = (value: number) => Math.sign(value) * Math.log1p(Math.abs(value) / unit);
    if (Math.abs(skewness(known.map(logOf))) < Math.abs(skewness(known)))
      encoders.push((row) => logOf(filled(row)));
  }
  return encoders;
}

function categoryEncoders(
  values: readonly (string | null)[],
  labels: Uint8Array,
  fitted: Uint32Array,
  form: EncodingForm,
): readonly (readonly [Encoder, Encoder])[] {
  const counts = new Map<string | null, number>();
  for (const row of fitted) {
    const value = values[row] ?? null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const levels = [...counts]
    .filter(([, count]) => count >= leastOfLevel && count < fitted.length)
    .sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1));
  const own = levels.slice(0, mostLevels[form]).map(([level]): readonly [Encoder, Encoder] => {
    const is: Encoder = (row) => ((values[row] ?? null) === level ? 1 : 0);
    return [is, is];
  });
  return levels.length > own.length || (form === 'trees' && own.length > 2)
    ? [...own, shareEncoder(values, labels, fitted)]
    : own;
}

/** The log odds of a value's rows; those of a row that is fitted on are told from the other fifths alone. */
function shareEncoder(
  values: readonly (string | null)[],
  labels: Uint8Array,
  fitted: Uint32Array,
): readonly [Encoder, Encoder] {
  const random = seededRandom(7);
  const none = { n: 0, positives: 0 };
  const foldOf = new Map<number, number>();
  const tallies = Array.from(
    { length: shareFolds },
    () => new Map<string | null, { n: number; positives: number }>(),
  );
  const all = new Map<string | null, { n: number; positives: number }>();
  let allPositives = 0;
  for (const row of fitted) {
    const fold = Math.floor(random() * shareFolds);
    foldOf.set(row, fold);
    allPositives += labels[row] as number;
    for (const tally of [all, tallies[fold] as typeof all]) {
      const value = values[row] ?? null;
      const one = tally.get(value) ?? none;
      tally.set(value, { n: one.n + 1, positives: one.positives + (labels[row] as number) });
    }
  }
  const share = (allPositives + 0.5) / (fitted.length + 1);
  const logOdds = (n: number, positives: number) => {
    const p = (positives + shrinkage * share) / (n + shrinkage);
    return Math.log(p / (1 - p));
  };
  return [
    (row) => {
      const value = values[row] ?? null;
      const whole = all.get(value) ?? none;
      const own = tallies[foldOf.get(row) ?? 0]?.get(value) ?? none;
      return logOdds(whole.n - own.n, whole.positives - own.positives);
    },
    (row) => {
      const { n, positives } = all.get(values[row] ?? null) ?? none;
      return logOdds(n, positives);
    },
  ];
}

/** The value in the middle, the upper one of two. */
const upperMedian = (sorted: Float64Array): number => sorted[sorted.length >> 1] as number;

function skewness(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  let [second, third] = [0, 0];
  for (const one of values) {
    second += (one - mean) ** 2 / n;
    third += (one - mean) ** 3 / n;
  }
  return second > 0 ? third / second ** 1.5 : 0;
}
