import type { Command } from 'commander';
import { type BuildFlags, buildOptions, printReport, withHorizon } from '../build.ts';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    withHorizon(program.command('build'))
      .description('bring every table up to date, check, and publish a snapshot per role')
      .option('--full-refresh', 'make every table anew')
      .option(
        '--refit [models...]',
        'fit models anew whether due or not: all that follow the schedule, or these',
      )
      .option('--fail-fast', 'stop at the first error')
      .option('--dry-run', 'print the plan instead')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<BuildFlags & { dryRun?: boolean }>();
        if (flags.dryRun) {
          const { printPlan } = await import('./plan.ts');
          return printPlan(context, flags);
        }
        const { build } = await import('../../transforms/index.ts');
        await printReport(context, flags, await build(await buildOptions(context, flags)));
      });
  },
};
