import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { type AgreeingPairs, agreeingIn, agreementsAsked, alikePairs, drawnPairs } from './agreeingPairs.ts';
import { planBlocking } from './blockingRules.ts';
import { type Blocking, createCandidates } from './candidates.ts';
import { clusters } from './clusters.ts';
import type { ComparedGroups } from './comparedGroups.ts';
import { createPairs } from './createPairs.ts';
import { defaultThreshold, surePeople } from './cutOffs.ts';
import { findDependences } from './dependence.ts';
import { createDraw } from './draw.ts';
import { readEdges } from './edges.ts';
import { fitMixture, startMixture } from './expectationMaximisation.ts';
import { comparedFields, type Feature, featuresOf } from './features.ts';
import { countHeld, createPeople } from './frequencies.ts';
import { measuresOf } from './measures.ts';
import { noiseAsked, noiseFields } from './noiseFields.ts';
import type { MatchField, ReadRecords } from './normalise.ts';
import { findOwnFields, ownAsked } from './ownFields.ts';
import { randomPairsOf, randomPairsSql, totalPairs } from './pairSpace.ts';
import type { MatchParameters } from './parameters.ts';
import { patternCounts } from './patternCounts.ts';
import { type PatternCounts, patternTable } from './patternTable.ts';
import { dropPlaceholders, findPlaceholders } from './placeholders.ts';
import { posteriors } from './posteriors.ts';
import { ratioPlaces } from './ratioPlaces.ts';
import { createEdges, createWeights } from './score.ts';
import { tellingPatterns } from './strangers.ts';

/** Tables of at most this many pairs are compared whole. */
const wholePairs = 600_000;
/** Of others, so many pairs a record are compared, where records are many; where they are few, so many of them all. */
const pairsPerRecord = 8;
const mostOfFew = 2_000_000;
const pairsPerRecordOfFew = 40;
const leastBudget = 500_000;
/** The share of them that one full block may give, and the records that it may have whatever the budget. */
const blockShare = 0.01;
const leastBlock = 200;

/**
 * How exact the fit of each round is. Dependences are found under the parameters of the round before, the first time
 * under what is expected of matches.
 */
const tolerances = [1e-3, 1e-5] as const;

/** See `MatchParameters.leastHouseholds`. */
const unseenHouseholds = 0.25;

/** Before data are seen, one record in four is thought to repeat another. */
const expectedMatchesPerRecord = 0.25;

export type Note = (what: string) => void;

export interface FitOptions {
  readonly isLink: boolean;
  readonly threshold?: number;
  /** see `MatchParameters.leastHouseholds`; a quarter unless said otherwise, since records may come later */
  readonly leastHouseholds?: number;
  readonly note?: Note;
  /** learns the patterns of all candidates, so that each is weighed once under the parameters */
  readonly compared: ComparedGroups;
}

/**
 * Fits all parameters to `match_records`, without labels: blocking rules, the mixture of patterns, and, from
 * the people that it finds for sure, how common values are among people. Leaves `match_pairs` (l, r, pattern)
 * of all candidates.
 */
export async function fitParameters(
  connection: DuckDBConnection,
  { fields, conventions }: ReadRecords,
  options: FitOptions,
): Promise<MatchParameters> {
  const {
    isLink,
    compared,
    threshold = defaultThreshold,
    leastHouseholds = unseenHouseholds,
    note = () => undefined,
  } = options;
  const features = featuresOf(fields);
  const placeholders = await findPlaceholders(connection, fields);
  await dropPlaceholders(connection, 'match_records', fields, placeholders);
  await createDraw(connection, fields);
  const pairs = await comparePairs(connection, fields, features, isLink, note);
  const mixture = fitFeatures(features, pairs);
  const { lambda, lambdaHousehold, moved, features: fitted } = mixture;
  note(
    `mixture fitted in ${mixture.iterations} rounds${mixture.converged ? '' : ', and would change with more'}`,
  );
  const first: MatchParameters = {
    fields,
    conventions,
    blocking: pairs.blocking,
    lambda,
    lambdaHousehold,
    moved,
    features: fitted,
    frequencies: {},
    shared: placeholders,
    leastHouseholds,
    threshold,
  };
  compared.patterns.add(pairs.seen.patterns);
  await findPeople(connection, first, compared);
  const { frequencies, shared } = await countHeld(connection, features);
  note('frequencies counted');
  return { ...first, frequencies, shared: [...placeholders, ...shared] };
}

/** What pairs of records look like, by their patterns. */
interface ComparedPairs {
  readonly blocking: Blocking;
  readonly records: number;
  /** of all records */
  readonly pairs: number;
  /** of the candidates */
  readonly seen: PatternCounts;
  /** of pairs at random */
  readonly drawn: PatternCounts;
  /** of pairs that agree on one thing, which tell what goes with it */
  readonly agreeing: readonly AgreeingPairs[];
  /** fields of no known kind that are a person's own (`findOwnFields`) */
  readonly own: ReadonlySet<number>;
}

/**
 * Chooses blocking rules, and compares their candidates, pairs at random and pairs that agree on one thing.
 * Makes `match_pairs`.
 */
async function comparePairs(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
  features: readonly Feature[],
  isLink: boolean,
  note: Note,
): Promise<ComparedPairs> {
  const measures = await measuresOf(connection, features);
  const total = await totalPairs(connection, isLink);
  const [counted] = await rows<{ n: number }>(connection, 'select count(*)::double as n from match_records');
  const records = counted?.n ?? 0;
  const ofFew = Math.min(mostOfFew, pairsPerRecordOfFew * records);
  const budget = Math.max(leastBudget, ofFew, pairsPerRecord * records);
  const isWhole = total <= wholePairs;
  const { random, agreeing } = await drawnPairs(
    connection,
    features,
    measures,
    isLink,
    [...agreementsAsked(features), ...(isWhole ? [] : noiseAsked(features)), ...ownAsked(features)],
    isWhole ? undefined : await randomPairsSql(connection, randomPairsOf(total), isLink),
  );
  note('random and agreeing pairs compared');
  const noise = random ? noiseFields(features, random, agreeing) : new Set();
  const telling = comparedFields(fields).filter(({ name }) => !noise.has(name));
  const rules = isWhole ? [] : await planBlocking(connection, telling, budget, isLink);
  note(`blocking rules chosen: ${rules.length}`);
  const blockLimit = Math.max(leastBlock, Math.ceil(Math.sqrt(2 * blockShare * budget)));
  const blocking = { isWhole, rules, blockLimit, stopped: [] };
  const { counts, stopped } = await createCandidates(connection, blocking, { isLink });
  note('candidates found');
  await createPairs(connection, features, measures);
  note('candidates compared');
  const seen = await patternCounts(connection, 'select pattern from match_pairs');
  const drawn = random ?? seen;
  return {
    blocking: { ...blocking, stopped, counts },
    records,
    pairs: Math.max(1, total),
    seen,
    drawn,
    agreeing: [...agreeingIn(agreeing, agreementsAsked(features)), ...alikePairs(features, drawn)],
    own: findOwnFields(features, patternTable(drawn, features.length), agreeing),
  };
}

/**
 * The mixture of the patterns, with what agrees together by more than chance found under the fit of the round
 * before, from which the next goes on.
 */
function fitFeatures(
  features: readonly Feature[],
  { records, pairs, seen, drawn, agreeing, own }: ComparedPairs,
) {
  const expected = { matches: records * expectedMatchesPerRecord, own };
  const ofSeen = tellingPatterns(features, seen);
  const ofDrawn = tellingPatterns(features, drawn);
  let mixture = startMixture(features, ofDrawn, pairs, expected);
  for (const tolerance of tolerances) {
    const { features: known, ...shares } = mixture;
    const dependences = findDependences(
      known,
      features.map(({ kind }) => kind),
      agreeing,
      (patterns, without) =>
        posteriors(ratioPlaces(patterns.levels, known), known, shares, { without }).match,
    );
    mixture = fitMixture(features, ofSeen, ofDrawn, pairs, {
      ...expected,
      dependences,
      from: mixture,
      tolerance,
    });
  }
  return mixture;
}

/** Makes `match_people` of the pairs that are one person for sure, under parameters without frequencies. */
async function findPeople(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  compared: ComparedGroups,
): Promise<void> {
  await createWeights(connection, parameters, compared.weighed(parameters));
  await createEdges(connection, parameters, surePeople);
  await createPeople(connection, clusters(await readEdges(connection, surePeople)));
}
