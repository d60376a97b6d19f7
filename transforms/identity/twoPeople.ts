import type { Feature } from './features.ts';
import { codeSql } from './patternCode.ts';

/** SQL: kinds of identifiers that join two records only where the rest does not speak against it. */
export const doubtable = "('email', 'phone', 'loyalty_id')";

/** SQL over `kinds`, all that two records share: nothing but what families share. */
export const isOfFamilies = "list_has_all(['phone', 'loyalty_id'], kinds)";

/**
 * SQL: what `compared`, a pattern, holds of a feature: 0 where it is missing, 1 where it differs; of the two
 * highest, the lower is one edit apart or the same in pinyin, the highest is equal.
 */
function codeOf(features: readonly Feature[], name: string): string {
  const f = features.findIndex((feature) => feature.name === name);
  return f < 0 ? '0' : codeSql('compared', f);
}

/**
 * An SQL condition over two rows of `match_records`, `compared`, their pattern, and `kinds`, all that they share: their names
 * say that they are two people. Twins share a home, a birth date, a family name and a telephone, and weigh as one
 * person; their given names do not agree. Of two people of one e-mail address, more than that must differ, be
 * their telephone the same or not: an address is one person's far more often.
 */
export function isOfTwoSql(features: readonly Feature[], a: string, b: string): string {
  const differs = (name: string) => `${codeOf(features, name)} = 1`;
  const isUnlike = `${codeOf(features, 'given_name')} between 1 and 2`;
  // a name of one word may be either
  return `(case
    when ${codeOf(features, 'family_name')} = 0 then false
    when ${differs('given_name')} then ${isOfFamilies} or ${differs('gender')} or ${differs('birth_date')}
    when ${differs('family_name')} and (${a}.given_name is null or ${b}.given_name is null) then ${isOfFamilies}
    when ${isUnlike} then ${isOfFamilies} and ${differs('gender')}
    else false end)`;
}

/** An SQL condition over `compared`: a name that both give agrees, the given name first. */
export const isAlikeSql = (features: readonly Feature[]): string => `(case
    when ${codeOf(features, 'given_name')} > 0 then ${codeOf(features, 'given_name')} > 1
    else ${codeOf(features, 'family_name')} > 1 end)`;

/** An SQL condition over `compared`: neither name agrees. */
export const isUnlikeSql = (features: readonly Feature[]): string =>
  `(${codeOf(features, 'given_name')} = 1 and ${codeOf(features, 'family_name')} = 1)`;

/** An SQL condition over `compared`: Jr and Sr, whatever they share. */
export const isNamesakeSql = (features: readonly Feature[]): string =>
  `(${codeOf(features, 'name_suffix')} = 1)`;

/** Years between a parent and a child of one name, at least. */
const generation = 15;

/**
 * An SQL condition over two rows of `match_records` and `compared`: they were born a generation apart, which is no
 * typing error: father and son of one name. The first of January says nothing, since forms put it where a
 * birthday is not known.
 */
export function isBornApartSql(features: readonly Feature[], a: string, b: string): string {
  if (!features.some(({ name }) => name === 'birth_date')) return 'false';
  const year = (row: string) => `try_cast(left(${row}.birth_date, 4) as int)`;
  const isTold = (row: string) => `length(${row}.birth_date) = 8 and right(${row}.birth_date, 4) <> '0101'`;
  return `coalesce(${codeOf(features, 'birth_date')} = 1 and ${isTold(a)} and ${isTold(b)}
    and abs(${year(a)} - ${year(b)}) >= ${generation}, false)`;
}
