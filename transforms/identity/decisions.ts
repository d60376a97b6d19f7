import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, type StatePaths } from '../../warehouse/index.ts';
import { clusters } from './clusters.ts';

/**
 * What a steward decided of two source records: `merge`, they are one customer; `split`, they are two;
 * `keep`, they stay as the build has them and need no second look.
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

type Warn = (text: string) => void;
const warnProcess: Warn = (text) => process.emitWarning(text, 'ClienteleWarning');

/**
 * The entries, without a last line that was cut off while it was written: it was never recorded.
 * @throws ClienteleError `ledger-unreadable` naming file and line, where another line cannot be read
 */
function readEntries(paths: StatePaths, warn: Warn = warnProcess): readonly Entry[] {
  const file = fileOf(paths);
  if (!fs.existsSync(file)) return [];
  const text = fs.readFileSync(file, 'utf8');
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Entry];
    } catch {
      if (i === lines.length - 1) {
        warn(
          `${file}, line ${i + 1}: cut off while it was written; this decision was not recorded, make it again`,
        );
        return [];
      }
      throw new ClienteleError(
        'ledger-unreadable',
        `${file}, line ${i + 1} is no JSON: ${line.slice(0, 60)}; restore the file from a backup, or take the line out`,
      );
    }
  });
}

const pairOf = ({ left, right }: Pick<Decision, 'left' | 'right'>) => `${left} ${right}`;

/**
 * What a later decision takes the place of; that a pair needs no second look says nothing of whether it is
 * one customer.
 */
const placeOf = (decision: Decision) =>
  decision.kind === 'keep' ? `keep ${pairOf(decision)}` : pairOf(decision);

/**
 * The decisions in force, oldest first: those undone are gone, and of several about one pair the last merge
 * or split counts.
 */
export function decisionsInForce(paths: StatePaths, warn?: Warn): readonly Decision[] {
  const entries = readEntries(paths, warn);
  const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [entry.of] : [])));
  const last = new Map<string, Decision>();
  for (const entry of entries) {
    if (entry.kind === 'undo' || undone.has(entry.id)) continue;
    last.delete(placeOf(entry));
    last.set(placeOf(entry), entry);
  }
  return [...last.values()];
}

/**
 * Records a decision; the next build goes by it.
 * @throws ClienteleError `decision-contradicts` where decisions in force say the opposite by a detour (A is
 * B, B is C, A is not C), naming them
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
  const file = fileOf(paths);
  dropTornLine(file);
  const handle = fs.openSync(file, 'a', 0o600);
  try {
    fs.writeSync(handle, `${JSON.stringify(entry)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** What was cut off is taken away, or the next entry would be part of its line. */
function dropTornLine(file: string): void {
  if (!fs.existsSync(file)) return;
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end === bytes.length) return;
  try {
    JSON.parse(bytes.toString('utf8', end));
    fs.appendFileSync(file, '\n');
  } catch {
    fs.truncateSync(file, end);
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
