import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import type { Context, GlobalOptions } from '../context.ts';
import type { SetFlags } from './customer/set.ts';

const who =
  'a customer id, any id ever handed out, a source record’s key, an e-mail address or a phone number';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const group = program.command('customer').description('one customer');
    group
      .command('show')
      .description(
        'the 360° view of one customer: the source records it is made of, and where each field is from',
      )
      .argument('<id>', `${who}, a name or a part of one`)
      .action(async (id: string, _: object, self: Command) => {
        const { show } = await import('./customer/show.ts');
        return show(context, self.optsWithGlobals<GlobalOptions>(), id);
      });
    group
      .command('set')
      .description('correct fields of a customer; wins over every source from the next build on')
      .argument('<id>', who)
      .argument('<field=value...>', 'full_name, email, phone, birth_date, city, …')
      .requiredOption('--reason <text>', 'why; kept with the correction')
      .option('--by <name>', 'who corrects (default: the name of the user on this machine)')
      .option('--dry-run', 'check it, and land nothing')
      .action(async (id: string, corrections: string[], _: object, self: Command) => {
        const { set } = await import('./customer/set.ts');
        return set(context, self.optsWithGlobals<SetFlags>(), id, corrections);
      });
  },
};
