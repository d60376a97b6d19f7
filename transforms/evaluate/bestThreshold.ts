import type { Match } from '../identity/matchRecords.ts';

/** Thresholds that are tried beside the one that is used. */
const tried = [0.01, 0.1, 0.3, 0.7, 0.9, 0.99];

/** The threshold, of some, at which the clusters score highest against the truth: what hindsight would have chosen. */
export async function bestThreshold(
  { parameters, clusters, clustersAt }: Pick<Match, 'parameters' | 'clusters' | 'clustersAt'>,
  f1Of: (people: ReadonlyMap<number, number>) => number,
): Promise<{ readonly threshold: number; readonly f1: number; readonly usesTruth: true }> {
  let best = { threshold: parameters.threshold, f1: f1Of(clusters), usesTruth: true as const };
  for (const [i, people] of (await clustersAt(tried)).entries()) {
    const f1 = f1Of(people);
    if (f1 > best.f1) best = { threshold: tried[i] as number, f1, usesTruth: true };
  }
  return best;
}
