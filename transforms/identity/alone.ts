import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { agglomerate } from './agglomerate.ts';
import type { ComparedGroups, Group } from './comparedGroups.ts';
import type { Edges } from './edges.ts';
import { evidenceOf } from './evidence.ts';
import type { Feature } from './features.ts';
import { Groups } from './groups.ts';
import type { MatchParameters, SharesAlone } from './parameters.ts';
import type { Component } from './pieces.ts';
import { weightOf } from './weighing.ts';

/** Rounds of the fit. */
const rounds = 50;

/** Of a bit: records outside of the groups whose likeliest pairs weigh about as much are counted together. */
const steps = 8;

/** What was left by itself, beside the group that it is likeliest of. */
export interface LeftRecord {
  /** log2 odds that it is of that group; −∞ where there is none */
  readonly weight: number;
  /** the probability that it shares a home with that group, being somebody else */
  readonly atHome: number;
  /** how many of all records it stands for */
  readonly records: number;
}

/**
 * How many records are their person's only one. Two records are one person or two against all others that either may be
 * one with, so the odds of a pair begin at one in many. Once the others have been ruled out, a record is of the group
 * that is left or it is alone, and how likely that is is not known from pairs: where people have many records hardly any
 * is alone, and little evidence will do. What was left by itself is counted by how likely it is alone: in groups in
 * which people have been found, beside the likeliest of these, and elsewhere by its likeliest pair.
 *
 * Needs `match_records`.
 * @param groups some of the pieces, of three records and more
 * @param pieces records that hang together by `edges`
 */
export async function sharesAlone(
  connection: DuckDBConnection,
  groups: readonly Group[],
  { pieces, edges }: { readonly pieces: readonly Component[]; readonly edges: Edges },
  features: readonly Feature[],
  parameters: MatchParameters,
  compared: ComparedGroups,
): Promise<SharesAlone> {
  const [counted] = await rows<{ room: number; records: number }>(
    connection,
    'select coalesce(max(rid) + 1, 0)::double as room, count(*)::double as records from match_records',
  );
  const { room = 0, records = 0 } = counted ?? {};
  const least = weightOf(parameters.threshold);
  const large = pieces.filter((piece) => piece.records.length > 2);
  const each = recordsOf(large) / recordsOf(groups);
  const left = leftOutside(pieces, edges, { room, records, least });
  let atHome = 0;
  for await (const { evidence } of evidenceOf(connection, groups, features, parameters, compared)) {
    const { groups: people } = agglomerate(evidence, least);
    const found = Groups.of(evidence, people);
    const all = [...new Set(people)];
    for (const one of all) {
      const { likeliest, home } = besides(found, one, all);
      const size = found.size(one);
      atHome += each * size * home;
      if (size === 1 && likeliest) left.push({ ...likeliest, records: each });
    }
  }
  return fitAlone(left, { records, atHome });
}

const recordsOf = (groups: readonly Group[]): number =>
  groups.reduce((sum, { records }) => sum + records.length, 0);

/** Records that are in no piece of three and more, nor one of two. */
function leftOutside(
  pieces: readonly Component[],
  { left, right, weight }: Edges,
  { room, records, least }: { readonly room: number; readonly records: number; readonly least: number },
): LeftRecord[] {
  const best = new Float64Array(room).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < weight.length; i++)
    for (const record of [left[i] as number, right[i] as number])
      if ((weight[i] as number) > (best[record] as number)) best[record] = weight[i] as number;
  let without = records;
  for (const { records: some, edges } of pieces) {
    if (some.length === 2 && (edges.weight[0] as number) < least) continue;
    without -= some.length;
    for (const record of some) best[record] = Number.NEGATIVE_INFINITY;
  }
  const counts = new Map<number, number>();
  for (const highest of best) {
    if (highest === Number.NEGATIVE_INFINITY) continue;
    const step = Math.round(highest * steps);
    counts.set(step, (counts.get(step) ?? 0) + 1);
    without--;
  }
  counts.set(Number.NEGATIVE_INFINITY, without);
  return Array.from(counts, ([step, many]) => ({ weight: step / steps, atHome: 0, records: many }));
}

/** Of the other groups the one that is likeliest the same, and the probability that one of no fewer records shares a home. */
function besides(
  groups: Groups,
  one: number,
  all: readonly number[],
): { readonly likeliest: Omit<LeftRecord, 'records'> | undefined; readonly home: number } {
  let likeliest: Omit<LeftRecord, 'records'> | undefined;
  let home = 0;
  for (const other of all) {
    if (other === one) continue;
    const {
      total: weight,
      household,
      strangers,
    } = groups.compared(Math.min(one, other), Math.max(one, other));
    const atHome = strangers > 0 ? 1 / (1 + strangers / 2 ** household) : 1;
    if (groups.size(other) >= groups.size(one)) home = Math.max(home, atHome);
    if (!likeliest || weight > likeliest.weight) likeliest = { weight, atHome };
  }
  return { likeliest, home };
}

/**
 * The shares of records that are alone under which as many are expected to be: expectation–maximisation of the share of
 * a mixture whose parts are known. One record stands behind each share, so that none is 0; and half of the way is gone to
 * that of a home, since means of pairs tell people of one home apart less well than strangers.
 * Source: Dempster, Laird and Rubin (1977).
 * @param records how many there are, and `atHome` of how many somebody else's are of the same home
 */
export function fitAlone(
  left: readonly LeftRecord[],
  { records, atHome }: { readonly records: number; readonly atHome: number },
): SharesAlone {
  let [anywhere, home] = [1, 1];
  for (let round = 0; round < rounds; round++) {
    let strangers = 0;
    let household = 0;
    for (const one of left) {
      const ofHome = one.atHome * home;
      const ofOthers = (1 - one.atHome) * anywhere;
      const all = 2 ** one.weight + ofHome + ofOthers;
      household += (one.records * ofHome) / all;
      strangers += (one.records * ofOthers) / all;
    }
    anywhere = (strangers + 1) / (records + 1);
    home = Math.min(1, (household + 1) / (atHome + 1));
  }
  return { anywhere: rounded(anywhere), atHome: rounded((1 + home) / 2) };
}

/** To six digits, so that the order in which things were added up does not matter. */
const rounded = (share: number): number => Number(share.toPrecision(6));
