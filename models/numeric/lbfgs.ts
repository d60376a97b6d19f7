import type { MinimumOptions, Objective } from './bfgs.ts';
import { dot, largest } from './vectors.ts';

/** Steps that are remembered. */
const memory = 4;

/**
 * The minimum of a smooth convex function of many parameters by BFGS with the last few steps in place of a matrix.
 *
 * @param start where the search begins, one value a parameter
 * @param curvature about the diagonal of the Hessian, above 0: with it, steep and flat parameters are searched at one
 * pace
 *
 * Source: Nocedal & Wright (2006), Numerical Optimization, algorithm 7.4, with a diagonal first matrix.
 */
export function minimiseMany(
  f: Objective,
  start: Float64Array,
  curvature: Float64Array,
  { maxIterations = 100, tolerance = 1e-4 }: Pick<MinimumOptions, 'maxIterations' | 'tolerance'> = {},
): Float64Array {
  const size = curvature.length;
  let at = start;
  let gradient: Float64Array = new Float64Array(size);
  let value = f(at, gradient);
  const steps: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) < tolerance) break;
    const direction = gradient.map((one) => -one);
    const shares: number[] = [];
    for (const { s, y, rho } of steps.toReversed()) {
      const share = rho * dot(s, direction);
      shares.push(share);
      add(direction, y, -share);
    }
    const latest = steps.at(-1);
    const scale = latest
      ? 1 / (latest.rho * dotOver(latest.y, latest.y, curvature))
      : 1 / Math.max(1, Math.sqrt(dotOver(gradient, gradient, curvature)));
    for (let i = 0; i < size; i++)
      direction[i] = ((direction[i] as number) * scale) / (curvature[i] as number);
    for (const { s, y, rho } of steps) add(direction, s, (shares.pop() ?? 0) - rho * dot(y, direction));
    const slope = dot(direction, gradient);
    let step = 1;
    let next = at;
    const there = new Float64Array(size);
    let reached = value;
    for (let attempt = 0; attempt < 25; attempt++, step /= 2) {
      next = Float64Array.from(at);
      add(next, direction, step);
      reached = f(next, there);
      if (reached <= value + 1e-4 * step * slope) break;
    }
    if (!(reached < value)) break;
    const s = next.map((one, i) => one - (at[i] as number));
    const y = there.map((one, i) => one - (gradient[i] as number));
    const sy = dot(s, y);
    if (sy > 0) steps.push({ s, y, rho: 1 / sy });
    if (steps.length > memory) steps.shift();
    [at, gradient, value] = [next, there, reached];
  }
  return at;
}

/** The sum of products, each divided by an element of a third vector. */
function dotOver(a: Float64Array, b: Float64Array, by: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) * (b[i] as number)) / (by[i] as number);
  return sum;
}

function add(to: Float64Array, from: Float64Array, by: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + by * (from[i] as number);
}
