import type { DuckDBConnection } from '@duckdb/node-api';
import type { Match } from '../identity/matchRecords.ts';
import { peopleAt } from '../identity/matchRecords.ts';

const tried = [0.01, 0.05, 0.2, 0.35, 0.65, 0.8, 0.9, 0.95, 0.99];

/** The threshold, of some, at which the clusters score highest against the truth: what hindsight would have chosen. */
export async function bestThreshold(
  connection: DuckDBConnection,
  match: Match,
  f1Of: (people: ReadonlyMap<number, number>) => number,
): Promise<{ readonly threshold: number; readonly f1: number; readonly usesTruth: true }> {
  let best = { threshold: match.parameters.threshold, f1: f1Of(match.clusters), usesTruth: true as const };
  const resolutions = await peopleAt(connection, match, tried);
  for (const [i, threshold] of tried.entries()) {
    const f1 = f1Of(resolutions[i]?.people ?? new Map());
    if (f1 > best.f1) best = { threshold, f1, usesTruth: true };
  }
  return best;
}
