import { termsOf } from './terms.ts';

/** A text by the numbers of its terms, and how often each is in it. */
export interface CountedText {
  readonly text: string;
  readonly terms: Uint32Array;
  readonly counts: Uint32Array;
}

/** Texts whose terms are numbered in common, so that each is read once however often they are learned from. */
export interface CountedTexts {
  /** every term, by its number: in the order in which they were met */
  readonly names: readonly string[];
  readonly texts: readonly CountedText[];
}

/** @param withParts as `termsOf` has it */
export function countTerms(texts: readonly string[], withParts = false): CountedTexts {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  const counted = texts.map((text): CountedText => {
    const counts = termsOf(text, withParts);
    return {
      text,
      terms: Uint32Array.from(counts.keys(), numberOf),
      counts: Uint32Array.from(counts.values()),
    };
  });
  return { names: [...numbers.keys()], texts: counted };
}

/** Some of the texts, under the same numbers. */
export const textsWhere = (all: CountedTexts, isKept: (place: number) => boolean): CountedTexts => ({
  names: all.names,
  texts: all.texts.filter((_, place) => isKept(place)),
});
