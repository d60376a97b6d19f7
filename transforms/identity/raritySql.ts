import { leastLevel, ratioUnder } from './dependence.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { codeSql } from './patterns.ts';

/**
 * SQL: what the rarity of an equal value of feature f adds to the weight of a pair of this pattern, from its weight
 * in `match_rarity` (alias t). Where another field explains the agreement, as a postal code does the town, that the
 * value is rare tells as much less as that it is equal.
 */
export function raritySql(features: readonly FeatureParameters[], f: number, pattern: string): string {
  const of = features[f] as FeatureParameters;
  const equal = of.levels.length - 1;
  const plain = Math.log2(ratioUnder(of, equal, undefined));
  const explained = (of.given ?? []).map((dependence) => {
    const agrees = dependence.when.map(
      (parent) => `${codeSql(pattern, parent)} > ${leastLevel(dependence, features, parent)}`,
    );
    const left = plain > 0 ? Math.log2(ratioUnder(of, equal, dependence)) / plain : 0;
    return `when ${agrees.join(' and ')} then ${left} * t.t${f}`;
  });
  const adds = explained.length > 0 ? `case ${explained.join(' ')} else t.t${f} end` : `t.t${f}`;
  return `case when ${codeSql(pattern, f)} = ${equal + 1} then ${adds} else 0 end`;
}
