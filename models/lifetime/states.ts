import { distinctTriples } from '../numeric/distinctTriples.ts';

/**
 * What a lifetime model knows of customers, one element each (or one per distinct state, with how many customers are in
 * it): x repeat transactions, the last one t_x after the first of all, observed for T since that first one. Times are
 * in one unit (days, weeks); 0 ≤ t_x ≤ T, and t_x is 0 where x is 0. Where x counts days it is 0 nowhere else. In times
 * that were rounded to a coarser unit it may be: a few such customers move a fit little, many leave the likelihood of
 * some models without a maximum, which `converged` then says.
 */
export interface PurchaseStates {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** customers in the state; absent: one each */
  readonly count?: Float64Array;
  /**
   * the sum over all customers of the logarithms of the times between transactions, in the unit of T; only regularity
   * needs it
   */
  readonly sumLogIntervals?: number;
}

export interface DistinctStates extends PurchaseStates {
  readonly count: Float64Array;
  /** which distinct state each customer is in */
  readonly stateOf: Uint32Array;
}

/**
 * The distinct (x, t_x, T) and how many customers are in each, ascending by x, states of one x as first seen. A
 * likelihood over these is the same as over the customers.
 * @throws RangeError for a state that cannot be, with its index
 */
export function distinctStates(states: PurchaseStates): DistinctStates {
  const { x, tx, T } = states;
  x.forEach((xi, i) => {
    if (!isPossible(xi, tx[i] as number, T[i] as number))
      throw new RangeError(
        `customer ${i}: x ${xi}, t_x ${tx[i]}, T ${T[i]}; x is whole, 0 ≤ t_x ≤ T, and t_x is 0 where x is 0`,
      );
  });
  const { firstOf, numberOf } = distinctTriples(x, tx, T);
  const count = new Float64Array(firstOf.length);
  numberOf.forEach((state, i) => {
    count[state] = (count[state] as number) + (states.count?.[i] ?? 1);
  });
  const order = byX(firstOf, x);
  const rank = new Uint32Array(firstOf.length);
  order.forEach((state, i) => (rank[state] = i));
  const pick = (from: Float64Array) =>
    Float64Array.from(order, (state) => from[firstOf[state] as number] as number);
  return {
    x: pick(x),
    tx: pick(tx),
    T: pick(T),
    count: Float64Array.from(order, (state) => count[state] as number),
    stateOf: numberOf.map((state) => rank[state] as number),
    ...(states.sumLogIntervals === undefined ? {} : { sumLogIntervals: states.sumLogIntervals }),
  };
}

/**
 * The states in the order of x, those of one x as they stand: counted, since sorting a million by comparing is slow.
 */
function byX(firstOf: Uint32Array, x: Float64Array): Uint32Array {
  const sizes = new Map<number, number>();
  for (const first of firstOf) sizes.set(x[first] as number, (sizes.get(x[first] as number) ?? 0) + 1);
  const places = new Map<number, number>();
  let place = 0;
  for (const value of Float64Array.from(sizes.keys()).sort()) {
    places.set(value, place);
    place += sizes.get(value) ?? 0;
  }
  const order = new Uint32Array(firstOf.length);
  firstOf.forEach((first, state) => {
    const at = places.get(x[first] as number) ?? 0;
    order[at] = state;
    places.set(x[first] as number, at + 1);
  });
  return order;
}

const isPossible = (x: number, tx: number, T: number) =>
  Number.isInteger(x) && x >= 0 && tx >= 0 && tx <= T && T < Number.POSITIVE_INFINITY && (x > 0 || tx === 0);

/** Customers, distinct states or not. */
export function customersIn(states: PurchaseStates): number {
  if (!states.count) return states.x.length;
  return states.count.reduce((sum, one) => sum + one, 0);
}

/**
 * At most about `limit` of the distinct states, spread evenly over the customers in the order of x, each standing for
 * an equal number of them: a stratified sample without chance.
 */
export function sampleStates(states: DistinctStates, limit: number): PurchaseStates {
  if (states.x.length <= limit) return states;
  const total = customersIn(states);
  const stride = total / limit;
  const picked: number[] = [];
  const count: number[] = [];
  let passed = 0;
  let next = stride / 2;
  states.count.forEach((customers, state) => {
    passed += customers;
    let standsFor = 0;
    while (next < passed) {
      standsFor += stride;
      next += stride;
    }
    if (standsFor === 0) return;
    picked.push(state);
    count.push(standsFor);
  });
  const pick = (from: Float64Array) => Float64Array.from(picked, (state) => from[state] as number);
  return { x: pick(states.x), tx: pick(states.tx), T: pick(states.T), count: Float64Array.from(count) };
}
