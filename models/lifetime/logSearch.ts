import { minimise } from '../numeric/bfgs.ts';
import { largest } from '../numeric/vectors.ts';

/** A log-likelihood of positive parameters; writes its derivatives by them. */
export type Likelihood = (parameters: readonly number[], gradient: Float64Array) => number;

/**
 * Where a search begins: logarithms of parameters, which of them are held there, and what an earlier search knew of the
 * rest.
 */
export interface SearchStart {
  readonly at: Float64Array;
  readonly held: readonly number[];
  readonly inverseHessian?: Float64Array;
}

/** Where a search ended. */
export interface SearchEnd extends SearchStart {
  /** the log-likelihood of one customer there */
  readonly value: number;
  /** whether the likelihood no longer rises, at a maximum or at the edge */
  readonly converged: boolean;
}

/** Beyond these a logarithm has run off. */
export interface Edge {
  readonly low: number;
  readonly high: number;
}

/**
 * At the edge the log-likelihood of a customer may still rise by so much where a parameter goes on by a factor of e.
 */
const flat = 1e-2;
/** Rounding hides smaller slopes where parameters are far apart, and no forecast tells them. */
const atEdge = { tolerance: 1e-5, maxIterations: 60 };

/**
 * Searches the maximum of a likelihood near a start: over the logarithms of the parameters and per customer, so that
 * the search sees numbers of one size.
 *
 * Where customers are alike, say all buy at one rate, two parameters run off together and the likelihood goes up to
 * that of the limit. The parameter furthest off is then held at the edge, and the others are searched on.
 */
export function searchLogs(
  likelihood: Likelihood,
  customers: number,
  start: SearchStart,
  edge: Edge,
): SearchEnd {
  const { held } = start;
  const slopes = new Float64Array(start.at.length);
  const free = Array.from(start.at, (_, i) => i).filter((i) => !held.includes(i));
  const placeOf = (some: Float64Array) => {
    const logs = Float64Array.from(start.at);
    free.forEach((i, j) => (logs[i] = some[j] as number));
    return logs;
  };
  const loss = (some: Float64Array, gradient: Float64Array) => {
    const logs = placeOf(some);
    const parameters = Array.from(logs, Math.exp);
    const value = likelihood(parameters, slopes);
    slopes.forEach((slope, i) => {
      slopes[i] = (-slope * (parameters[i] as number)) / customers;
    });
    free.forEach((i, j) => (gradient[j] = slopes[i] as number));
    return logs.some((one) => howFar(one, edge) > 2) ? Number.POSITIVE_INFINITY : -value / customers;
  };
  const found = minimise(
    loss,
    free.map((i) => start.at[i] as number),
    {
      tolerance: 1e-8,
      within: edge,
      ...(held.length > 0 && atEdge),
      ...(start.inverseHessian ? { inverseHessian: start.inverseHessian } : {}),
    },
  );
  const at = placeOf(found.at);
  const off = at.map((one) => howFar(one, edge));
  const furthest = off.indexOf(largest(off));
  if ((off[furthest] as number) > 1) {
    const clamped = at.map((one) => Math.min(edge.high, Math.max(edge.low, one)));
    return searchLogs(likelihood, customers, { at: clamped, held: [...held, furthest] }, edge);
  }
  const end = { at, held, value: -found.value, inverseHessian: found.inverseHessian };
  if (held.length === 0) return { ...end, converged: found.converged };
  const value = loss(found.at, new Float64Array(free.length));
  return { ...end, converged: Number.isFinite(value) && largest(slopes) <= flat };
}

/** How far from 0 a logarithm is, over how far the edge on that side is. */
export const howFar = (log: number, { low, high }: Edge): number => Math.max(log / low, log / high);
