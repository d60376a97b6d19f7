import { type AgreeingPairs, agreeingIn } from './agreeingPairs.ts';
import type { Feature } from './features.ts';
import { identifierKinds } from './fields.ts';
import { levelOf } from './patternCode.ts';
import type { PatternCounts } from './patternTable.ts';

/** Agreement of so many times what random pairs show, and so much beyond it, is no noise. */
const leastLift = 1.2;
const leastMore = 0.02;
/** With fewer pairs nothing is said of a field. */
const fewestPairs = 100;

const isAsked = ({ kind }: Feature): boolean => kind === 'other';

/** What the pairs agree in that fields of no known kind are held against; nothing where there are none. */
export function noiseAsked(features: readonly Feature[]): readonly (readonly number[])[] {
  if (!features.some(isAsked)) return [];
  const placeOf = (wanted: string) => features.findIndex(({ name }) => name === wanted);
  const names = ['given_name', 'family_name'].map(placeOf);
  return [
    ...features.flatMap(({ kind }, f) =>
      kind && (identifierKinds.has(kind) || kind === 'birth_date') ? [[f]] : [],
    ),
    ...(names.every((f) => f >= 0) ? [names] : []),
  ];
}

/**
 * The fields of no known kind in which records that share an e-mail address, a telephone, a birth date or both
 * names agree no oftener than any two: how a row came in, when, a score. No rule that needs them finds matches.
 * @param drawn the patterns of random pairs
 * @param agreeing those of pairs that agree in what is asked (`noiseAsked`), and others
 * @returns names of fields
 */
export function noiseFields(
  features: readonly Feature[],
  drawn: PatternCounts,
  agreeing: readonly AgreeingPairs[],
): ReadonlySet<string> {
  const ofOnePerson = agreeingIn(agreeing, noiseAsked(features));
  const isNoise = (f: number) => {
    const { share: random } = agreementIn(drawn, features, f);
    const told = ofOnePerson.map(({ pairs }) => agreementIn(pairs, features, f));
    const known = told.filter(({ compared }) => compared >= fewestPairs);
    return (
      known.length > 0 && known.every(({ share }) => share < Math.max(leastLift * random, random + leastMore))
    );
  };
  return new Set(features.flatMap((one, f) => (isAsked(one) && isNoise(f) ? [one.name] : [])));
}

/** The share of the pairs that give both values of a feature in which these are equal. */
function agreementIn({ patterns, counts }: PatternCounts, features: readonly Feature[], f: number) {
  const top = (features[f]?.comparison.levels.length ?? 0) - 1;
  let [compared, equal] = [0, 0];
  patterns.forEach((pattern, row) => {
    const level = levelOf(pattern, f);
    if (level < 0) return;
    compared += counts[row] as number;
    if (level === top) equal += counts[row] as number;
  });
  return { compared, share: compared > 0 ? equal / compared : 0 };
}
