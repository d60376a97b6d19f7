import type { ListedReason, ReviewReason } from '../../../transforms/identity/index.ts';

const words: Readonly<Record<ReviewReason, string>> = {
  uncertain_pair: 'uncertain pair',
  held_by_little: 'held together by little',
  apart_in_spite: 'kept apart in spite of a pair that matches',
  too_many_records: 'too many records in one group',
  born_one_day: 'born on one day, under two given names',
  born_apart: 'of one name, born a generation apart',
  shared_refuted: 'the rest speaks against it',
  shared_suffixes: 'under suffixes of two people',
  shared_born_apart: 'born a generation apart',
  shared_given_names: 'under two given names',
  shared_given_up: 'given up before the other was known by it',
  decisions_contradict: 'decisions contradict each other',
};

/** `they share email and phone, under two given names` */
export function reviewReason({ reason, shared_kinds }: ListedReason): string {
  const why = words[reason];
  if (shared_kinds === null) return why;
  const kinds = shared_kinds.split(',').map((kind) => (kind === 'reference' ? 'a reference' : kind));
  return `they share ${kinds.join(' and ')}, ${why}`;
}
