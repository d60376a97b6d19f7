import type { Command } from 'commander';
import { type BuildFlags, buildOptions, warn, withHorizon } from '../build.ts';
import type { CommandModule } from '../command.ts';
import { type Context, printJson } from '../context.ts';

/** Prints what a build would do. */
export async function printPlan(context: Context, flags: BuildFlags): Promise<void> {
  const { plan } = await import('../../transforms/index.ts');
  const { asOf, landedSeq, warnings, nodes } = await plan(await buildOptions(context, flags));
  warn(context, warnings);
  if (flags.json) return printJson(context, { schema: 'clientele.plan/1', asOf, landedSeq, warnings, nodes });
  const todo = nodes.filter(({ action }) => action !== 'none');
  context.out(`as of ${asOf}, landing up to ${landedSeq}: ${todo.length} of ${nodes.length} tables\n`);
  for (const { name, action, reasons, events } of todo)
    context.out(
      `  ${action.padEnd(6)} ${name}: ${reasons.join(', ')}${events ? ` (${events.toLocaleString('en')} events)` : ''}\n`,
    );
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    withHorizon(program.command('plan'))
      .description('what a build would do, and why; changes nothing')
      .action((_: object, self: Command) => printPlan(context, self.optsWithGlobals<BuildFlags>()));
  },
};
