import type { DuckDBConnection } from '@duckdb/node-api';
import { seededRandom } from '../../models/numeric/index.ts';
import { rows } from '../../warehouse/index.ts';
import { type BlockingKey, blockingKeys } from './blockingKeys.ts';
import type { MatchField } from './normalise.ts';
import { randomPairsOf, randomPairsSql, totalPairs } from './pairSpace.ts';

/** Records that agree on all keys of a rule are compared. */
export interface BlockingRule {
  readonly keys: readonly string[];
  /** SQL expressions over a record, one a key */
  readonly sql: readonly string[];
}

const virtualMatches = 2000;
/** What finding a match once more is worth beside finding it the time before: real errors are not independent. */
const again = 0.4;
/** A rule must find this share of the matches that none before it did, or as much again of what others did. */
const leastGain = 0.001;
/** What one rule may cost, as a share of the budget: no rule finds all matches, so there must be several. */
const mostOfBudget = 0.25;
/** Rules that are tried; each counts as its share of the budget at least, so cheap rules do not crowd out wide ones. */
const mostRules = 24;
/** Going through all records for a rule costs time too: of many records, fewer times. */
const manyRecords = 200_000;
const fewRules = 14;

/** Bit i says that key i agrees; keys are at most 48, so a mask is exact in a double. */
const mostKeys = 48;

const agrees = (mask: number, key: number) => Math.floor(mask / 2 ** key) % 2 === 1;

/**
 * Chooses rules (one, two or three keys of different fields) that together find most true pairs at the least
 * number of comparisons. What a rule costs is measured on random pairs; what it finds is simulated: records
 * as they are, missing values included, and copies of them in which each key survives independently. Greedy
 * by new matches per pair, a match that is found already counting for less, until the budget is spent: the
 * classic approximation of weighted maximum coverage. Needs `match_draw`.
 * Source: Bilenko, Kamath and Mooney (2006), Adaptive blocking; Nemhauser, Wolsey and Fisher (1978).
 */
export async function planBlocking(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
  budget: number,
  isLink: boolean,
): Promise<readonly BlockingRule[]> {
  const keys = blockingKeys(fields).slice(0, mostKeys);
  if (keys.length === 0) return [];
  const total = await totalPairs(connection, isLink);
  const records = Math.sqrt(2 * total);
  const costs = await pairMasks(connection, keys, isLink, randomPairsOf(total));
  const counts = Float64Array.from(costs, ({ count }) => count);
  const sampled = counts.reduce((sum, count) => sum + count, 0);
  const matches = await simulateMatches(connection, keys, isLink);
  const agreeing = keys.map((_, key) => bitsOf(costs.length, (i) => agrees(costs[i]?.mask ?? 0, key)));
  const shared = keys.map((_, key) => bitsOf(matches.length, (i) => matches[i]?.[key] ?? false));
  const candidates = combinations(keys).flatMap((rule): Candidate[] => {
    const pairs = ((sumOfCommon(agreeing, rule, counts) + 0.5) / (sampled + 1)) * total;
    return pairs <= mostOfBudget * budget ? [{ rule, pairs, gain: matches.length }] : [];
  });
  const most = records > manyRecords ? fewRules : mostRules;
  const worth = new Float64Array(matches.length).fill(1);
  const chosen: Candidate[] = [];
  let spent = 0;
  while (chosen.length < most) {
    const left = budget - spent;
    const share = left / (most - chosen.length);
    const best = bestOf(
      candidates,
      ({ rule }) => sumOfCommon(shared, rule, worth),
      (one) => (one.pairs <= left ? one.pairs + share : Infinity),
    );
    if (!best || best.gain < leastGain * matches.length) break;
    sumOfCommon(shared, best.rule, worth, again);
    chosen.push(best);
    spent += best.pairs;
    candidates.splice(candidates.indexOf(best), 1);
  }
  return chosen.map(({ rule }) => ({
    keys: rule.map((key) => keys[key]?.name ?? ''),
    sql: rule.map((key) => keys[key]?.sql ?? ''),
  }));
}

interface Candidate {
  readonly rule: readonly number[];
  /** pairs that it is expected to give */
  readonly pairs: number;
  /** what the simulated matches that it finds are worth, or were when it was last looked at: it never rises */
  gain: number;
}

/**
 * The rule with the highest gain at its cost, the first of equal ones. Most gains need not be worked out:
 * what a rule was worth before is a bound.
 * Source: Minoux (1978), Accelerated greedy algorithms for maximizing submodular set functions.
 */
function bestOf(
  candidates: readonly Candidate[],
  gainOf: (candidate: Candidate) => number,
  cost: (candidate: Candidate) => number,
): Candidate | undefined {
  let best: Candidate | undefined;
  let bestRate = 0;
  for (const one of candidates) {
    const price = cost(one);
    if (one.gain / price <= bestRate) continue;
    one.gain = gainOf(one);
    if (one.gain / price > bestRate) [best, bestRate] = [one, one.gain / price];
  }
  return best;
}

/** Truths as bits, 32 a word. */
function bitsOf(length: number, isTrue: (place: number) => boolean): Uint32Array {
  const words = new Uint32Array(Math.ceil(length / 32));
  for (let i = 0; i < length; i++) if (isTrue(i)) words[i >> 5] = (words[i >> 5] as number) | (1 << (i & 31));
  return words;
}

/**
 * The sum of the values whose bits are set in all of the sets of a rule.
 * @param factor what these values are multiplied by afterwards
 */
function sumOfCommon(
  sets: readonly Uint32Array[],
  [a = 0, b = a, c = a]: readonly number[],
  values: Float64Array,
  factor = 1,
): number {
  const [first, second, third] = [sets[a], sets[b], sets[c]] as [Uint32Array, Uint32Array, Uint32Array];
  let sum = 0;
  for (let w = 0; w < first.length; w++) {
    const all = (first[w] as number) & (second[w] as number) & (third[w] as number);
    for (let word = all; word !== 0; word &= word - 1) {
      const place = 32 * w + 31 - Math.clz32(word & -word);
      const value = values[place] as number;
      sum += value;
      if (factor !== 1) values[place] = value * factor;
    }
  }
  return sum;
}

/** All rules of one to three keys that use no field twice. */
function combinations(keys: readonly BlockingKey[]): readonly (readonly number[])[] {
  const apart = (a: number, b: number) =>
    !(keys[a]?.fields ?? []).some((field) => keys[b]?.fields.includes(field));
  const found: number[][] = [];
  for (let a = 0; a < keys.length; a++) {
    found.push([a]);
    for (let b = a + 1; b < keys.length; b++) {
      if (!apart(a, b)) continue;
      found.push([a, b]);
      for (let c = b + 1; c < keys.length; c++) if (apart(a, c) && apart(b, c)) found.push([a, b, c]);
    }
  }
  return found;
}

/** How often random pairs agree on which keys. */
async function pairMasks(
  connection: DuckDBConnection,
  keys: readonly BlockingKey[],
  isLink: boolean,
  wanted: number,
): Promise<readonly { mask: number; count: number }[]> {
  const list = keys.map(({ sql }, i) => `${sql} as k${i}`).join(', ');
  await connection.run(`create or replace temp table match_keys as select rid, ${list} from match_records`);
  const mask = keys.map((_, i) => `coalesce((l.k${i} = r.k${i})::int, 0)::bigint * ${2 ** i}`).join(' + ');
  return rows(
    connection,
    `select (${mask})::double as mask, count(*)::double as count
     from (${await randomPairsSql(connection, wanted, isLink)}) as p join match_keys as l on l.rid = p.l join match_keys as r on r.rid = p.r
     group by 1`,
  );
}

/** For each of some records and a copy of it, in a link of the other file, which keys both have and share. */
async function simulateMatches(
  connection: DuckDBConnection,
  keys: readonly BlockingKey[],
  isLink: boolean,
): Promise<readonly (readonly boolean[])[]> {
  const list = keys.map((_, i) => `(k${i} is not null) as k${i}`).join(', ');
  const presentIn = async (records: string) =>
    (
      await connection.runAndReadAll(
        `select ${list} from ${records} join match_draw using (rid) order by draw, rid limit ${virtualMatches}`,
      )
    ).getRows() as readonly (readonly boolean[])[];
  const ofSource = (source: number) =>
    presentIn(`match_keys semi join (from match_records where source = ${source}) using (rid)`);
  const present = isLink ? await ofSource(0) : await presentIn('match_keys');
  const copies = isLink ? await ofSource(1) : present;
  const random = seededRandom(1);
  const fields = [...new Set(keys.flatMap((key) => key.fields))];
  const places = keys.map((key) => key.fields.map((field) => fields.indexOf(field)));
  return present.map((one, i) => {
    const copy = copies[(i * 7919 + 1) % copies.length] ?? one;
    const luck = fields.map(random);
    return keys.map((key, k) => {
      const both = one[k] && copy[k];
      const worst = (places[k] as readonly number[]).reduce(
        (most, place) => Math.max(most, luck[place] ?? 0),
        0,
      );
      return Boolean(both) && worst < key.agreement ** (1 / key.fields.length);
    });
  });
}
