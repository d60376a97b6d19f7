import { quantile } from './quantile.ts';
import { type RfmSegment, rfmCode, rfmSegment } from './rfmSegments.ts';

/**
 * How the cuts between the scores are placed.
 * - `quantile`: type-7 quantiles of the values; a score is 1 + the number of cuts strictly below the value.
 * - `rank`: a score is 1 + the number of k for which at least k/bins of the customers have a smaller value.
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
 * Scores values 1 to `bins`, ties together.
 *
 * No rounding can tip a comparison over: no value of the population lies between the order statistics that a type-7
 * quantile interpolates, so "strictly above the quantile" is "strictly above the lower of the two".
 */
export function scoreByQuantiles(values: Float64Array, bins = 5, method: RfmMethod = 'quantile'): Scored {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const inner = Array.from({ length: n === 0 ? 0 : bins - 1 }, (_, index) => index + 1);
  const edges = inner.map((k) => {
    const position = method === 'quantile' ? Math.floor((k * (n - 1)) / bins) : Math.ceil((k * n) / bins) - 1;
    return sorted[position] ?? Number.NaN;
  });
  const scores = Uint8Array.from(values, (value) => {
    let score = 1;
    for (const edge of edges) if (value > edge) score++;
    return score;
  });
  return { cuts: method === 'rank' ? edges : inner.map((k) => quantile(sorted, k, bins)), scores };
}

/** What RFM is made of, one element per customer: whole days since the last order, orders, money. */
export interface RfmMeasures {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
}

/** Scores 1 to bins per customer (5 is best: the most recent, most frequent, highest), and the cuts between them. */
export interface RfmScores {
  readonly recency: Scored;
  readonly frequency: Scored;
  readonly monetary: Scored;
}

/**
 * RFM scores of a population of customers, recency reversed so that a small recency scores high.
 *
 * Source: Hughes (1994), Strategic Database Marketing; scores as in R's `rfm::rfm_table_order`.
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
