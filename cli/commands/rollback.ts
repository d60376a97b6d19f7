import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('rollback')
      .description('publish an earlier snapshot again (the one before, or a named run)')
      .argument('[run]', 'run id, as in data/published/<role>')
      .option('--dry-run', 'say which snapshot it would be')
      .action(async (run: string | undefined, _: object, self: Command) => {
        const flags = self.optsWithGlobals<GlobalOptions & { dryRun?: boolean }>();
        const { config, paths } = await project(context, flags);
        const { rollback } = await import('../../transforms/index.ts');
        const roles = rollback(paths, config, run, { dryRun: flags.dryRun === true });
        if (flags.json) printJson(context, { schema: 'clientele.rollback/1', roles });
        else
          for (const { role, runId } of roles)
            context.out(`${role} ${flags.dryRun ? 'would read' : 'reads'} ${runId} again\n`);
      });
  },
};
