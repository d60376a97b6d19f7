import type { Dependence, FeatureParameters } from './featureParameters.ts';
import { leastLevel, ratioUnder } from './likelihoodRatio.ts';
import { codeSql } from './patternCode.ts';

/**
 * How much of the rarity of an equal value is left where another field explains the agreement, as a postal code does
 * the town: that the value is rare tells as much less as that it is equal.
 */
function leftUnder(of: FeatureParameters, dependence: Dependence | undefined): number {
  if (!dependence) return 1;
  const equal = of.levels.length - 1;
  const plain = Math.log2(ratioUnder(of, equal, undefined));
  return plain > 0 ? Math.log2(ratioUnder(of, equal, dependence)) / plain : 0;
}

/**
 * The column of `match_rarity` with the rarity of feature f, of a pair whose names are exchanged (`is_exchanged`) or not: then
 * of the two orders the likelier one counts.
 */
export const rarityColumn = ({ name }: FeatureParameters, f: number, isExchanged = false): string =>
  isExchanged && (name === 'given_name' || name === 'family_name') ? `u${f}` : `t${f}`;

/** What the rarity of a value is multiplied by at a level of its feature: 0 where values are not equal. */
export const rarityLeft = (
  of: FeatureParameters,
  level: number,
  dependence: Dependence | undefined,
): number => (level === of.levels.length - 1 ? leftUnder(of, dependence) : 0);

/**
 * SQL: what the rarity of an equal value of feature f adds to the weight of a pair of this pattern (alias p): its weight in
 * `match_rarity` (alias t) times `rarityLeft`.
 */
export function raritySql(features: readonly FeatureParameters[], f: number, pattern: string): string {
  const of = features[f] as FeatureParameters;
  const [plain, exchanged] = [rarityColumn(of, f), rarityColumn(of, f, true)];
  const told =
    plain === exchanged ? `t.${plain}` : `case when p.is_exchanged then t.${exchanged} else t.${plain} end`;
  const explained = (of.given ?? []).map((dependence) => {
    const agrees = dependence.when.map(
      (parent) => `${codeSql(pattern, parent)} > ${leastLevel(dependence, features, parent)}`,
    );
    return `when ${agrees.join(' and ')} then ${leftUnder(of, dependence)} * (${told})`;
  });
  const adds = explained.length > 0 ? `case ${explained.join(' ')} else ${told} end` : told;
  return `case when ${codeSql(pattern, f)} = ${of.levels.length} then ${adds} else 0 end`;
}
