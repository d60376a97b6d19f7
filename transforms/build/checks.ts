import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { Check, Project } from '../graph/project.ts';
import { builtInChecks } from './builtInChecks.ts';
import type { Changes } from './changes.ts';
import { rowsOf } from './content.ts';
import type { State } from './state.ts';
import { knownChanges, overTouchedParts } from './touchedParts.ts';

export type CheckStatus = 'pass' | 'warn' | 'error';

export interface CheckResult {
  readonly name: string;
  readonly table: string;
  readonly severity: 'error' | 'warn';
  readonly owner: string;
  readonly sentence: string;
  readonly status: CheckStatus;
  readonly failures: number;
  /** up to ten offending rows, only when something failed */
  readonly sample: readonly Record<string, unknown>[];
}

const sampleSize = 10;

/** The declared checks and those that every table is held to. */
export const allChecks = (project: Project): readonly Check[] =>
  [...builtInChecks(project), ...project.checks].sort((a, b) => (a.name < b.name ? -1 : 1));

export interface CheckOptions {
  /** what this build changed: a check that passed before and can be tried on that alone is */
  readonly changes?: Changes;
  readonly signal?: AbortSignal | undefined;
  readonly onResult?: (result: CheckResult) => void;
}

/**
 * Checks over small tables are asked in one query: parsing and planning a query each would take longer than
 * they do.
 */
const smallRows = 20_000;
const mostAtOnce = 25;

/**
 * Runs checks, in their order, and notes in `state` what they came to, or answers from memory where one
 * passed before over the same content.
 */
export async function runChecks(
  connection: DuckDBConnection,
  state: State,
  checks: readonly Check[],
  { changes = new Map(), signal, onResult = () => undefined }: CheckOptions = {},
): Promise<readonly CheckResult[]> {
  const remembered = new Set(checks.filter((check) => isRemembered(check, state)));
  const results: CheckResult[] = [];
  for (let at = 0; at < checks.length; ) {
    signal?.throwIfAborted();
    const batch = nextBatch(checks.slice(at), state, changes, remembered);
    at += batch.length;
    const asked = batch.filter((check) => !remembered.has(check));
    const counts = await countFailures(connection, state, asked, changes);
    for (const check of batch) {
      const result = await resultOf(connection, state, check, counts.get(check));
      results.push(result);
      onResult(result);
    }
  }
  return results;
}

/** The first check, and those after it that can be asked in one query with it or need no asking. */
function nextBatch(
  checks: readonly Check[],
  state: State,
  changes: Changes,
  remembered: ReadonlySet<Check>,
): readonly Check[] {
  let asked = 0;
  const end = checks.findIndex((check) => {
    if (remembered.has(check)) return false;
    const isSmall = rowsRead(check, state) <= smallRows && followedBy(check, state, changes) === undefined;
    return !isSmall || ++asked > mostAtOnce;
  });
  return checks.slice(0, end < 0 ? undefined : Math.max(1, end));
}

/** How many rows break each check: of several at once, over all that they read. */
async function countFailures(
  connection: DuckDBConnection,
  state: State,
  asked: readonly Check[],
  changes: Changes,
): Promise<ReadonlyMap<Check, number>> {
  if (asked.length > 1) {
    try {
      const list = asked.map(({ sql }, i) => `select ${i} as place, count(*) as n from (${trimmed(sql)})`);
      const counted = await rows<{ place: number; n: bigint }>(connection, list.join(' union all '));
      return new Map(counted.map(({ place, n }) => [asked[place] as Check, Number(n)]));
    } catch {
      // one by one, so that the error is that of the check that has it
    }
  }
  const counts = new Map<Check, number>();
  for (const check of asked) counts.set(check, await countOf(connection, state, check, changes));
  return counts;
}

/** The rows that break a check, tried on what changed alone where that suffices. */
async function countOf(
  connection: DuckDBConnection,
  state: State,
  check: Check,
  changes: Changes,
): Promise<number> {
  const count = async () => {
    const [counted] = await rows<{ n: bigint }>(
      connection,
      `select count(*) as n from (${trimmed(check.sql)})`,
    );
    return Number(counted?.n ?? 0);
  };
  const followed = followedBy(check, state, changes);
  let failures: number | undefined;
  if (followed && check.increment)
    await overTouchedParts(connection, check.increment, followed, {
      async work() {
        failures = await count();
      },
    });
  return failures ?? (await count());
}

async function resultOf(
  connection: DuckDBConnection,
  state: State,
  check: Check,
  counted: number | undefined,
): Promise<CheckResult> {
  const { name, table, severity, owner, sentence } = check;
  const failures = counted ?? 0;
  const inputs = inputsOf(check, state);
  if (counted !== undefined)
    state.checks.set(name, { name, inputKey: keyOf(check, inputs), failures, inputs });
  const isPassed = failures === 0;
  return {
    ...{ name, table, severity, owner, sentence, failures },
    status: isPassed ? 'pass' : severity,
    sample: isPassed
      ? []
      : await rows(connection, `select * from (${trimmed(check.sql)}) limit ${sampleSize}`),
  };
}

/** Content hash of each table that a check reads. */
const inputsOf = ({ reads }: Check, state: State): Readonly<Record<string, string>> =>
  Object.fromEntries(reads.map((table) => [table, state.tables.get(table) ?? '']));

const rowsRead = ({ reads }: Check, state: State): number =>
  reads.reduce((sum, table) => sum + rowsOf(state.tables.get(table)), 0);

/** Whether the check passed before over the same content. */
function isRemembered(check: Check, state: State): boolean {
  const known = state.checks.get(check.name);
  return known?.failures === 0 && known.inputKey === keyOf(check, inputsOf(check, state));
}

/** What changed since the check passed, where it can be tried on that alone. */
function followedBy(check: Check, state: State, changes: Changes): ReturnType<typeof knownChanges> {
  const known = state.checks.get(check.name);
  return known?.failures === 0 && known.inputKey === keyOf(check, known.inputs)
    ? knownChanges(check.reads, check.increment?.follows, known.inputs, state, changes)
    : undefined;
}

/** Changes with the rule and with the content it is about. */
const keyOf = ({ definition, reads }: Check, inputs: Readonly<Record<string, string>>): string =>
  digest([definition, ...reads.map((table) => inputs[table] ?? '')]);

const trimmed = (sql: string) => `${sql.trim().replace(/;$/, '')}\n`;
