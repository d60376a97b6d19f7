import { ClienteleError, type StatePaths } from '../../warehouse/index.ts';
import { namesOf, refuseContradiction } from './contradictions.ts';
import {
  append,
  type Decision,
  type DecisionKind,
  type Entry,
  exclusively,
  nextId,
  readEntries,
  type Undo,
  type Warn,
} from './decisionLedger.ts';
import { type Member, ofOneTakeOut, refuseTearing, tearing } from './tearing.ts';

export type { Decision, DecisionKind };

/** A source record by its number and its key. */
export interface DecidedRecord {
  readonly id: number;
  readonly key: string;
}

/**
 * The entries with keys where a later one says which record a number was; else a decision that has numbers alone,
 * and a later one about the same records, would not be known to be about one pair.
 */
function keyed(entries: readonly Entry[]): readonly Entry[] {
  const keys = new Map<number, string>();
  const withKeys = (entry: Entry): Entry => {
    if (entry.kind === 'undo') return entry;
    const { left, right, leftKey = keys.get(left), rightKey = keys.get(right) } = entry;
    if (leftKey !== undefined) keys.set(left, leftKey);
    if (rightKey !== undefined) keys.set(right, rightKey);
    return { ...entry, leftKey, rightKey };
  };
  return entries.toReversed().map(withKeys).toReversed();
}

type Place = Omit<Decision, 'id' | 'by' | 'reason' | 'at' | 'replaces'>;

/**
 * What a later decision takes the place of; that a pair needs no second look says nothing of whether it is
 * one customer.
 */
const placeOf = (decision: Place): string =>
  [decision.kind === 'keep' ? 'keep' : '', ...[...namesOf(decision)].sort()].join('\n');

/** The decisions in force of some entries, oldest first. */
function standing(entries: readonly Entry[]): readonly Decision[] {
  const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [entry.of] : [])));
  const last = new Map<string, Decision>();
  for (const entry of entries) {
    if (entry.kind === 'undo' || undone.has(entry.id)) continue;
    last.delete(placeOf(entry));
    if (entry.replaces)
      for (const [place, { id }] of last) if (entry.replaces.includes(id)) last.delete(place);
    last.set(placeOf(entry), entry);
  }
  return [...last.values()];
}

/**
 * The decisions in force, oldest first: those undone are gone, of several about one pair the last merge or split
 * counts, and what a merge took the place of holds again only where it is undone.
 */
export const decisionsInForce = (paths: StatePaths, warn?: Warn): readonly Decision[] =>
  standing(keyed(readEntries(paths, warn)));

/** What is decided of which two records. */
export interface Verdict {
  readonly kind: DecisionKind;
  readonly records: readonly [DecidedRecord, DecidedRecord];
}

const placed = ({ kind, records }: Verdict): Place => {
  const [left, right] = [...records].sort((a, b) => a.id - b.id) as [DecidedRecord, DecidedRecord];
  return { left: left.id, right: right.id, kind, leftKey: left.key, rightKey: right.key };
};

/** What is in force before and after one more entry. */
function step(
  paths: StatePaths,
  entry: Entry,
): { readonly now: readonly Decision[]; readonly then: readonly Decision[] } {
  const entries = keyed([...readEntries(paths), entry]);
  return { now: standing(entries.slice(0, -1)), then: standing(entries) };
}

const sameAs = (made: Decision, decisions: readonly Decision[]): Decision | undefined =>
  decisions.find((one) => one.kind === made.kind && placeOf(one) === placeOf(made));

/** The decision in force that says so already. */
export function decisionOf(paths: StatePaths, verdict: Verdict): Decision | undefined {
  const made = { ...placed(verdict), id: '', by: '', reason: '', at: '' };
  return sameAs(made, step(paths, made).now);
}

/**
 * Records a decision; the next build goes by it. A merge of two records one of which was taken out of the other's customer
 * takes all of that take-out back.
 * @throws ClienteleError `decision-stands` where it is in force already; `decision-contradicts`, naming them, where decisions
 * in force say the opposite by a detour (A is B, B is C, A is not C), or where a merge would part other records, about
 * which nobody decided
 */
export function decide(paths: StatePaths, verdict: SignedVerdict, isDryRun = false): Decision {
  if (isDryRun) return decisionBy(paths, verdict);
  return exclusively(paths, () => {
    const made = decisionBy(paths, verdict);
    append(paths, made);
    return made;
  });
}

interface SignedVerdict extends Verdict, Pick<Decision, 'by' | 'reason' | 'at'> {
  /** of a merge: the records of the customers that it joins, and of those that merges in force join to them */
  readonly members?: readonly Member[];
}

function decisionBy(paths: StatePaths, { kind, records, members = [], ...signed }: SignedVerdict): Decision {
  const alone: Decision = { id: nextId(paths), ...placed({ kind, records }), ...signed };
  const { left, right } = alone;
  if (left === right) throw new ClienteleError('decision-same', `${left} and ${right} are one record`);
  const { now } = step(paths, alone);
  const same = sameAs(alone, now);
  if (same)
    throw new ClienteleError(
      'decision-stands',
      `decision ${same.id} of ${same.by} says so of records ${left} and ${right} already; the next build goes by it`,
    );
  const splits = kind === 'merge' ? tearing(now, alone, members) : [];
  const takenBack = ofOneTakeOut(sameAs({ ...alone, kind: 'split' }, now), splits);
  const made = takenBack.length === 0 ? alone : { ...alone, replaces: takenBack.map((split) => split.id) };
  refuseContradiction(now, step(paths, made).then);
  refuseTearing(
    made,
    splits.filter((split) => !takenBack.includes(split)),
  );
  return made;
}

/** What comes of taking a decision back. */
export interface Undone {
  readonly undone: Decision;
  /** the decision about the same records that it had taken the place of */
  readonly again: Decision | undefined;
  /** the other splits that it had taken the place of */
  readonly others: readonly Decision[];
}

/**
 * Takes a decision back; the records are then what the build makes of them, or as an earlier decision says.
 * @throws ClienteleError `decision-unknown`; `decision-contradicts` where that earlier decision contradicts others
 */
export function undoDecision(paths: StatePaths, undo: Omit<Undo, 'id' | 'kind'>, isDryRun = false): Undone {
  if (isDryRun) return undoneBy(paths, undo).undone;
  return exclusively(paths, () => {
    const { entry, undone } = undoneBy(paths, undo);
    append(paths, entry);
    return undone;
  });
}

function undoneBy(
  paths: StatePaths,
  undo: Omit<Undo, 'id' | 'kind'>,
): { readonly entry: Undo; readonly undone: Undone } {
  const entry: Undo = { id: nextId(paths), kind: 'undo', ...undo };
  const { now, then } = step(paths, entry);
  const undone = now.find(({ id }) => id === undo.of);
  if (!undone)
    throw new ClienteleError(
      'decision-unknown',
      `no decision "${undo.of}" is in force; clientele identity decisions lists them`,
    );
  refuseContradiction(now, then);
  const again = then.find((one) => placeOf(one) === placeOf(undone));
  return { entry, undone: { undone, again, others: then.filter(({ id }) => undone.replaces?.includes(id)) } };
}
