import { notFalling } from '../../models/numeric/index.ts';
import type { Feature } from './features.ts';

/** Pseudo-counts of matches behind the prior of m, so that a handful of matches cannot throw it over. */
export const priorMatches = 8;

/** What is expected of m: a column of which nothing is known may be of the person, or noise. */
export const priorOf = ({ kind, comparison: { prior } }: Feature, u: readonly number[]): readonly number[] =>
  kind === 'other' ? prior.map((share, level) => (share + (u[level] ?? 0)) / 2) : prior;

/**
 * m with no more difference than a match may show: records of one person have its name and its birth date,
 * mostly. A class of pairs that live in one town and have one given name is no class of matches, however well
 * it fits; what it says of the other levels is worth no more, so they are what was expected.
 */
export function agreeing(
  m: readonly number[],
  { prior, mostDiffering = 1 }: Feature['comparison'],
): readonly number[] {
  if ((m[0] ?? 0) <= mostDiffering) return m;
  const rest = (1 - mostDiffering) / (1 - (prior[0] ?? 0));
  return prior.map((share, level) => (level === 0 ? mostDiffering : share * rest));
}

/** The m nearest to the one given (levels weighted by u) for which m/u does not fall with the level. */
export function rising(m: readonly number[], u: readonly number[]): number[] {
  const ratios = notFalling(
    m.map((value, level) => value / (u[level] ?? 0)),
    u,
  );
  return u.map((value, level) => value * (ratios[level] as number));
}

/**
 * A second given name is wrong wherever the whole name is, so it differs no more rarely than the first does: of the few
 * pairs in which both are told it would be found never to.
 */
export function differingAsTheFirst(
  features: readonly Feature[],
  m: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const [first, ...further] = features.flatMap(({ kind }, f) => (kind === 'given_name' ? [f] : []));
  const least = m[first ?? -1]?.[0] ?? 0;
  return m.map((row, f) => {
    const [differing = 0] = row;
    if (!further.includes(f) || differing >= least) return row;
    return row.map((share, level) => (level === 0 ? least : (share * (1 - least)) / (1 - differing)));
  });
}
