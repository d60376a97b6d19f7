import type { Command } from 'commander';
import { ClienteleError } from '../../warehouse/index.ts';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';
import { printQuery, type ResultFlags } from '../resultSet.ts';

const screenful = 1_000;

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('query')
      .description(
        "one SELECT on a role's published snapshot; nothing can be changed, no file or network is reached",
      )
      .argument('<sql>')
      .option('--role <role>', 'whose snapshot', 'analyst')
      .option(
        '--limit <rows>',
        `at most so many rows (default: ${screenful.toLocaleString('en')}; of CSV all)`,
      )
      .option('--format <format>', 'table, csv or json', 'table')
      .action(async (sql: string, _: object, self: Command) => {
        const flags = self.optsWithGlobals<ResultFlags>();
        await printQuery(
          context,
          flags,
          { schema: 'clientele.query/1', screenful },
          async ({ connection }) => {
            const extracted = await connection.extractStatements(sql).catch((error: unknown) => {
              throw new ClienteleError(
                'query-failed',
                error instanceof Error ? error.message : String(error),
              );
            });
            if (extracted.count !== 1)
              throw new ClienteleError('usage', `one statement at a time, found ${extracted.count}`);
            return sql;
          },
        );
      });
  },
};
