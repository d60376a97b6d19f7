import path from 'node:path';
import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

interface SiteFlags extends GlobalOptions {
  readonly role: string;
  readonly out?: string;
  readonly port?: number;
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const site = program.command('site').description('the report site: build it, look at it');
    site
      .command('build')
      .description('build the site of a role from its published snapshot, in every language')
      .option('--role <role>', 'whose snapshot and pages', 'analyst')
      .option('--out <dir>', 'where the site goes (default: site/<role> in the data folder)')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<SiteFlags>();
        const { config, paths } = await project(context, flags);
        const { buildSite } = await import('../../reports/index.ts');
        const out = flags.out ? path.resolve(context.cwd, flags.out) : undefined;
        const built = await buildSite({ paths, config, role: flags.role, ...(out ? { out } : {}) });
        if (flags.json) printJson(context, { schema: 'clientele.site/1', ...built });
        else
          context.out(
            `site of ${built.role}: ${built.pages.length} pages as of ${built.asOf} in ${built.seconds.toFixed(1)} s: ${path.join(built.folder, 'index.html')}\nlook at it: clientele site preview --role ${built.role}\n`,
          );
      });
    site
      .command('preview')
      .description('serve the built site on this machine until interrupted')
      .option('--role <role>', 'whose site', 'analyst')
      .option('--port <port>', 'default: any free one', (text) => Number.parseInt(text, 10))
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<SiteFlags>();
        const { paths } = await project(context, flags);
        const { previewSite } = await import('../../reports/index.ts');
        const preview = await previewSite(path.join(paths.site, flags.role), flags.port);
        if (flags.json) printJson(context, { schema: 'clientele.preview/1', address: preview.address });
        else context.out(`${preview.address}\n`);
        await new Promise<void>((resolve) => {
          if (context.signal.aborted) resolve();
          else context.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        await preview.close();
      });
  },
};
