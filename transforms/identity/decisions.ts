import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, type StatePaths } from '../../warehouse/index.ts';
import { clusters } from './clusters.ts';

/**
 * What a steward decided of two source records: `merge`, they are one customer; `split`, they are two; `keep`, they stay as
 * the build has them and need no second look.
 */
export type DecisionKind = 'merge' | 'split' | 'keep';

export interface Decision {
  /** `d1`, `d2`, … in the order in which they were made */
  readonly id: string;
  readonly kind: DecisionKind;
  /** record ids, the smaller first */
  readonly left: number;
  readonly right: number;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 */
  readonly at: string;
}

interface Undo {
  readonly id: string;
  readonly kind: 'undo';
  readonly of: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

type Entry = Decision | Undo;

const fileOf = (paths: StatePaths) => path.join(paths.ledger, 'identity_decisions.ndjson');

function readEntries(paths: StatePaths): readonly Entry[] {
  const file = fileOf(paths);
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry);
}

const pairOf = ({ left, right }: Pick<Decision, 'left' | 'right'>) => `${left} ${right}`;

/** The decisions in force, oldest first: those undone are gone, and of several about one pair the last counts. */
export function decisionsInForce(paths: StatePaths): readonly Decision[] {
  const entries = readEntries(paths);
  const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [entry.of] : [])));
  const last = new Map<string, Decision>();
  for (const entry of entries) {
    if (entry.kind === 'undo' || undone.has(entry.id)) continue;
    last.delete(pairOf(entry));
    last.set(pairOf(entry), entry);
  }
  return [...last.values()];
}

/**
 * Records a decision; the next build goes by it.
 * @throws ClienteleError `decision-contradicts` where decisions in force say the opposite by a detour (A is B, B is C, A is
 * not C), naming them
 */
export function decide(
  paths: StatePaths,
  decision: Omit<Decision, 'id' | 'left' | 'right'> & { readonly records: readonly [number, number] },
  isDryRun = false,
): Decision {
  const { records, ...rest } = decision;
  const [left, right] = [Math.min(...records), Math.max(...records)];
  if (left === right) throw new ClienteleError('decision-same', `${left} and ${right} are one record`);
  const made: Decision = { id: nextId(paths), left, right, ...rest };
  const others = decisionsInForce(paths).filter((one) => pairOf(one) !== pairOf(made));
  refuseContradiction(made, others);
  if (!isDryRun) append(paths, made);
  return made;
}

/**
 * Takes a decision back; the records are then what the build makes of them.
 * @throws ClienteleError `decision-unknown`
 */
export function undoDecision(paths: StatePaths, undo: Omit<Undo, 'id' | 'kind'>, isDryRun = false): Decision {
  const found = decisionsInForce(paths).find(({ id }) => id === undo.of);
  if (!found)
    throw new ClienteleError(
      'decision-unknown',
      `no decision "${undo.of}" is in force; clientele identity decisions lists them`,
    );
  if (!isDryRun) append(paths, { id: nextId(paths), kind: 'undo', ...undo });
  return found;
}

const nextId = (paths: StatePaths) => `d${readEntries(paths).length + 1}`;

function append(paths: StatePaths, entry: Entry): void {
  fs.mkdirSync(paths.ledger, { recursive: true });
  const handle = fs.openSync(fileOf(paths), 'a', 0o600);
  try {
    fs.writeSync(handle, `${JSON.stringify(entry)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function refuseContradiction(made: Decision, others: readonly Decision[]): void {
  if (made.kind === 'keep') return;
  const all = [...others, made];
  const merges = all.filter(({ kind }) => kind === 'merge');
  const one = clusters({
    left: merges.map(({ left }) => left),
    right: merges.map(({ right }) => right),
  });
  for (const split of all.filter(({ kind }) => kind === 'split')) {
    const person = one.get(split.left);
    if (person === undefined || person !== one.get(split.right)) continue;
    const involved = merges.filter(({ left }) => one.get(left) === person).map(({ id }) => id);
    const named = [...involved, split.id].filter((id) => id !== made.id);
    throw new ClienteleError(
      'decision-contradicts',
      `records ${split.left} and ${split.right} would be one customer and two: decisions ${named.join(', ')} say otherwise; undo one first (clientele identity undo ID)`,
    );
  }
}
