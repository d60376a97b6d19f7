import type { Command } from 'commander';
import { ClienteleError } from '../../warehouse/index.ts';
import { type BuildFlags, buildOptions, describeCheck } from '../build.ts';
import type { CommandModule } from '../command.ts';
import { type Context, printJson } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('check')
      .description('run the checks over the tables as they stand; a failed one prints its rows')
      .option('--select <tables>', 'only checks of these tables')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<BuildFlags>();
        const { check } = await import('../../transforms/index.ts');
        const checks = await check(await buildOptions(context, flags));
        const failed = checks.filter(({ status }) => status === 'error');
        const warned = checks.filter(({ status }) => status === 'warn');
        if (flags.json) printJson(context, { schema: 'clientele.check/1', checks });
        else {
          for (const result of [...failed, ...warned]) context.out(`${describeCheck(result)}\n`);
          context.out(
            `Done. PASS=${checks.length - failed.length - warned.length} WARN=${warned.length} ERROR=${failed.length} SKIP=0 TOTAL=${checks.length}\n`,
          );
        }
        if (failed.length > 0)
          throw new ClienteleError(
            'check-failed',
            `checks failed: ${failed.map(({ name }) => name).join(', ')}`,
            { reported: true },
          );
      });
  },
};
