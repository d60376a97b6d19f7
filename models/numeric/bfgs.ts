import { dot, largest } from './vectors.ts';

/** A function of a few parameters: writes its gradient and gives its value. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

export interface MinimumOptions {
  readonly maxIterations?: number;
  /** the largest element of the gradient at which the search ends */
  readonly tolerance?: number;
  /** row-major; what an earlier search of a similar function ended with */
  readonly inverseHessian?: Float64Array;
  /** the search ends, not converged, where an element is beyond these: it has run off */
  readonly within?: { readonly low: number; readonly high: number };
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  /** the largest element of the gradient, absolute */
  readonly slope: number;
  readonly iterations: number;
  /** false if the search stopped at its limit, ran off, or where the function is not finite */
  readonly converged: boolean;
  readonly inverseHessian: Float64Array;
}

/** The relative rounding error of a sum over a hundred thousand terms. */
const rounding = 1e-13;

/**
 * The minimum nearest to a start, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with a line
 * search that holds the Wolfe conditions. A point where the function is not finite is stepped back from.
 *
 * Source: Nocedal & Wright (2006), Numerical Optimization, algorithm 6.1 and section 3.1.
 */
export function minimise(f: Objective, start: ArrayLike<number>, options: MinimumOptions = {}): Minimum {
  const { maxIterations = 200, tolerance = 1e-7, within } = options;
  const isWithin = (place: Float64Array) =>
    !within || place.every((one) => one >= within.low && one <= within.high);
  const n = start.length;
  let at: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(n);
  let value = f(at, gradient);
  let inverse: Float64Array = options.inverseHessian
    ? Float64Array.from(options.inverseHessian)
    : identity(n);
  let isFresh = !options.inverseHessian;
  let iterations = 0;
  while (
    Number.isFinite(value) &&
    largest(gradient) > tolerance &&
    iterations < maxIterations &&
    isWithin(at)
  ) {
    let direction = times(inverse, gradient, -1);
    if (!(dot(direction, gradient) < 0)) {
      inverse = identity(n);
      isFresh = true;
      direction = times(inverse, gradient, -1);
    }
    // the next step would change the value by less than the rounding of a long sum
    if (-dot(direction, gradient) < rounding * Math.max(1, Math.abs(value))) break;
    // a first step along the bare gradient, or a wild one, is held to a length of one
    const longest = largest(direction);
    if (longest > (isFresh ? 0.5 : 4)) scale(direction, (isFresh ? 0.5 : 4) / longest);
    const next = lineSearch(f, at, value, gradient, direction);
    iterations++;
    if (!next) {
      if (isFresh) break;
      inverse = identity(n);
      isFresh = true;
      continue;
    }
    inverse = updated(inverse, at, gradient, next, isFresh);
    isFresh = false;
    ({ at, gradient, value } = next);
  }
  const slope = largest(gradient);
  // where rounding ends the search, the slope is small but not below the tolerance: what it would change is hidden by
  // the value
  const hidden = 4 * Math.sqrt(rounding * Math.max(1, Math.abs(value)));
  const converged = Number.isFinite(value) && slope <= Math.max(100 * tolerance, hidden) && isWithin(at);
  return { at, value, slope, iterations, converged, inverseHessian: inverse };
}

interface Point {
  readonly at: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** A point along the direction that goes down enough and is less steep, by bisection and doubling. */
function lineSearch(
  f: Objective,
  from: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
): Point | undefined {
  const slope = dot(gradient, direction);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let step = 1;
  let best: Point | undefined;
  for (let attempt = 0; attempt < 40; attempt++) {
    const at = from.map((one, i) => one + step * (direction[i] as number));
    const there = new Float64Array(from.length);
    const reached = f(at, there);
    if (!(reached <= value + 1e-4 * step * slope)) {
      high = step;
    } else {
      if (!best || reached <= best.value) best = { at, gradient: there, value: reached };
      if (dot(there, direction) >= 0.9 * slope) return best;
      low = step;
    }
    if (high - low < 1e-12 * high) break;
    step = Number.isFinite(high) ? (low + high) / 2 : 2 * step;
  }
  return best;
}

function updated(
  inverse: Float64Array,
  at: Float64Array,
  gradient: Float64Array,
  next: Point,
  isFresh: boolean,
): Float64Array {
  const n = at.length;
  const s = next.at.map((one, i) => one - (at[i] as number));
  const y = next.gradient.map((one, i) => one - (gradient[i] as number));
  const sy = dot(s, y);
  if (!(sy > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse;
  const h = Float64Array.from(inverse);
  if (isFresh) scale(h, sy / dot(y, y));
  const hy = times(h, y, 1);
  const weight = (1 + dot(y, hy) / sy) / sy;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const [si, sj, hi, hj] = [s[i], s[j], hy[i], hy[j]] as [number, number, number, number];
      h[i * n + j] = (h[i * n + j] as number) + weight * si * sj - (hi * sj + si * hj) / sy;
    }
  return h;
}

const identity = (n: number) => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

const scale = (a: Float64Array, by: number) => a.forEach((one, i) => (a[i] = one * by));

/** A square matrix, row-major, times a vector, times a number. */
function times(matrix: Float64Array, vector: Float64Array, by: number): Float64Array {
  const n = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (matrix[i * n + j] as number) * (vector[j] as number);
    return by * sum;
  });
}
