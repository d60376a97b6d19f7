import type { Command } from 'commander';
import { ClienteleError } from '../../warehouse/index.ts';
import { type BuildFlags, buildOptions, describeCheck } from '../build.ts';
import type { CommandModule } from '../command.ts';
import { type Context, printJson } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('publish')
      .description('check the tables as they stand and publish a snapshot per role')
      .option('--dry-run', 'check only')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<BuildFlags & { dryRun?: boolean }>();
        const { publishTables, check } = await import('../../transforms/index.ts');
        const options = await buildOptions(context, flags);
        const outcome = flags.dryRun
          ? { checks: await check(options), runId: undefined, unchanged: true, published: [] }
          : await publishTables(options);
        const failed = outcome.checks.filter(({ status }) => status === 'error');
        if (flags.json) printJson(context, { schema: 'clientele.publish/1', ...outcome });
        else {
          for (const result of failed) context.out(`${describeCheck(result)}\n`);
          for (const { role, file } of outcome.published) context.out(`published ${role}: ${file}\n`);
        }
        if (failed.length > 0)
          throw new ClienteleError(
            'check-failed',
            `not published; checks failed: ${failed.map(({ name }) => name).join(', ')}`,
            { reported: true },
          );
      });
  },
};
