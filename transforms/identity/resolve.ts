import type { DuckDBConnection } from '@duckdb/node-api';
import { agglomerateAt, type Comparison, type Grouping } from './agglomerate.ts';
import { ComparedGroups } from './comparedGroups.ts';
import { mostTogether, near, sure } from './cutOffs.ts';
import type { Edges } from './edges.ts';
import { evidenceOf } from './evidence.ts';
import type { Feature } from './features.ts';
import { grouped } from './grouped.ts';
import type { MatchParameters } from './parameters.ts';
import { type Component, components, pieces } from './pieces.ts';
import { type CutComponent, rejoin } from './rejoin.ts';
import type { MatchReason } from './reviewReasons.ts';
import { weightOf } from './weighing.ts';

/** Two records that a person should look at: joined, or kept apart, by little. */
export interface ReviewPair {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
  readonly reason: MatchReason;
}

export interface Resolution {
  /** record → first record of its person; records that are alone are left out */
  readonly people: ReadonlyMap<number, number>;
  readonly review: readonly ReviewPair[];
}

/** What is settled so far at one threshold. */
class Settled {
  readonly people = new Map<number, number>();
  readonly review: ReviewPair[] = [];
  /** log2 odds of the threshold */
  readonly least: number;

  constructor(threshold: number) {
    this.least = weightOf(threshold);
  }

  readonly groupOf = (record: number): number => this.people.get(record) ?? record;

  join(records: readonly number[]): void {
    const first = records.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    if (records.length > 1) for (const record of records) this.people.set(record, first);
  }

  /** Lists a pair whose weight is near the threshold. */
  note(left: number, right: number, weight: number, reason: ReviewPair['reason']): void {
    if (Math.abs(weight - this.least) < near) this.review.push({ left, right, weight, reason });
  }

  /** Whether the pairs that were found settle the component; otherwise all its pairs are to be looked at. */
  settles({ records, edges }: Component): boolean {
    const pairs = (records.length * (records.length - 1)) / 2;
    const { left, right, weight } = edges;
    const [a = 0, b = 0, first = 0] = [left[0], right[0], weight[0]];
    if (records.length === 2) {
      if (first >= this.least) this.join(records);
      this.note(a, b, first, 'uncertain_pair');
    } else if (weight.length === pairs && weight.every((one) => one >= Math.max(sure, this.least)))
      this.join(records);
    else if (records.length > mostTogether) {
      this.join(records);
      this.review.push({ left: a, right: b, weight: first, reason: 'too_many_records' });
    } else return false;
    return true;
  }
}

/**
 * The people among the records, from the pairs that may match, at each of some thresholds. Pairs of two
 * records are decided by their weight; larger groups are split by agglomeration over all their pairs, so a
 * chain of pairs is no person. What hangs together in too many records to look at all their pairs is cut before, and
 * groups are compared with what was cut off them (`rejoin`).
 * @param compared what was compared before of the same records
 */
export async function resolve(
  connection: DuckDBConnection,
  edges: Edges,
  features: readonly Feature[],
  parameters: MatchParameters,
  thresholds: readonly number[],
  compared = new ComparedGroups(),
): Promise<readonly Resolution[]> {
  // tables of weights have been made since
  compared.planAnew();
  const all = thresholds.map((threshold) => new Settled(threshold));
  const open: (Component & { readonly undecided: readonly Settled[] })[] = [];
  const pieceOf = new Map<number, number>();
  for (const component of pieces(edges)) {
    for (const record of component.records) pieceOf.set(record, component.records[0] as number);
    const undecided = all.filter((settled) => !settled.settles(component));
    if (undecided.length > 0) open.push({ ...component, undecided });
  }
  for await (const { component, evidence } of evidenceOf(connection, open, features, parameters, compared)) {
    const { records, undecided } = component;
    const groupings = agglomerateAt(
      evidence,
      undecided.map(({ least }) => least),
    );
    for (const [at, settled] of undecided.entries()) {
      const { groups, weakest, refused } = groupings[at] as Grouping;
      for (const members of grouped(records, (_, i) => groups[i]).values()) settled.join(members);
      const note = (pair: Comparison, reason: ReviewPair['reason']) =>
        settled.note(records[pair.a] as number, records[pair.b] as number, pair.weight, reason);
      if (weakest) note(weakest, 'held_by_little');
      if (refused) note(refused, refused.closest >= settled.least ? 'apart_in_spite' : 'uncertain_pair');
    }
  }
  const cut: CutComponent[] = [];
  for (const component of components(edges))
    if (component.records.length > mostTogether)
      cut.push(...all.map((people) => ({ ...component, pieceOf, people, least: people.least })));
  await rejoin(connection, cut, features, parameters, { atOnce: mostTogether, compared });
  return all.map(({ people, review }) => ({ people, review }));
}
