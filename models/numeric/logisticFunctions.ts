/** The chance of log odds, 1 / (1 + e^−z), without overflow. */
export const sigmoid = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/** ln(1 + e^z) without overflow; −softplus(−z) is the logarithm of the chance of log odds z. */
export const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** What log odds lose on a label, 0 or 1: −ln of the chance that they give it. */
export const lossOfLogOdds = (logOdds: number, label: number): number =>
  softplus(label === 1 ? -logOdds : logOdds);

/** No chance counts as nearer to 0 or 1 than this: none would lose without bound. */
const leastChance = 1e-12;

/** The logarithm of the odds of a chance, 0 to 1. */
export function logOddsOfChance(chance: number): number {
  const p = Math.min(Math.max(chance, leastChance), 1 - leastChance);
  return Math.log(p / (1 - p));
}

/** What a chance, 0 to 1, loses on a label, 0 or 1: −ln of what it gives it. */
export const lossOfChance = (chance: number, label: number): number =>
  -Math.log(Math.max(label === 1 ? chance : 1 - chance, leastChance));
