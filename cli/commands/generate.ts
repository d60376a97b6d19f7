import path from 'node:path';
import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson } from '../context.ts';
import { isoDate, wholeNumber } from '../options.ts';

interface Flags extends GlobalOptions {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  readonly until: string;
  readonly out: string;
  readonly kafka?: string;
  readonly allowPlaintext?: boolean;
  readonly dryRun?: boolean;
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('generate')
      .description('write a synthetic business as events, with the truth about it beside them')
      .option('--customers <n>', 'people who buy or may buy', wholeNumber(1, 100_000_000), 20_000)
      .option('--months <n>', 'how long the business has been running', wholeNumber(1, 240), 24)
      .option('--seed <n>', 'the same seed gives the same bytes', wholeNumber(0, 0xffff_ffff), 1)
      .option('--until <date>', 'the last day', isoDate, '2026-10-31')
      .requiredOption('--out <dir>', 'gets events/ and truth/')
      .option('--kafka <brokers>', 'produce the events to topics of their names too; host:port,host:port')
      .option('--allow-plaintext', 'produce to brokers that are not this machine without encryption')
      .option('--dry-run', 'say how many events there would be, and write nothing')
      .action(async (_: object, self: Command) => run(context, self.optsWithGlobals<Flags>()));
  },
};

async function run(context: Context, flags: Flags): Promise<void> {
  const options = {
    customers: flags.customers,
    months: flags.months,
    seed: flags.seed,
    until: flags.until,
    out: path.resolve(context.cwd, flags.out),
    signal: context.signal,
    ...(flags.dryRun ? { dryRun: true } : {}),
  };
  const { generate, openProducer } = await import('../../ingest/index.ts');
  const producer =
    flags.kafka && !flags.dryRun
      ? await openProducer({
          brokers: flags.kafka.split(','),
          env: context.env,
          ...(flags.allowPlaintext ? { allowPlaintext: true } : {}),
        })
      : undefined;
  let shown = context.clock().getTime();
  try {
    const generated = await generate({
      ...options,
      ...(producer ? { produce: producer.produce } : {}),
      onProgress: ({ day, days, events }) => {
        const now = context.clock().getTime();
        if (now - shown < (context.terminal ? 500 : 10_000)) return;
        shown = now;
        context.err(`day ${day} of ${days}: ${events.toLocaleString('en')} events\n`);
      },
    });
    if (flags.json)
      printJson(context, { ...generated.summary, schema: 'clientele.generate/1', out: options.out });
    else
      context.out(
        `${generated.lines.toLocaleString('en')} events of ${options.customers.toLocaleString('en')} customers ${flags.dryRun ? 'would be' : 'are'} in ${path.join(options.out, 'events')}, the truth in ${path.join(options.out, 'truth')}\n`,
      );
  } finally {
    await producer?.close();
  }
}
