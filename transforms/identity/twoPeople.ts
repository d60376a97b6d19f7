import type { MatchParameters } from './parameters.ts';
import { codeSql } from './patterns.ts';

/**
 * SQL: what `compared`, a pattern, holds of a feature: 0 where it is missing, 1 where it differs; of the two
 * highest, the lower is one edit apart or the same in pinyin, the highest is equal.
 */
function codeOf(parameters: MatchParameters, name: string): string {
  const f = parameters.features.findIndex((feature) => feature.name === name);
  return f < 0 ? '0' : codeSql('compared', f);
}

/**
 * An SQL condition over `compared`, a pattern, and `kind`, the identifier that two records share: their names
 * say that they are two people. Twins share a home, a birth date, a family name and a telephone, and weigh as
 * one person; their given names do not agree. Of two people of one e-mail address, more than that must
 * differ: an address is one person's far more often.
 */
export function isOfTwoSql(parameters: MatchParameters): string {
  const differs = (name: string) => `${codeOf(parameters, name)} = 1`;
  const isUnlike = `${codeOf(parameters, 'given_name')} between 1 and 2`;
  // a name of one word may be either
  return `(case
    when ${codeOf(parameters, 'family_name')} = 0 then false
    when ${differs('given_name')} then kind = 'phone' or ${differs('gender')} or ${differs('birth_date')}
    when ${isUnlike} then kind = 'phone' and ${differs('gender')}
    else false end)`;
}

/** An SQL condition over `compared`: Jr and Sr, whatever they share. */
export const isNamesakeSql = (parameters: MatchParameters): string =>
  `(${codeOf(parameters, 'name_suffix')} = 1)`;

/** Years between a parent and a child of one name, at least. */
const generation = 15;

/**
 * An SQL condition over two rows of `match_records` that share a telephone, and `compared`: they were born a
 * generation apart, which is no typing error: father and son of one name. The first of January says nothing,
 * since forms put it where a birthday is not known.
 */
export function isBornApartSql(parameters: MatchParameters, a: string, b: string): string {
  const year = (row: string) => `try_cast(left(${row}.birth_date, 4) as int)`;
  const isTold = (row: string) => `length(${row}.birth_date) = 8 and right(${row}.birth_date, 4) <> '0101'`;
  return `coalesce(kind = 'phone' and ${codeOf(parameters, 'birth_date')} = 1 and ${isTold(a)} and ${isTold(b)}
    and abs(${year(a)} - ${year(b)}) >= ${generation}, false)`;
}
