import { leastDoubted } from './cutOffs.ts';
import { type Feature } from './patterns.ts';
import {
  isAlikeSql,
  isBornApartSql,
  isNamesakeSql,
  isOfFamilies,
  isOfTwoSql,
  isUnlikeSql,
} from './twoPeople.ts';

/** The weight of a pair that was weighed and has none: too little to be a match. */
export const noMatch = "'-infinity'::double";

/**
 * A SELECT of `match_shared_weights`, by record ids (l, r, kinds, weight): the pairs that share an identifier or a reference and
 * are all the same two people: by everything else (`is_refuted`), by their names (a family's phone; `is_namesake`: Jr and Sr)
 * or by when they were born (`is_born_apart`), all three of them `is_of_two`; or of which one had given up the telephone before
 * the other was known by it, and no name says that they are one (`is_handed_on`): numbers are given out again.
 */
export function doubtSql(features: readonly Feature[], isFitted: boolean): string {
  const isBornApart = `(${isOfFamilies} and ${isBornApartSql(features, 'a', 'b')})`;
  const isNamesake = isNamesakeSql(features);
  return `
    from (
      select a.key as l, b.key as r, w.kinds, w.weight,
        ${isOfTwoSql(features, 'a', 'b')} or ${isBornApart} or ${isNamesake} as is_of_two, ${isBornApart} as is_born_apart,
        ${isNamesake} as is_namesake, w.is_handed_on and not ${isAlikeSql(features)} as is_handed_on,
        ${isFitted ? `coalesce(w.weight, ${noMatch}) < ${leastDoubted}` : isUnlikeSql(features)} as is_refuted
      from match_shared_weights as w
      join match_records as a on a.rid = w.l
      join match_records as b on b.rid = w.r)
    where is_of_two or is_handed_on or is_refuted`;
}
