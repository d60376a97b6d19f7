import type { Matrix } from '../numeric/matrix.ts';
import type { Tree } from './growTree.ts';

/** Trees whose values add up; plain JSON. */
export interface BoostedTrees {
  /** log odds before any tree */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/**
 * The mean of several fits as one: the trees of all, each with its part of what it adds. So what it scores, and what
 * each column adds to that, are the means of what the fits say.
 *
 * Source: Breiman (1996), Bagging Predictors, Machine Learning 24.
 */
export function meanOfTrees(fits: readonly BoostedTrees[]): BoostedTrees {
  const mean = (value: number) => value / fits.length;
  return {
    base: fits.reduce((sum, { base }) => sum + mean(base), 0),
    trees: fits.flatMap(({ trees }) => trees.map((tree) => ({ ...tree, value: tree.value.map(mean) }))),
  };
}

/** Rows whose values stay near while all trees pass over them. */
const block = 512;

/** Log odds of each row. */
export function scoreBoostedTrees({ base, trees }: BoostedTrees, matrix: Matrix): Float64Array {
  const { rows, columns, values } = matrix;
  const scores = new Float64Array(rows).fill(base);
  for (let first = 0; first < rows; first += block)
    for (const tree of trees)
      addTree(
        scores.subarray(first, first + block),
        tree,
        values.subarray(first * columns, (first + block) * columns),
        columns,
      );
  return scores;
}

/**
 * What each column adds to the log odds of each row, against the mean row: at every split on the way to its leaf, the
 * change from the node's value to that of the child. With the base and the roots' values they sum to the score.
 *
 * Source: Palczewska et al. (2013), Interpreting random forest models using a feature contribution method; Saabas
 * (2014).
 */
export function treeContributions({ trees }: BoostedTrees, { rows, columns, values }: Matrix): Float64Array {
  const contributions = new Float64Array(rows * columns);
  for (let first = 0; first < rows; first += block)
    for (const { column, threshold, left, value } of trees)
      for (let i = first, from = first * columns; i < Math.min(rows, first + block); i++, from += columns) {
        let node = 0;
        for (let next = left[0] as number; next > 0; next = left[node] as number) {
          const c = column[node] as number;
          const child = (values[from + c] as number) <= (threshold[node] as number) ? next : next + 1;
          contributions[from + c] =
            (contributions[from + c] as number) + (value[child] as number) - (value[node] as number);
          node = child;
        }
      }
  return contributions;
}

function addTree(
  scores: Float64Array,
  { column, threshold, left, value }: Tree,
  values: Float64Array,
  columns: number,
): void {
  for (let i = 0, from = 0; i < scores.length; i++, from += columns) {
    let node = 0;
    for (let next = left[0] as number; next > 0; next = left[node] as number)
      node =
        (values[from + (column[node] as number)] as number) <= (threshold[node] as number) ? next : next + 1;
    scores[i] = (scores[i] as number) + (value[node] as number);
  }
}
