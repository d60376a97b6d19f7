import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, type StatePaths } from '../../warehouse/index.ts';

/**
 * What a steward decided of two source records: `merge`, they are one customer; `split`, they are two;
 * `keep`, they stay as the build has them and need no second look.
 */
export type DecisionKind = 'merge' | 'split' | 'keep';

export interface Decision {
  /** `d1`, `d2`, … in the order in which they were made */
  readonly id: string;
  readonly kind: DecisionKind;
  /** record ids, the smaller first, as they were when it was made: where everything lands anew they are others */
  readonly left: number;
  readonly right: number;
  /** the records' keys, by which the decision holds; an earlier version recorded none */
  readonly leftKey?: string | undefined;
  readonly rightKey?: string | undefined;
  /** of a merge: ids of splits of other pairs that do not hold beside it, since they took one of the two out of the other's customer */
  readonly replaces?: readonly string[];
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 */
  readonly at: string;
}

export interface Undo {
  readonly id: string;
  readonly kind: 'undo';
  readonly of: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

export type Entry = Decision | Undo;

const fileOf = (paths: StatePaths) => path.join(paths.ledger, 'identity_decisions.ndjson');

export type Warn = (text: string) => void;
const warnProcess: Warn = (text) => process.emitWarning(text, 'ClienteleWarning');

/**
 * The entries, without a last line that was cut off while it was written: it was never recorded.
 * @throws ClienteleError `ledger-unreadable` naming file and line, where another line cannot be read
 */
export function readEntries(paths: StatePaths, warn: Warn = warnProcess): readonly Entry[] {
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

/** After the last one there is: a line may have been taken out. */
export const nextId = (paths: StatePaths): string =>
  `d${Math.max(0, ...readEntries(paths).map(({ id }) => Number(id.slice(1)))) + 1}`;

/** The ledger is another's for milliseconds; whoever holds it longer was cut off. */
const longestHeldMs = 10_000;
const betweenTriesMs = 10;

/** Runs with the ledger to itself, so that what is read is still so when an entry is appended. */
export function exclusively<T>(paths: StatePaths, act: () => T): T {
  fs.mkdirSync(paths.ledger, { recursive: true });
  return holding(`${fileOf(paths)}.lock`, act);
}

/**
 * Runs while a lock is held. One left behind is taken away under a lock of its own, by whoever then still finds it left
 * behind: without that, of two who saw it the later would take away the lock that the earlier has created since.
 */
function holding<T>(lock: string, act: () => T): T {
  const token = randomUUID();
  while (!isCreated(lock, token)) {
    if (isLeftBehind(lock))
      holding(`${lock}.takeover`, () => {
        if (isLeftBehind(lock)) fs.rmSync(lock, { force: true });
      });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, betweenTriesMs);
  }
  try {
    return act();
  } finally {
    if (isHeldBy(lock, token)) fs.rmSync(lock, { force: true });
  }
}

function isLeftBehind(lock: string): boolean {
  const held = fs.statSync(lock, { throwIfNoEntry: false });
  return held !== undefined && Date.now() - held.mtimeMs > longestHeldMs;
}

function isCreated(lock: string, token: string): boolean {
  try {
    fs.writeFileSync(lock, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whoever was taken for cut off leaves the lock of the one who came after. */
function isHeldBy(lock: string, token: string): boolean {
  try {
    return fs.readFileSync(lock, 'utf8') === token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

export function append(paths: StatePaths, entry: Entry): void {
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
