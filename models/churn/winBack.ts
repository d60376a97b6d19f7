export interface Offer {
  /** to one customer */
  readonly cost: number;
  /** share of those who would leave that it keeps, 0 to 1 */
  readonly successRate: number;
  /** share of revenue that is left after the goods, 0 to 1 */
  readonly margin: number;
}

/**
 * Revenue that is expected to be lost: the chance of leaving times what the customer brings in a year; never below 0.
 */
export const valueAtRisk = (chance: number, yearlyRevenue: number): number =>
  chance * Math.max(yearlyRevenue, 0);

/** What an offer is expected to bring after its cost. */
export const expectedGain = (atRisk: number, { cost, successRate, margin }: Offer): number =>
  atRisk * successRate * margin - cost;

/** The customers most worth an offer, up to a share of all. */
export interface OfferStep {
  /** share of all customers, above 0 to 1 */
  readonly share: number;
  readonly customers: number;
  /** summed over them */
  readonly valueAtRisk: number;
  /** of the last of them */
  readonly leastValueAtRisk: number;
}

/**
 * Customers in the order of their value at risk, in up to `steps` steps of equal size: what any offer comes to follows
 * from it.
 */
export function offerCurve(atRisk: Float64Array, steps = 100): readonly OfferStep[] {
  const sorted = Float64Array.from(atRisk).sort().reverse();
  const curve: OfferStep[] = [];
  let sum = 0;
  let from = 0;
  for (let step = 1; step <= steps; step++) {
    const to = Math.round((sorted.length * step) / steps);
    if (to === from) continue;
    for (; from < to; from++) sum += sorted[from] as number;
    curve.push({
      share: to / sorted.length,
      customers: to,
      valueAtRisk: sum,
      leastValueAtRisk: sorted[to - 1] as number,
    });
  }
  return curve;
}
