import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import type { Check, Project } from '../graph/project.ts';
import { builtInChecks } from './builtInChecks.ts';
import type { Changes } from './changes.ts';
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

/**
 * Runs a check and notes in `state` what it came to, or answers from memory when it passed before over the same content.
 * One that passed before and can be tried on what changed alone is tried on that.
 */
export async function runCheck(
  connection: DuckDBConnection,
  state: State,
  check: Check,
  changes: Changes = new Map(),
): Promise<CheckResult> {
  const inputs = Object.fromEntries(check.reads.map((table) => [table, state.tables.get(table) ?? '']));
  const key = keyOf(check, inputs);
  const known = state.checks.get(check.name);
  const result = (failures: number, sample: readonly Record<string, unknown>[]): CheckResult => ({
    name: check.name,
    table: check.table,
    severity: check.severity,
    owner: check.owner,
    sentence: check.sentence,
    status: failures === 0 ? 'pass' : check.severity,
    failures,
    sample,
  });
  if (known?.inputKey === key && known.failures === 0) return result(0, []);
  const count = async () => {
    const [counted] = await rows<{ n: bigint }>(
      connection,
      `select count(*) as n from (${trimmed(check.sql)})`,
    );
    return Number(counted?.n ?? 0);
  };
  const held = known?.failures === 0 && known.inputKey === keyOf(check, known.inputs);
  const followed = held && knownChanges(check.reads, check.increment?.follows, known.inputs, state, changes);
  let failures: number | undefined;
  if (followed && check.increment)
    await overTouchedParts(connection, check.increment, followed, {
      async work() {
        failures = await count();
      },
    });
  failures ??= await count();
  state.checks.set(check.name, { name: check.name, inputKey: key, failures, inputs });
  if (failures === 0) return result(0, []);
  return result(
    failures,
    await rows(connection, `select * from (${trimmed(check.sql)}) limit ${sampleSize}`),
  );
}

/** Changes with the rule and with the content it is about. */
const keyOf = ({ definition, reads }: Check, inputs: Readonly<Record<string, string>>): string =>
  digest([definition, ...reads.map((table) => inputs[table] ?? '')]);

const trimmed = (sql: string) => `${sql.trim().replace(/;$/, '')}\n`;
