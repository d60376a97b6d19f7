import { incompleteBeta } from './incompleteBeta.ts';
import { normalQuantile } from './normal.ts';

/** The chance that a t variate of `degrees` of freedom is further from 0 than t, either way. */
export const studentBeyond = (t: number, degrees: number): number =>
  incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);

/** The value that a t variate of `degrees` of freedom (above 0) is below with chance p, 0.5 ≤ p < 1. */
export function studentQuantile(p: number, degrees: number): number {
  const beyond = 2 * (1 - p);
  let low = 0;
  let high = Math.max(1, normalQuantile(p));
  while (studentBeyond(high, degrees) > beyond && high < 1e15) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (studentBeyond(middle, degrees) > beyond) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
