import { largest } from './vectors.ts';

export interface FixedPointOptions<State> {
  /** a state as numbers that may be extrapolated, and back: any numbers must give a state */
  readonly toNumbers: (state: State) => Float64Array;
  readonly fromNumbers: (numbers: Float64Array, like: State) => State;
  /** whether a step changed nothing that matters */
  readonly isSettled: (before: State, after: State) => boolean;
  /** steps at most */
  readonly mostSteps: number;
}

export interface FixedPoint<State> {
  readonly state: State;
  readonly steps: number;
  /** whether another step would change nothing that matters */
  readonly isSettled: boolean;
}

/** No extrapolation goes further than so many times the last step, and none changes a number by more than this. */
const mostAtOnce = 32;
const mostChange = 1;

/**
 * Where a step that converges slowly, as one of expectation–maximisation, changes nothing any more: from every two
 * steps it is extrapolated where they lead, unless that turns out to be further from standing still than they were.
 * Most fits that take a hundred steps take twenty.
 *
 * Source: Varadhan and Roland (2008), Simple and Globally Convergent Methods for Accelerating the Convergence of Any EM
 * Algorithm, scheme S3, held back by the residual where it does not fall.
 */
export function fixedPoint<State>(
  step: (state: State) => State,
  start: State,
  { toNumbers, fromNumbers, isSettled, mostSteps }: FixedPointOptions<State>,
): FixedPoint<State> {
  let from = start;
  let steps = 0;
  /** where plain steps had led when it was last extrapolated, and how far the second of them went */
  let plain: { readonly state: State; readonly residual: number } | undefined;
  while (steps < mostSteps) {
    const once = step(from);
    steps++;
    if (isSettled(from, once)) return { state: once, steps, isSettled: true };
    const [x, y] = [toNumbers(from), toNumbers(once)];
    const r = difference(y, x);
    if (plain && length(r) > plain.residual) {
      from = plain.state;
      plain = undefined;
      continue;
    }
    if (steps === mostSteps) return { state: once, steps, isSettled: false };
    const twice = step(once);
    steps++;
    if (isSettled(once, twice)) return { state: twice, steps, isSettled: true };
    if (steps === mostSteps) return { state: twice, steps, isSettled: false };
    const z = toNumbers(twice);
    const last = difference(z, y);
    const v = difference(last, r);
    const far = Math.min(mostAtOnce, Math.max(1, length(r) / length(v)));
    const goal = x.map((value, i) => value + 2 * far * (r[i] as number) + far ** 2 * (v[i] as number));
    const change = difference(goal, z);
    const share = Math.min(1, mostChange / Math.max(largest(change), 1e-300));
    plain = { state: twice, residual: length(last) };
    const next = z.map((value, i) => value + share * (change[i] as number));
    from = far > 1 ? fromNumbers(next, twice) : twice;
  }
  return { state: from, steps, isSettled: false };
}

const difference = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value - (b[i] as number));

const length = (vector: Float64Array): number => Math.hypot(...vector);
