export interface ReliabilityBin {
  readonly customers: number;
  /** mean, 0 to 1 */
  readonly chance: number;
  /** share that left, 0 to 1 */
  readonly left: number;
}

export interface GainStep {
  /** share of customers, those of the highest chances first, 0 to 1 */
  readonly share: number;
  /** share of all who left that is among them, 0 to 1 */
  readonly caught: number;
}

const falling = (chances: Float64Array): Uint32Array =>
  Uint32Array.from(chances, (_, i) => i).sort(
    (a, b) => (chances[b] as number) - (chances[a] as number) || a - b,
  );

/** Chances against what came, over groups of equal size, the lowest first. */
export function reliabilityOf(
  chances: Float64Array,
  labels: Uint8Array,
  bins = 10,
): readonly ReliabilityBin[] {
  const order = falling(chances).reverse();
  const found: ReliabilityBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const members = order.subarray(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    if (members.length === 0) continue;
    const mean = (values: Float64Array | Uint8Array) =>
      members.reduce((sum, i) => sum + (values[i] as number), 0) / members.length;
    found.push({ customers: members.length, chance: mean(chances), left: mean(labels) });
  }
  return found;
}

/** Which share of those who left is found among the highest chances; empty where nobody left. */
export function gainsOf(chances: Float64Array, labels: Uint8Array, steps = 20): readonly GainStep[] {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (positives === 0) return [];
  const order = falling(chances);
  const found: GainStep[] = [{ share: 0, caught: 0 }];
  let [caught, at] = [0, 0];
  for (let step = 1; step <= steps; step++) {
    const to = Math.round((order.length * step) / steps);
    for (; at < to; at++) caught += labels[order[at] as number] as number;
    found.push({ share: step / steps, caught: caught / positives });
  }
  return found;
}

export interface LossDifference {
  /** mean log loss of the first less that of the second: below 0 the first is better */
  readonly difference: number;
  /** standard error of that mean */
  readonly error: number;
}

/** Two sets of chances of the same rows held against each other, row by row. */
export function compareChances(
  first: Float64Array,
  second: Float64Array,
  labels: Uint8Array,
): LossDifference {
  const lossOf = (p: number, y: number) => -Math.log(Math.min(Math.max(y === 1 ? p : 1 - p, 1e-12), 1));
  const differences = Float64Array.from(
    labels,
    (y, i) => lossOf(first[i] as number, y) - lossOf(second[i] as number, y),
  );
  const n = Math.max(labels.length, 1);
  const difference = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - difference) ** 2, 0) / n;
  return { difference, error: Math.sqrt(variance / n) };
}
