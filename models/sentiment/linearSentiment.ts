import { sigmoid } from '../numeric/logisticFunctions.ts';
import { countTerms } from './countedTexts.ts';
import type { Sentiment } from './sentiment.ts';
import { hasTerms, scores, sparse } from './sparseLogistic.ts';
import { isPart } from './terms.ts';

/** All that scoring needs, as plain JSON: both models are linear in the terms, and so is their mean. */
export interface LinearSentiment {
  readonly terms: readonly string[];
  readonly idf: readonly number[];
  readonly weights: readonly number[];
  readonly intercept: number;
  /** the chance of a comment without any of the terms */
  readonly share: number;
}

const digits = (value: number) => Number(value.toPrecision(5));

/** A model as one weight a term, Platt's two parameters in it. */
export function linearSentiment({
  names,
  terms,
  idf,
  ratio,
  weights,
  ratioWeights,
  slope,
  shift,
  share,
}: Sentiment): LinearSentiment {
  const half = (at: number, by: number) => ((weights[at] as number) + by * (ratioWeights[at] as number)) / 2;
  return {
    terms: Array.from(terms, (term) => names[term] as string),
    idf: Array.from(idf, digits),
    weights: Array.from(terms, (_, at) => digits(slope * half(at, ratio[at] as number))),
    intercept: digits(shift + slope * half(weights.length - 1, 1)),
    share: digits(share),
  };
}

/** The chance, 0 to 1, that each comment is positive. */
export function predictLinearSentiment(
  { terms, idf, weights, intercept, share }: LinearSentiment,
  texts: readonly string[],
): Float64Array {
  const known = new Map(terms.map((term, at) => [term, at]));
  const counted = countTerms(texts, terms.some(isPart));
  const places = Int32Array.from(counted.names, (name) => known.get(name) ?? -1);
  const rows = sparse(counted.texts, places, Float64Array.from(idf));
  const all = new Float64Array(weights.length + 1);
  all.set(weights);
  all[weights.length] = intercept;
  return scores(rows, all).map((score, row) => (hasTerms(rows, row) ? sigmoid(score) : share));
}
