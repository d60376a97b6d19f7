import { literal } from '../../warehouse/index.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { coincidences } from './fields.ts';
import type { MatchParameters } from './parameters.ts';
import { withCodeSql } from './patternCode.ts';

/** Identifiers that are fields as well, where at least two values occur. */
const ofFields = ['email', 'phone'];

/** Identifiers and references that two records may share and no field compares. */
const ofNoField = ['loyalty_id', 'order', 'coupon'];

/** The feature that stands for all that is shared and not compared. */
export const uncompared = 'uncompared';

/** Of the pairs at random that share such a thing, so many are two people of two homes for each that is one person. */
const sharedByTwo = 0.05;

/** How often records of one person that both give one give the same. */
const kept = 0.9;

/**
 * The parameters with a feature, the last, for what two records share and no field compares. No pairs drawn at random
 * tell how often two people share a card or an order, so u is told by the pairs that are one person: of those that share
 * one, nearly all are.
 */
export function withUncompared(parameters: MatchParameters): MatchParameters {
  const u = sharedByTwo * kept * parameters.lambda;
  const feature: FeatureParameters = {
    name: uncompared,
    levels: ['differs', 'equal'],
    household: true,
    role: 'identifier',
    coincidence: coincidences.email ?? 1,
    ...(parameters.features.some(({ isOwn }) => isOwn) ? { isOwn: true as const } : {}),
    m: [1 - kept, kept],
    u: [1 - u, u],
  };
  return { ...parameters, features: [...parameters.features, feature] };
}

/** By feature, the kinds of what two records share that it tells to be equal. */
export function sharedKinds(features: readonly FeatureParameters[]): readonly (readonly string[])[] {
  const isCompared = (kind: string) => features.some(({ name }) => name === kind);
  return features.map(({ name }) => {
    if (name === uncompared) return [...ofNoField, ...ofFields.filter((kind) => !isCompared(kind))];
    return ofFields.includes(name) ? [name] : [];
  });
}

/**
 * SQL: a pattern with all that two records share, now or once, counted as equal.
 * @param kinds SQL, the list of the kinds of what they share
 */
export function asSharedSql(features: readonly FeatureParameters[], pattern: string, kinds: string): string {
  const raised = sharedKinds(features).flatMap((of, f) => {
    const equal = features[f]?.levels.length ?? 0;
    if (of.length === 0) return [];
    return `case when list_has_any(${kinds}, [${of.map(literal).join(', ')}]) then ${withCodeSql(pattern, f, equal)} - ${pattern} else 0 end`;
  });
  return [pattern, ...raised].join(' + ');
}
