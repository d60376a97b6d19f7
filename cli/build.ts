import type { Command } from 'commander';
import type { BuildOptions, BuildReport, CheckResult, NodeResult } from '../transforms/index.ts';
import { ClienteleError, heldBy } from '../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from './context.ts';
import { isoDate } from './options.ts';

/** The options that build, retry, plan and check share. */
export interface BuildFlags extends GlobalOptions {
  readonly asOf?: string;
  readonly select?: string;
  readonly fullRefresh?: boolean;
  readonly failFast?: boolean;
  /** models by name, or all that follow the schedule */
  readonly refit?: boolean | readonly string[];
}

/** Adds the options that plan and build share. */
export const withHorizon = (command: Command): Command =>
  command
    .option('--select <tables>', 'only these: name, name+ (and downstream), +name (and upstream)')
    .option('--as-of <date>', 'the business date up to whose end facts count', isoDate);

/** From flags to the options of the transforms room. */
export async function buildOptions(context: Context, flags: BuildFlags): Promise<BuildOptions> {
  const { config, paths } = await project(context, flags);
  return {
    paths,
    config,
    clock: context.clock,
    signal: context.signal,
    engine: heldBy(paths.landing),
    ...(flags.asOf ? { asOf: flags.asOf } : {}),
    ...(flags.select ? { select: flags.select } : {}),
    ...(flags.fullRefresh ? { fullRefresh: true } : {}),
    ...(flags.refit ? { refit: flags.refit } : {}),
    ...(flags.failFast ? { failFast: true } : {}),
    onProgress: ({ done, total, result }) => {
      const line = progressLine(result);
      if (line) context.err(`${String(done).padStart(String(total).length)}/${total} ${line}\n`);
    },
  };
}

function progressLine(result: NodeResult | CheckResult): string | undefined {
  if ('severity' in result)
    return result.status === 'pass'
      ? undefined
      : `${result.status.toUpperCase()} check ${result.name}: ${result.failures} rows`;
  if (result.status === 'unchanged') return undefined;
  if (result.message) return `${result.status.toUpperCase()} ${result.name}: ${result.message}`;
  return `${result.status} ${result.name} (${result.rows.toLocaleString('en')} rows, ${result.seconds.toFixed(2)} s)`;
}

/** A failed check with its first offending rows, as text. */
export function describeCheck(check: CheckResult): string {
  const head = `${check.status === 'warn' ? 'WARN' : 'ERROR'} ${check.name}: ${check.failures} rows break the rule "${check.sentence}" (owner: ${check.owner})`;
  const sample = check.sample.map(
    (row) =>
      `  ${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`,
  );
  return [head, ...sample].join('\n');
}

/** Tells what is odd about a build that was asked for. */
export const warn = (context: Context, warnings: readonly string[]): void => {
  for (const warning of warnings) context.err(`warning: ${warning}\n`);
};

/** Prints a build's report and throws when it failed, so that the exit code is 1. */
export async function printReport(context: Context, flags: BuildFlags, report: BuildReport): Promise<void> {
  const { summaryLine } = await import('../transforms/index.ts');
  warn(context, report.warnings);
  if (flags.json) printJson(context, { ...report });
  else {
    for (const check of report.checks) if (check.status !== 'pass') context.out(`${describeCheck(check)}\n`);
    for (const { role, file } of report.published)
      if (!report.unchanged) context.out(`published ${role}: ${file}\n`);
    if (report.unchanged) context.out('Nothing changed; the published snapshots stand.\n');
    context.out(`${summaryLine(report.totals)}\n`);
  }
  if (report.status === 'error') throw new BuildFailed(report);
}

/** A build with errors: everything about it has been printed, only the exit code is left. */
class BuildFailed extends ClienteleError {
  constructor(report: BuildReport) {
    const failed = report.nodes.filter(({ status }) => status === 'error').map(({ name }) => name);
    const checks = report.checks.filter(({ status }) => status === 'error').map(({ name }) => name);
    super(
      'build-failed',
      `the build failed (${[...failed, ...checks].join(', ')}); the last good snapshot stays published. Mend it and type: clientele retry`,
      { reported: true },
    );
  }
}
