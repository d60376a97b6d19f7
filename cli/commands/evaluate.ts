import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';
import { registerBasket } from './evaluate/basket.ts';
import { registerChurn } from './evaluate/churn.ts';
import { registerClv } from './evaluate/clv.ts';
import { registerForecast } from './evaluate/forecast.ts';
import { registerIdentity } from './evaluate/identity.ts';
import { registerRecommend } from './evaluate/recommend.ts';
import { registerRfm } from './evaluate/rfm.ts';
import { registerSegments } from './evaluate/segments.ts';
import { registerSentiment } from './evaluate/sentiment.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const evaluate = program
      .command('evaluate')
      .description('a model on a file of your own, before you trust it');
    registerIdentity(evaluate, context);
    registerBasket(evaluate, context);
    registerChurn(evaluate, context);
    registerClv(evaluate, context);
    registerForecast(evaluate, context);
    registerRecommend(evaluate, context);
    registerRfm(evaluate, context);
    registerSegments(evaluate, context);
    registerSentiment(evaluate, context);
  },
};
