import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('status')
      .description('freshness, last build, published snapshots and disk; never waits for a lock')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<GlobalOptions>();
        const { paths, config } = await project(context, flags);
        const { readStatus } = await import('../status.ts');
        const status = await readStatus(paths, config, context.clock());
        if (flags.json) return printJson(context, { schema: 'clientele.status/1', ...status });
        context.out(`${describe(status)}\n`);
      });
  },
};

type Status = Awaited<ReturnType<typeof import('../status.ts').readStatus>>;

/** Not more than fit beside the rest. */
const driftLines = 5;

function describe({ data, lastBuild, published, sources, drift, disk }: Status): string {
  const lines = [`data folder  ${data}`];
  if (!lastBuild)
    lines.push('last build   none; land something (clientele ingest files …), then type: clientele build');
  else {
    lines.push(
      `last build   ${lastBuild.runId}, ${lastBuild.status}, as of ${lastBuild.asOf}, landing up to ${lastBuild.landedSeq.toLocaleString('en')}`,
    );
    for (const warning of lastBuild.warnings) lines.push(`  warning    ${warning}`);
    for (const failed of lastBuild.failed) lines.push(`  failed     ${failed}`);
  }
  for (const { role, runId } of published) lines.push(`published    ${role}: ${runId}`);
  for (const { topic, events, deadLetters, lastEventAt, ageHours, late } of sources)
    lines.push(
      `source       ${topic}: ${events.toLocaleString('en')} events, ${deadLetters.toLocaleString('en')} dead letters, newest ${lastEventAt ?? 'never'}${ageHours === undefined ? '' : ` (${Math.round(ageHours)} h ago)`}${late ? ' LATE' : ''}`,
    );
  for (const { eventType, sourceOrTopic, field, events, examined } of drift.slice(0, driftLines))
    lines.push(
      `drift        ${sourceOrTopic}: ${
        field === ''
          ? `unknown type ${eventType}, ${events.toLocaleString('en')} refused`
          : `unknown field ${field} of ${eventType} in ${events.toLocaleString('en')} of ${examined.toLocaleString('en')} events looked at`
      }`,
    );
  if (drift.length > driftLines)
    lines.push(`drift        ${drift.length - driftLines} more; type: clientele show schema_drift`);
  for (const { name, mebibytes } of disk) lines.push(`disk         ${name}: ${mebibytes.toFixed(1)} MiB`);
  return lines.join('\n');
}
