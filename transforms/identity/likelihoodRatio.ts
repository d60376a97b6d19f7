import type { Dependence, FeatureParameters } from './featureParameters.ts';

/** The level from which a feature that another depends on agrees. */
export const leastLevel = (
  { whenAlike }: Dependence,
  features: readonly FeatureParameters[],
  f: number,
): number => (whenAlike ? 1 : (features[f]?.levels.length ?? 0) - 1);

/** Whether a pair agrees on what a feature depends on. */
const holds = (
  dependence: Dependence,
  features: readonly FeatureParameters[],
  levels: (feature: number) => number,
): boolean => dependence.when.every((f) => levels(f) >= leastLevel(dependence, features, f));

/** m/u of a level, under the dependence of its feature where its condition holds; agreement then never weighs more. */
export function likelihoodRatio(
  features: readonly FeatureParameters[],
  feature: number,
  levels: (feature: number) => number,
): number {
  const level = levels(feature);
  const known = features[feature];
  if (level < 0 || !known) return 1;
  return ratioUnder(
    known,
    level,
    known.given?.find((dependence) => holds(dependence, features, levels)),
  );
}

/** m/u of a level that is there, where a dependence of the feature holds, or none. */
export function ratioUnder(
  { m, u }: FeatureParameters,
  level: number,
  dependence: Dependence | undefined,
): number {
  const plain = (m[level] ?? 1) / (u[level] ?? 1);
  if (!dependence) return plain;
  const dependent = (m[level] ?? 1) / (dependence.u[level] ?? 1);
  // that two people would be more alike than these two are does not make one of them
  return Math.min(Math.max(1, plain), dependent);
}
