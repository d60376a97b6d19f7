import { people } from '../../bench/people.ts';
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
