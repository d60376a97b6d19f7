import { leastDoubted } from './cutOffs.ts';
import type { Feature } from './features.ts';
import type { DoubtReason } from './reviewReasons.ts';
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

/** SQL: a reason, checked to be one. */
const code = (reason: DoubtReason) => `'${reason}'`;

/**
 * A SELECT of `match_shared_weights`, by record ids (l, r, kinds, weight, is_of_two, reason): the pairs that share an identifier
 * or a reference and are all the same two people: for good (`is_of_two`), by their names (a family's phone; Jr and Sr) or by
 * when they were born; or unless a third record joins them, by everything else, or since one had given up the telephone
 * before the other was known by it, and no name says that they are one: numbers are given out again. Where no field of the
 * two can be compared, nothing speaks against it.
 */
export function doubtSql(features: readonly Feature[], isFitted: boolean): string {
  const isRefuted = isFitted
    ? `w.compared <> 0 and coalesce(w.weight, ${noMatch}) < ${leastDoubted}`
    : isUnlikeSql(features);
  return `
    select l, r, kinds, weight, is_namesake or is_born_apart or is_named_apart as is_of_two,
      case
        when is_namesake then ${code('shared_suffixes')}
        when is_handed_on then ${code('shared_given_up')}
        when is_born_apart then ${code('shared_born_apart')}
        when is_named_apart then ${code('shared_given_names')}
        when is_refuted then ${code('shared_refuted')}
      end as reason
    from (
      select a.key as l, b.key as r, w.kinds, w.weight, ${isRefuted} as is_refuted, ${isNamesakeSql(features)} as is_namesake,
        ${isOfFamilies} and ${isBornApartSql(features, 'a', 'b')} as is_born_apart, ${isOfTwoSql(features, 'a', 'b')} as is_named_apart,
        w.is_handed_on and not ${isAlikeSql(features)} as is_handed_on
      from match_shared_weights as w
      join match_records as a on a.rid = w.l
      join match_records as b on b.rid = w.r)
    where reason is not null`;
}
