import type { PurchaseStates } from './states.ts';

/** Without a model: each customer goes on at the rate of their repeat purchases so far. */
export const pastRate = ({ x, T }: PurchaseStates, t: number): Float64Array =>
  x.map((xi, i) => ((T[i] as number) > 0 ? (t * xi) / (T[i] as number) : 0));
