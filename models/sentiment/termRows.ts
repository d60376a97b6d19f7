import type { CountedTexts } from './countedTexts.ts';
import { type Sparse, sparse, times } from './sparseLogistic.ts';

/** Which terms are learned: those in so many comments and not left out, and of these the most frequent. */
export interface Vocabulary {
  readonly leastComments: number;
  readonly mostTerms: number;
  readonly isKept?: (term: string) => boolean;
}

/** Terms that are learned, by their numbers among all of the texts. */
export interface LearnedTerms {
  /** the names of all terms of the texts that were learned from, and the numbers of those learned */
  readonly names: readonly string[];
  readonly terms: Uint32Array;
  readonly idf: Float64Array;
  /** log ratio of a term's share in positive and in negative comments */
  readonly ratio: Float64Array;
}

/** Comments by their learned terms, as both models see them. */
export interface Rows extends LearnedTerms {
  readonly plain: Sparse;
  readonly weighted: Sparse;
  readonly labels: Uint8Array;
}

export function rowsOf(
  { names, texts }: CountedTexts,
  labels: Uint8Array,
  { leastComments, mostTerms, isKept }: Vocabulary,
): Rows {
  const documents = new Uint32Array(names.length);
  for (const { terms } of texts) for (const term of terms) documents[term] = (documents[term] as number) + 1;
  const isLearned = (n: number, term: number) =>
    n >= Math.max(1, leastComments) && isKept?.(names[term] as string) !== false;
  const frequent: number[] = [];
  documents.forEach((n, term) => {
    if (isLearned(n, term)) frequent.push(term);
  });
  const terms = mostFrequent(Uint32Array.from(frequent), documents, names, mostTerms);
  const places = placesOf(terms, names.length);
  const idf = Float64Array.from(
    terms,
    (term) => 1 + Math.log((1 + texts.length) / (1 + (documents[term] as number))),
  );
  const ratio = logRatios(texts, labels, places, terms.length);
  const plain = sparse(texts, places, idf);
  return { names, terms, idf, ratio, plain, weighted: times(plain, ratio), labels };
}

/**
 * The log ratio of each term's share of the positive comments to its share of the negative ones, to which half a
 * comment with the term and half a one without it are added on either side. Wang & Manning add one, and divide by the
 * terms of a side in the place of its comments, which shifts all ratios by the same amount.
 */
function logRatios(
  texts: CountedTexts['texts'],
  labels: Uint8Array,
  places: Int32Array,
  terms: number,
): Float64Array {
  const comments = [0, 0];
  const having = [new Float64Array(terms), new Float64Array(terms)] as const;
  texts.forEach((one, i) => {
    const side = labels[i] === 1 ? 1 : 0;
    comments[side] = (comments[side] as number) + 1;
    for (const term of one.terms) {
      const at = places[term] as number;
      if (at >= 0) having[side][at] = (having[side][at] as number) + 1;
    }
  });
  const shareIn = (side: 0 | 1, at: number) =>
    ((having[side][at] as number) + 0.5) / ((comments[side] as number) + 1);
  return Float64Array.from({ length: terms }, (_, at) => Math.log(shareIn(1, at) / shareIn(0, at)));
}

/**
 * The most frequent terms, so many of them; of those as frequent as the last one the first by name, in whatever order
 * comments come.
 */
function mostFrequent(
  terms: Uint32Array,
  documents: Uint32Array,
  names: readonly string[],
  most: number,
): Uint32Array {
  if (terms.length <= most) return terms;
  const countOf = (term: number) => documents[term] as number;
  const least = terms.map(countOf).sort()[terms.length - most] as number;
  const more = terms.filter((term) => countOf(term) > least);
  const nameOf = (term: number) => names[term] as string;
  const asMany = terms
    .filter((term) => countOf(term) === least)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return Uint32Array.from([...more, ...asMany.subarray(0, most - more.length)]);
}

/** Of each of all terms, its place among some; -1 for the others. */
export function placesOf(terms: ArrayLike<number>, all: number): Int32Array {
  const places = new Int32Array(all).fill(-1);
  for (let place = 0; place < terms.length; place++) places[terms[place] as number] = place;
  return places;
}
