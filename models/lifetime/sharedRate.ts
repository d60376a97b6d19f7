import { type Credibility, pastRate } from './pastRate.ts';
import type { PurchaseStates } from './states.ts';

/**
 * How likely customers are still there, as far as their silence tells: even odds before it, and somebody who is there
 * stays silent from t_x to T as a customer of their rate does, gamma distributed.
 *
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1), for the chance of the silence; the even odds,
 * and so s / (1 + s), are a convention of our own.
 */
const stillThere = ({ r, alpha }: Credibility, { x, tx, T }: PurchaseStates): Float64Array =>
  x.map((xi, i) => {
    const [last, end] = [tx[i] as number, T[i] as number];
    const silence = Math.exp(-(xi + r) * Math.log1p((end - last) / (alpha + last)));
    return silence / (1 + silence);
  });

/** What each customer counts for where a total is parted by past rate and by silence. */
export function parts(credibility: Credibility, states: PurchaseStates): Float64Array {
  const there = stillThere(credibility, states);
  return pastRate(credibility, states, 1).map((rate, i) => rate * (there[i] as number));
}

/** The scale at which the parts of customers come to so many purchases in a unit of time; 0 where nobody has a part. */
export function scaleOfParts(credibility: Credibility, states: PurchaseStates, purchases: number): number {
  const sum = parts(credibility, states).reduce((all, part, i) => all + part * (states.count?.[i] ?? 1), 0);
  return sum > 0 ? purchases / sum : 0;
}
