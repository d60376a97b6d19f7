import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';
import type { DecisionFlags } from './identity/decide.ts';
import type { ExplainFlags } from './identity/explain.ts';
import type { ReviewFlags } from './identity/review.ts';

const deciding = (command: Command): Command =>
  command
    .requiredOption('--reason <text>', 'why; kept with the decision')
    .option('--by <name>', 'who decides (default: the name of the user on this machine)')
    .option('--dry-run', 'check it, and record nothing');

const ids = 'a source record’s number or key, any customer id, an e-mail address or a phone number';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const group = program.command('identity').description('which source records are one customer, and why');
    group
      .command('explain <id> <id2>')
      .description(`why two records are, or are not, one customer (each ${ids})`)
      .action(async (left: string, right: string, _: object, self: Command) => {
        const { explain } = await import('./identity/explain.ts');
        return explain(context, self.optsWithGlobals<ExplainFlags>(), left, right);
      });
    deciding(group.command('merge <id> <id2>'))
      .description(
        `decide that two records are one customer (each ${ids}); wins over the model from the next build on`,
      )
      .action(async (left: string, right: string, _: object, self: Command) => {
        const { recordDecision } = await import('./identity/decide.ts');
        return recordDecision(context, self.optsWithGlobals<DecisionFlags>(), 'merge', left, right);
      });
    deciding(group.command('split <id> [id2]'))
      .description(
        'decide that two records are two customers, or with one id, that it is none of its customer’s other records; wins over the model from the next build on',
      )
      .action(async (left: string, right: string | undefined, _: object, self: Command) => {
        const { recordDecision, takeOut } = await import('./identity/decide.ts');
        const flags = self.optsWithGlobals<DecisionFlags>();
        return right === undefined
          ? takeOut(context, flags, left)
          : recordDecision(context, flags, 'split', left, right);
      });
    group
      .command('review [ids...]')
      .description('the pairs to look at; with two ids, takes that pair off the list as it is')
      .option('--limit <n>', 'at most so many', '20')
      .option('--reason <text>', 'why the pair stays as it is')
      .option('--by <name>', 'who decides (default: the name of the user on this machine)')
      .option('--dry-run', 'check it, and record nothing')
      .action(async (pair: string[], _: object, self: Command) => {
        const { review } = await import('./identity/review.ts');
        return review(context, self.optsWithGlobals<ReviewFlags>(), pair);
      });
    group
      .command('decisions')
      .description('the decisions in force')
      .action(async (_: object, self: Command) => {
        const { listDecisions } = await import('./identity/decide.ts');
        return listDecisions(context, self.optsWithGlobals<DecisionFlags>());
      });
    deciding(group.command('undo <decision> [id2]'))
      .description('take a decision back: by its id (d1), or with two records, the one about them')
      .action(async (id: string, other: string | undefined, _: object, self: Command) => {
        const { undo } = await import('./identity/decide.ts');
        return undo(context, self.optsWithGlobals<DecisionFlags>(), id, other);
      });
    group
      .command('train')
      .description('fit the matcher’s parameters anew to what has landed')
      .action(async (_: object, self: Command) => {
        const { train } = await import('./identity/train.ts');
        return train(context, self.optsWithGlobals<DecisionFlags>());
      });
  },
};
