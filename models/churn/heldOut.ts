import { rankChances } from '../classify/ranking.ts';

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

/** Chances against what came, over groups of equal size, the lowest first. */
export function reliabilityOf(
  chances: Float64Array,
  labels: Uint8Array,
  bins = 10,
): readonly ReliabilityBin[] {
  const ranking = rankChances(chances, labels);
  const rising = Float64Array.from(ranking.order, (row) => chances[row] as number).reverse();
  const came = ranking.labels.reverse();
  const found: ReliabilityBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const [from, to] = [
      Math.floor((bin * rising.length) / bins),
      Math.floor(((bin + 1) * rising.length) / bins),
    ];
    if (from === to) continue;
    const mean = (values: Float64Array) =>
      values.subarray(from, to).reduce((sum, one) => sum + one, 0) / (to - from);
    found.push({ customers: to - from, chance: mean(rising), left: mean(came) });
  }
  return found;
}

/** Which share of those who left is found among the highest chances; empty where nobody left. */
export function gainsOf(chances: Float64Array, labels: Uint8Array, steps = 20): readonly GainStep[] {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (positives === 0) return [];
  const ranking = rankChances(chances, labels);
  const found: GainStep[] = [{ share: 0, caught: 0 }];
  let [caught, at] = [0, 0];
  for (let step = 1; step <= steps; step++) {
    const to = Math.round((labels.length * step) / steps);
    for (; at < to; at++) caught += ranking.labels[at] as number;
    // the last step has all, where sums of shares would end beside it
    found.push({ share: step / steps, caught: at === labels.length ? 1 : caught / positives });
  }
  return found;
}
