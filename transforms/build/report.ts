import type { NodeKind } from '../graph/project.ts';
import type { CheckResult } from './checks.ts';

export type NodeStatus = 'built' | 'appended' | 'updated' | 'unchanged' | 'error' | 'skipped';

export interface NodeResult {
  readonly name: string;
  readonly kind: NodeKind;
  readonly status: NodeStatus;
  readonly rows: number;
  readonly seconds: number;
  readonly message?: string;
}

export interface Totals {
  readonly pass: number;
  readonly warn: number;
  readonly error: number;
  readonly skip: number;
  readonly total: number;
}

/** What a build did: written to the ledger, printed by `--json`. */
export interface BuildReport {
  readonly schema: 'clientele.build/1';
  readonly runId: string;
  readonly startedAt: string;
  readonly seconds: number;
  /** where the seconds went */
  readonly phases: {
    readonly open: number;
    readonly sources: number;
    readonly tables: number;
    readonly checks: number;
    readonly publish: number;
  };
  readonly asOf: string;
  readonly isComplete: boolean;
  readonly landedSeq: number;
  /** what is odd about the build that was asked for */
  readonly warnings: readonly string[];
  readonly status: 'success' | 'error';
  /** no table changed and the snapshots are those of the last build */
  readonly unchanged: boolean;
  readonly totals: Totals;
  readonly nodes: readonly NodeResult[];
  readonly checks: readonly CheckResult[];
  readonly published: readonly { readonly role: string; readonly file: string }[];
}

/** Counts tables and checks the way people who schedule dbt know it. */
export function totalsOf(nodes: readonly NodeResult[], checks: readonly CheckResult[]): Totals {
  const count = (keep: (status: string) => boolean) =>
    [...nodes, ...checks].filter(({ status }) => keep(status)).length;
  const error = count((status) => status === 'error');
  const warn = count((status) => status === 'warn');
  const skip = count((status) => status === 'skipped');
  const total = nodes.length + checks.length;
  return { pass: total - error - warn - skip, warn, error, skip, total };
}

export const summaryLine = ({ pass, warn, error, skip, total }: Totals): string =>
  `Done. PASS=${pass} WARN=${warn} ERROR=${error} SKIP=${skip} TOTAL=${total}`;
