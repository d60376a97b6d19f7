import type { Command } from 'commander';
import { type BuildFlags, buildOptions, printReport } from '../build.ts';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('retry')
      .description("go on from the last build's failed tables, for the same business date")
      .option('--fail-fast', 'stop at the first error')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<BuildFlags>();
        const { retry } = await import('../../transforms/index.ts');
        await printReport(context, flags, await retry(await buildOptions(context, flags)));
      });
  },
};
