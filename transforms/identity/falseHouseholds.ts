import type { DuckDBConnection } from '@duckdb/node-api';
import { agglomerate } from './agglomerate.ts';
import type { ComparedGroups, Group } from './comparedGroups.ts';
import { type ComparedEvidence, evidenceOf } from './evidence.ts';
import type { Feature } from './features.ts';
import { personalKinds } from './fields.ts';
import { grouped } from './grouped.ts';
import type { MatchParameters } from './parameters.ts';
import { levelOf } from './patternCode.ts';
import type { PatternNumbers } from './patternNumbers.ts';
import { tallied } from './patternTable.ts';
import { weightOf } from './weighing.ts';

/** Pairs of one household behind the share that is kept: of fewer nothing is learned. */
const priorPairs = 8;
/** Fewer households for each match change nobody. */
const fewestPerMatch = 0.02;
/**
 * The parameters with the share of pairs of one household that groups of records bear out. By itself a pair that shares a
 * home and differs in name or birth date may be two people, or two records of one in which these are wrong; where people
 * have many conflicting records EM takes the second for the first. Their groups tell: what is somebody's own other records
 * of theirs say too, and what is wrong no other says. So of the pairs that look like two of one household, and of whose
 * groups other records say something, as many are kept as differ in what others of either group confirm.
 * @param groups records that hang together, of which some are one person; compared in one go and kept in `compared`
 * @param few those that are looked at here
 */
export async function withoutFalseHouseholds(
  connection: DuckDBConnection,
  groups: readonly Group[],
  few: ReadonlySet<Group>,
  features: readonly Feature[],
  parameters: MatchParameters,
  compared: ComparedGroups,
): Promise<MatchParameters> {
  const { lambda, lambdaHousehold, threshold } = parameters;
  if (lambdaHousehold < fewestPerMatch * lambda) return parameters;
  const own = features.flatMap(({ kind, household }, f) =>
    kind && personalKinds.has(kind) && !household ? [f] : [],
  );
  const least = weightOf(threshold);
  /** by the number of a pattern, how many pairs show it of whose difference others say something, and confirm it */
  const told: number[] = [];
  const confirmed: number[] = [];
  const all = evidenceOf(connection, groups, features, parameters, compared);
  for await (const { component, evidence } of all) {
    if (!few.has(component)) continue;
    const { groups: people } = agglomerate(evidence, least);
    countDifferences(new Differences(people, evidence, compared.patterns, own), { told, confirmed });
  }
  const expected = (counts: readonly number[]): number => {
    const found = tallied(compared.patterns, counts);
    const weighed = compared.weighed(parameters);
    return found.patterns.reduce(
      (sum, pattern, i) =>
        sum + (found.counts[i] as number) * weighed.householdProbability(compared.patterns.numberOf(pattern)),
      priorPairs,
    );
  };
  return { ...parameters, lambdaHousehold: (lambdaHousehold * expected(confirmed)) / expected(told) };
}

function countDifferences(
  differences: Differences,
  { told, confirmed }: { readonly told: number[]; readonly confirmed: number[] },
): void {
  for (let i = 0; i < differences.records; i++)
    for (let j = i + 1; j < differences.records; j++) {
      const isConfirmed = differences.isConfirmed(i, j);
      if (isConfirmed === undefined) continue;
      const pattern = differences.pattern(i, j);
      told[pattern] = (told[pattern] ?? 0) + 1;
      if (isConfirmed) confirmed[pattern] = (confirmed[pattern] ?? 0) + 1;
    }
}

/** What other records of the same person say of a value. */
const [nothing, another, theSame] = [0, 1, 2] as const;

/** In what is people's own the records of a group differ, and whether others of the same person bear it out. */
class Differences {
  readonly records: number;
  readonly #evidence: ComparedEvidence;
  readonly #codes: Float64Array;
  readonly #own: readonly number[];
  /** by record and own feature, what others of its person say of its value */
  readonly #said: Uint8Array;

  /** @param people the person of each record */
  constructor(
    people: readonly number[],
    evidence: ComparedEvidence,
    patterns: PatternNumbers,
    own: readonly number[],
  ) {
    this.records = people.length;
    this.#evidence = evidence;
    this.#codes = patterns.from(0);
    this.#own = own;
    this.#said = new Uint8Array(people.length * own.length);
    for (const records of grouped([...people.keys()], (record) => people[record]).values())
      for (let i = 0; i < records.length; i++)
        for (let j = i + 1; j < records.length; j++) this.#hear(records[i] as number, records[j] as number);
  }

  pattern(a: number, b: number): number {
    return this.#evidence.pairs.pattern(a, b);
  }

  /** Whether others confirm, of either record, what two differ in; undefined where they do not, or nobody says anything. */
  isConfirmed(a: number, b: number): boolean | undefined {
    let found: false | undefined;
    const code = this.#codes[this.pattern(a, b)] as number;
    for (let at = 0; at < this.#own.length; at++) {
      if (levelOf(code, this.#own[at] as number) !== 0) continue;
      const least = Math.min(this.#saidOf(a, at), this.#saidOf(b, at));
      if (least === theSame) return true;
      if (least === another) found = false;
    }
    return found;
  }

  #hear(a: number, b: number): void {
    const code = this.#codes[this.pattern(a, b)] as number;
    for (let at = 0; at < this.#own.length; at++) {
      const level = levelOf(code, this.#own[at] as number);
      if (level < 0) continue;
      const says = level === 0 ? another : theSame;
      this.#note(a, at, says);
      this.#note(b, at, says);
    }
  }

  #note(record: number, at: number, says: number): void {
    const place = record * this.#own.length + at;
    if (says > (this.#said[place] as number)) this.#said[place] = says;
  }

  #saidOf(record: number, at: number): number {
    return this.#said[record * this.#own.length + at] ?? nothing;
  }
}
