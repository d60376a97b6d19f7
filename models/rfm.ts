import { quantile } from './quantile.ts';
import { type RfmSegment, rfmCode, rfmSegment } from './rfmSegments.ts';

/**
 * Where the scores part.
 * - `quantile`: at the type-7 quantiles of the values.
 * - `rank`: at the values below which k/bins of the customers lie, so at values that occur.
 *
 * Equal values get equal scores with both.
 */
export type RfmMethod = 'quantile' | 'rank';

/** One measure of every customer, e.g. the monetary value; `cuts` are the bins − 1 values between the scores. */
export interface Scored {
  readonly cuts: readonly number[];
  /** 1 to bins: 1 for the smallest values */
  readonly scores: Uint8Array;
}

/**
 * Scores values 1 to `bins`, ties together: 1 + the number of cuts strictly below the value. Where all values are whole
 * (days, orders, whole amounts), a cut between two whole numbers counts as the upper one.
 *
 * No rounding can tip a comparison over: no value of the population lies between the two order statistics that a
 * quantile interpolates, so "above the quantile" is "above the lower of the two".
 *
 * Source: `rfm_table_order` of the R package rfm, whose upper bounds are the quantiles + 1.
 */
export function scoreByQuantiles(values: Float64Array, bins = 5, method: RfmMethod = 'quantile'): Scored {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const isWhole = sorted.every(Number.isInteger);
  const inner = Array.from({ length: n === 0 ? 0 : bins - 1 }, (_, index) => index + 1);
  const cuts = inner.map((k) =>
    method === 'rank' ? (sorted[Math.ceil((k * n) / bins) - 1] ?? Number.NaN) : quantile(sorted, k, bins),
  );
  const bounds = cuts.map((cut, index) => {
    if (method === 'rank') return cut;
    if (isWhole) return Math.ceil(cut);
    return sorted[Math.floor(((index + 1) * (n - 1)) / bins)] ?? cut;
  });
  const scores = Uint8Array.from(values, (value) => {
    let score = 1;
    for (const bound of bounds) if (value > bound) score++;
    return score;
  });
  return { cuts, scores };
}

/** What RFM is made of, one element per customer: whole days since the last order, orders, money. */
export interface RfmMeasures {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
}

/** Scores 1 to bins per customer (bins is best: the most recent, most frequent, highest), and the cuts between them. */
export interface RfmScores {
  readonly recency: Scored;
  readonly frequency: Scored;
  readonly monetary: Scored;
}

/**
 * RFM scores of a population of customers, recency reversed so that a small recency scores high.
 *
 * Source: Hughes (1994), Strategic Database Marketing.
 */
export function rfmScores(measures: RfmMeasures, bins = 5, method: RfmMethod = 'quantile'): RfmScores {
  const recency = scoreByQuantiles(measures.recencyDays, bins, method);
  return {
    recency: { cuts: recency.cuts, scores: recency.scores.map((score) => bins + 1 - score) },
    frequency: scoreByQuantiles(measures.frequency, bins, method),
    monetary: scoreByQuantiles(measures.monetary, bins, method),
  };
}

/** The named segment of every customer; only five bins have names. */
export function rfmSegmentsOf(scores: RfmScores): readonly RfmSegment[] {
  const { frequency, monetary } = scores;
  return Array.from(scores.recency.scores, (r, index) =>
    rfmSegment(rfmCode(r, frequency.scores[index] ?? 1, monetary.scores[index] ?? 1)),
  );
}
