import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';
import { registerBasket } from './evaluate/basket.ts';
import { registerClv } from './evaluate/clv.ts';
import { registerIdentity } from './evaluate/identity.ts';
import { registerRfm } from './evaluate/rfm.ts';
import { registerSegments } from './evaluate/segments.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const evaluate = program
      .command('evaluate')
      .description('a model on a file of your own, before you trust it');
    registerIdentity(evaluate, context);
    registerBasket(evaluate, context);
    registerClv(evaluate, context);
    registerRfm(evaluate, context);
    registerSegments(evaluate, context);
  },
};
