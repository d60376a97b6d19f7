import type { DuckDBConnection } from '@duckdb/node-api';
import { pairsAgreeingIn } from './agreeingPairs.ts';
import type { Feature } from './features.ts';
import { identifierKinds } from './fields.ts';
import { levelOf } from './patternCode.ts';
import type { Measures } from './patternSql.ts';
import type { PatternCounts } from './patternTable.ts';

/** Agreement of so many times what random pairs show, and so much beyond it, is no noise. */
const leastLift = 1.2;
const leastMore = 0.02;
/** With fewer pairs nothing is said of a field. */
const fewestPairs = 100;

/**
 * The fields of no known kind in which records that share an e-mail address, a telephone, a birth date or both
 * names agree no oftener than any two: how a row came in, when, a score. No rule that needs them finds matches.
 * @param drawn the patterns of random pairs
 * @returns names of fields
 */
export async function noiseFields(
  connection: DuckDBConnection,
  features: readonly Feature[],
  measures: Measures,
  drawn: PatternCounts,
  isLink: boolean,
): Promise<ReadonlySet<string>> {
  const asked = features.flatMap(({ kind }, f) => (kind === 'other' ? [f] : []));
  const placeOf = (wanted: string) => features.findIndex(({ name }) => name === wanted);
  const names = ['given_name', 'family_name'].map(placeOf);
  const conditions = [
    ...features.flatMap(({ kind }, f) =>
      kind && (identifierKinds.has(kind) || kind === 'birth_date') ? [[f]] : [],
    ),
    ...(names.every((f) => f >= 0) ? [names] : []),
  ];
  if (asked.length === 0 || conditions.length === 0) return new Set();
  const agreeing = await pairsAgreeingIn(connection, features, measures, isLink, conditions);
  const isNoise = (f: number) => {
    const { share: random } = agreementIn(drawn, features, f);
    const told = agreeing.map(({ pairs }) => agreementIn(pairs, features, f));
    const known = told.filter(({ compared }) => compared >= fewestPairs);
    return (
      known.length > 0 && known.every(({ share }) => share < Math.max(leastLift * random, random + leastMore))
    );
  };
  return new Set(asked.filter(isNoise).map((f) => features[f]?.name ?? ''));
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
