/** What the matcher is unsure of. */
const matchReasons = ['uncertain_pair', 'held_by_little', 'apart_in_spite', 'too_many_records'] as const;

/** One customer who may be two people. */
const lookalikeReasons = ['born_one_day', 'born_apart'] as const;

/** They share an identifier or a reference, and are two people all the same. */
const doubtReasons = [
  'shared_refuted',
  'shared_suffixes',
  'shared_given_up',
  'shared_born_apart',
  'shared_given_names',
] as const;

/** Why a pair is listed for a steward. The words for each are made where it is shown. */
export const reviewReasons = [
  ...matchReasons,
  ...lookalikeReasons,
  ...doubtReasons,
  'decisions_contradict',
] as const;

/** Of those, whom no third record joins. */
export const forGood: readonly DoubtReason[] = ['shared_suffixes', 'shared_born_apart', 'shared_given_names'];

export type MatchReason = (typeof matchReasons)[number];
export type LookalikeReason = (typeof lookalikeReasons)[number];
export type DoubtReason = (typeof doubtReasons)[number];
export type ReviewReason = (typeof reviewReasons)[number];
