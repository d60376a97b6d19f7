import type { PurchaseStates } from './states.ts';

/** How far the rate of one is drawn to that of all: as if they had bought r more times in a time α longer. */
export interface Credibility {
  readonly r: number;
  /** above 0 */
  readonly alpha: number;
}

/**
 * Credibility of the rates of customers: where they differ by more than chance, the time α in which as much is learned
 * of one as is known before; where they do not, everybody has the rate of all (α is then the time of all together).
 * Whoever was not observed for any time has no rate, and counts nowhere.
 *
 * Source: Bühlmann & Straub (1970), Glaubwürdigkeit für Schadensätze; counts taken to be of Poisson, whose variance
 * within is the mean.
 */
export function credibilityOf(states: PurchaseStates): Credibility {
  const { x, T, count } = states;
  let [purchases, time, squares] = [0, 0, 0];
  x.forEach((xi, i) => {
    const [n, Ti] = [count?.[i] ?? 1, T[i] as number];
    purchases += n * xi;
    time += n * Ti;
    squares += n * Ti * Ti;
  });
  if (!(purchases > 0 && time > 0)) return { r: 0, alpha: 1 };
  const mean = purchases / time;
  let [deviance, observed] = [0, 0];
  x.forEach((xi, i) => {
    const [n, Ti] = [count?.[i] ?? 1, T[i] as number];
    if (Ti <= 0) return;
    observed += n;
    deviance += n * Ti * (xi / Ti - mean) ** 2;
  });
  const between = (deviance - (observed - 1) * mean) / (time - squares / time);
  const alpha = between > 0 ? Math.min(time, mean / between) : time;
  return { r: mean * alpha, alpha };
}

/** Without a model: each customer goes on at the rate of their repeat purchases so far, drawn to that of all. */
export const pastRate = ({ r, alpha }: Credibility, { x, T }: PurchaseStates, t: number): Float64Array =>
  x.map((xi, i) => (t * (xi + r)) / ((T[i] as number) + alpha));
