import { type PeopleOptions, type PersonRecord, people } from '../../bench/people.ts';
import type { PersonRow } from './matched.ts';

/** So many records of western people, three in ten of whom have copies with slips; `who` says whose each is. */
export const crowdOf = (records: number): readonly PersonRow[] =>
  [
    ...people({
      seed: 21,
      records,
      mostCopies: 3,
      copyRate: 0.3,
      typoRate: 0.1,
      missingRate: 0.1,
      swapRate: 0.03,
      changeRate: 0.05,
      householdRate: 0.1,
      style: 'western',
    }),
  ].map(({ cluster, ...row }) => ({ ...row, who: cluster }));

/**
 * So many records of people of whom half have one copy with few slips: enough that a build can fit a model to them.
 * @param householdRate the share who live with somebody
 */
export const copiedOnce = (
  records: number,
  style: PeopleOptions['style'],
  householdRate = 0,
): readonly PersonRecord[] => [
  ...people({
    seed: 5,
    records,
    mostCopies: 2,
    copyRate: 0.5,
    typoRate: 0.08,
    missingRate: 0.05,
    swapRate: 0,
    changeRate: 0.02,
    householdRate,
    style,
  }),
];
