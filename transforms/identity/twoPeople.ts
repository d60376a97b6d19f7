import type { MatchParameters } from './parameters.ts';

/**
 * An SQL condition over `compared`, a pattern, and `kind`, the identifier that two records share: their names say that they are
 * two people. Twins share a home, a birth date, a family name and a telephone, and weigh as one person; their given names do
 * not agree. Of two people of one e-mail address, more than that must differ: an address is one person's far more often.
 */
export function isOfTwoSql(parameters: MatchParameters): string {
  const code = (name: string) => {
    const f = parameters.features.findIndex((feature) => feature.name === name);
    return f < 0 ? '0' : `((compared >> ${3 * f}) & 7)`;
  };
  // 0 is missing, 1 differs, and the last two are one edit, or the same in pinyin, and equal
  const differs = (name: string) => `${code(name)} = 1`;
  const isUnlike = `${code('given_name')} between 1 and 2`;
  // a name of one word may be either
  return `(case
    when ${code('family_name')} = 0 then false
    when ${differs('given_name')} then kind = 'phone' or ${differs('gender')} or ${differs('birth_date')}
    when ${isUnlike} then kind = 'phone' and ${differs('gender')}
    else false end)`;
}
