import path from 'node:path';
import type { Command } from 'commander';
import { ClienteleError } from '../../warehouse/errors.ts';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson } from '../context.ts';

interface Flags extends GlobalOptions {
  readonly customers: string;
  readonly months: string;
  readonly seed: string;
  readonly until: string;
  readonly out: string;
  readonly kafka?: string;
  readonly allowPlaintext?: boolean;
  readonly dryRun?: boolean;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new ClienteleError(
      'usage',
      `--${name} takes a whole number from ${least} to ${most}, not "${text}"`,
    );
  return value;
}

function date(text: string): string {
  const at = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(at.getTime()) ||
    at.toISOString().slice(0, 10) !== text
  )
    throw new ClienteleError('usage', `--until takes a date such as 2026-10-31, not "${text}"`);
  return text;
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('generate')
      .description('write a synthetic business as events, with the truth about it beside them')
      .option('--customers <n>', 'people who buy or may buy', '20000')
      .option('--months <n>', 'how long the business has been running', '24')
      .option('--seed <n>', 'the same seed gives the same bytes', '1')
      .option('--until <date>', 'the last day', '2026-10-31')
      .requiredOption('--out <dir>', 'gets events/ and truth/')
      .option('--kafka <brokers>', 'produce the events to topics of their names too; host:port,host:port')
      .option('--allow-plaintext', 'produce to brokers that are not this machine without encryption')
      .option('--dry-run', 'say how many events there would be, and write nothing')
      .action(async (_: object, self: Command) => run(context, self.optsWithGlobals<Flags>()));
  },
};

async function run(context: Context, flags: Flags): Promise<void> {
  const options = {
    customers: wholeNumber('customers', flags.customers, 1, 100_000_000),
    months: wholeNumber('months', flags.months, 1, 240),
    seed: wholeNumber('seed', flags.seed, 0, 0xffff_ffff),
    until: date(flags.until),
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
