import type { Command } from 'commander';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';
import { printQuery, type ResultFlags } from '../resultSet.ts';

const screenful = 50;

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('show')
      .description("a table of a role's published snapshot")
      .argument('<table>')
      .option('--role <role>', 'whose snapshot', 'analyst')
      .option(
        '--limit <rows>',
        `at most so many rows (default: ${screenful.toLocaleString('en')}; of CSV all)`,
      )
      .option('--format <format>', 'table, csv or json', 'table')
      .action(async (table: string, _: object, self: Command) => {
        const flags = self.optsWithGlobals<ResultFlags>();
        await printQuery(
          context,
          flags,
          { schema: 'clientele.show/1', screenful },
          async ({ connection }) => {
            const found = await rows<{ name: string }>(
              connection,
              'select table_name as name from duckdb_tables() order by 1',
            );
            const names = found.map(({ name }) => name);
            if (!names.includes(table))
              throw new ClienteleError(
                'no-table',
                `role "${flags.role}" has no table "${table}"; it has: ${names.filter((name) => !name.startsWith('_')).join(', ')}`,
              );
            return `from ${identifier(table)}`;
          },
        );
      });
  },
};
