import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const mapping = program
      .command('mapping')
      .description('mapping files: how the rows of a file become events');
    mapping
      .command('suggest')
      .description("draft a mapping from a file's column names and values, in ten languages")
      .argument('<file>', 'a CSV, TSV, NDJSON or Parquet file (or .gz of it)')
      .option(
        '--source <name>',
        "the events' source (default: the file's name, without a number or date behind it)",
      )
      .option('--encoding <name>', 'what the file is written in, where that cannot be told')
      .action(async (file: string, _: object, self: Command) => {
        const flags = self.optsWithGlobals<GlobalOptions & { source?: string; encoding?: string }>();
        const { config } = await project(context, flags);
        const { suggestMapping } = await import('../../ingest/index.ts');
        const path = await import('node:path');
        const suggestion = await suggestMapping(path.resolve(context.cwd, file), {
          ...(flags.source === undefined ? {} : { source: flags.source }),
          ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
          timeZone: config.business.timeZone,
          currency: config.business.reportingCurrency,
        });
        if (flags.json) return printJson(context, { schema: 'clientele.mapping-suggest/1', ...suggestion });
        context.out(suggestion.yaml);
        context.err(`${suggestion.file}: ${suggestion.notes.join('; ')}\n`);
        for (const { column, meaning, because } of suggestion.columns)
          context.err(`  ${column} → ${meaning ?? '?'} (${because})\n`);
      });
  },
};
