import type { ReviewReason } from './reviewReasons.ts';

/** A pair of source records for a steward to look at, by record ids. */
export interface Review {
  readonly left: number;
  readonly right: number;
  /** log2 odds of one person; null where nothing was weighed, or too little to be a match */
  readonly weight: number | null;
  readonly reason: ReviewReason;
  /** of what they share, where the reason is about that; what they share counts as equal in the weight */
  readonly kinds: readonly string[];
}

export type ReviewedPair = Pick<Review, 'left' | 'right'>;

export const keyOf = ({ left, right }: ReviewedPair): string => `${left} ${right}`;

/** Where pairs to review come from. A pair is listed once: a later one takes the place of an earlier one. */
const origins = [
  /** one customer who may be twins */
  'alike',
  /** what the matcher is unsure of */
  'unsure',
  /** of groups that are alike somewhere and not as a whole */
  'refuted',
  /** they share an identifier as two people */
  'doubted',
  /** decisions that contradict others */
  'contradicting',
] as const;

export type FoundReviews = Readonly<Record<(typeof origins)[number], readonly Review[]>>;

/** What has become of pairs otherwise, by `keyOf`. */
export interface KnownPairs {
  /** a decision stands about them */
  readonly decided: ReadonlySet<string>;
  /** they are one customer */
  readonly joined: ReadonlySet<string>;
  /** an identifier joins them */
  readonly linked: ReadonlySet<string>;
}

/** Reasons that what became of a pair may settle. */
const settledBy: Readonly<Partial<Record<ReviewReason, (key: string, known: KnownPairs) => boolean>>> = {
  // whom something else joined, an identifier say, is not kept apart
  apart_in_spite: (key, { joined }) => joined.has(key),
  // and who is kept apart by something else is not held together
  held_by_little: (key, { joined }) => !joined.has(key),
  // nor is uncertain who shares an identifier, and nothing speaks against it
  uncertain_pair: (key, { linked }) => linked.has(key),
};

/** Each pair once that is to be looked at, by its records; a decision settles all but that it contradicts another. */
export function reviewList(found: FoundReviews, known: KnownPairs): readonly Review[] {
  const open = new Map<string, Review>();
  for (const one of origins.flatMap((origin) => found[origin])) {
    const key = keyOf(one);
    const isSettled = known.decided.has(key) || (settledBy[one.reason]?.(key, known) ?? false);
    if (one.reason === 'decisions_contradict' || !isSettled) open.set(key, one);
  }
  return [...open.values()].sort((a, b) => a.left - b.left || a.right - b.right);
}
