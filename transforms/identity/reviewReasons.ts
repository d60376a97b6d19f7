import type { ReviewPair } from './resolve.ts';

/** Why a pair is listed for a steward. The words for each are made where it is shown. */
export const reviewReasons = [
  'uncertain_pair',
  'held_by_little',
  'apart_in_spite',
  'too_many_records',
  // one customer
  'born_one_day',
  'born_apart',
  // they share an identifier or a reference
  'shared_refuted',
  'shared_suffixes',
  'shared_given_up',
  'shared_born_apart',
  'shared_given_names',
  'decisions_contradict',
] as const;

export type ReviewReason = (typeof reviewReasons)[number];

/** What the matcher notes of a pair. */
export const reasonOfMatch: Readonly<Record<ReviewPair['reason'], ReviewReason>> = {
  'uncertain pair': 'uncertain_pair',
  'held together by little': 'held_by_little',
  'kept apart in spite of a pair that matches': 'apart_in_spite',
  'too many records': 'too_many_records',
};
