import { type AgreeingPairs, agreeingIn } from './agreeingPairs.ts';
import type { Feature } from './features.ts';
import { personalKinds } from './fields.ts';
import { levelOf } from './patternCode.ts';
import type { PatternTable } from './patternTable.ts';
import { estimateU } from './strangers.ts';

/**
 * Two strangers agree this seldom in a field whose values are of one person or few: an account, a page of
 * one's own, an employer.
 */
const rare = 0.03;
/** What more of the strangers show is no agreement, though it be a level of its own: births of neighbouring years. */
const telling = 0.1;
/** Of the pairs that agree in it so many at most are of two people, where it is each one's own. */
const mostOfTwo = 0.5;

/** Fields of no known kind. */
export const ownAsked = (features: readonly Feature[]): readonly (readonly number[])[] =>
  features.flatMap(({ kind }, f) => (kind === 'other' ? [[f]] : []));

/**
 * Which fields of no known kind are a person's own, as an account is, and not shared as an employer is: their
 * values are of few, and those who share one do not mostly differ in all that is their own.
 * @param drawn the patterns of random pairs
 * @param agreeing those of pairs that agree in what is asked (`ownAsked`), and others
 * @returns places of features
 */
export function findOwnFields(
  features: readonly Feature[],
  drawn: PatternTable,
  agreeing: readonly AgreeingPairs[],
): ReadonlySet<number> {
  const u = estimateU(features, drawn);
  const isOfFew = ([f = 0]: readonly number[]) => (u[f]?.at(-1) ?? 1) < rare;
  const personal = features.flatMap(({ kind, household }, f) =>
    kind && personalKinds.has(kind) && (!household || kind === 'email') ? [f] : [],
  );
  return new Set(
    agreeingIn(agreeing, ownAsked(features).filter(isOfFew)).flatMap(
      ({ when, pairs: { patterns, counts } }) => {
        let [compared, ofTwo] = [0, 0];
        patterns.forEach((pattern, i) => {
          const agreements = personal.flatMap((f) => {
            const level = levelOf(pattern, f);
            return level < 0 ? [] : [level > 0 && (u[f]?.[level] ?? 1) < telling];
          });
          if (agreements.length === 0) return;
          compared += counts[i] as number;
          if (!agreements.includes(true)) ofTwo += counts[i] as number;
        });
        return compared > 0 && ofTwo <= mostOfTwo * compared ? when : [];
      },
    ),
  );
}
