/** A pattern is one whole number: three bits a feature, 0 for missing, else the level plus 1. */
export const bits = 3;
export const patternBase = 2 ** bits;

/** Doubles hold 53 bits exactly, so a pattern has room for this many features. */
export const mostFeatures = Math.floor(53 / bits);

/** SQL: what a pattern holds of a feature, 0 for missing, else the level plus 1. */
export const codeSql = (pattern: string, feature: number): string =>
  `((${pattern} >> ${bits * feature}) & ${patternBase - 1})`;

/** SQL: the pattern with another code of a feature. */
export const withCodeSql = (pattern: string, feature: number, code: number): string =>
  `(${pattern} - (${codeSql(pattern, feature)} << ${bits * feature}) + ${code * patternBase ** feature})`;

/**
 * What the code of a feature is multiplied by in a pattern: one more than a table has at most, for what no field
 * compares (`uncompared.ts`), whose codes of 2 at most still fit.
 */
const powers = Array.from({ length: mostFeatures + 1 }, (_, feature) => patternBase ** feature);

export const levelOf = (pattern: number, feature: number): number =>
  (Math.floor(pattern / (powers[feature] as number)) % patternBase) - 1;
