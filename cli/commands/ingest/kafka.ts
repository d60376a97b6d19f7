import type { Command } from 'commander';
import { ClienteleError, type Config } from '../../../warehouse/index.ts';
import type { CommandModule } from '../../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';

export interface KafkaFlags extends GlobalOptions {
  readonly untilEnd?: boolean;
  readonly follow?: boolean;
  readonly topic?: string[];
  readonly brokers?: string;
  readonly group?: string;
  readonly restart?: string[];
  readonly allowPlaintext?: boolean;
  readonly dryRun?: boolean;
}

/** Adds the options that `ingest kafka` and `run` share. */
export const withKafkaOptions = (command: Command): Command =>
  command
    .option('--topic <topics...>', 'only these topics (default: kafka.topics of the configuration)')
    .option(
      '--brokers <list>',
      'host:port, comma-separated (default: CLIENTELE_KAFKA_BROKERS, kafka.brokers)',
    )
    .option('--group <id>', 'the consumer group (default: kafka.groupId)')
    .option(
      '--restart <topics...>',
      "land these again from the broker's first message, after the topic was made anew",
    )
    .option('--allow-plaintext', 'read from another machine without TLS');

export const command: CommandModule = {
  register(ingest: Command, context: Context) {
    withKafkaOptions(ingest.command('kafka'))
      .description('land topics: until the end they have now (default), or as they grow')
      .option('--until-end', 'stop at the end that the topics have now')
      .option('--follow', 'go on until interrupted')
      .option('--dry-run', 'say what would be read, and land nothing')
      .action((_: object, self: Command) => ingestTopics(context, self.optsWithGlobals<KafkaFlags>()));
  },
};

/** What the flags, the environment and the configuration say, in this order. */
export async function kafkaOptions(context: Context, flags: KafkaFlags, config: Config) {
  const { brokersFrom } = await import('../../../ingest/index.ts');
  return {
    brokers: flags.brokers?.split(',') ?? brokersFrom(config.kafka.brokers, context.env),
    env: context.env,
    topics: flags.topic ?? config.kafka.topics,
    groupId: flags.group ?? config.kafka.groupId,
    allowPlaintext: flags.allowPlaintext,
    restart: flags.restart,
    signal: context.signal,
    notice: (message: string) => context.err(`${message}\n`),
  };
}

async function ingestTopics(context: Context, flags: KafkaFlags): Promise<void> {
  if (flags.untilEnd && flags.follow)
    throw new ClienteleError('usage', '--until-end and --follow exclude each other');
  const { config, paths } = await project(context, flags);
  const { ingestKafka, Landing, previewKafka } = await import('../../../ingest/index.ts');
  const options = await kafkaOptions(context, flags, config);
  if (flags.dryRun) {
    const partitions = await previewKafka(paths, options);
    const left = partitions.reduce((sum, p) => sum + p.left, 0n);
    if (flags.json)
      return printJson(context, { schema: 'clientele.ingest-kafka-preview/1', left, partitions });
    for (const p of partitions)
      context.out(`${p.topic}/${p.partition}: ${p.next ?? p.low} of ${p.end}, ${p.left} to read\n`);
    return context.out(`${left} offsets to read; nothing was landed\n`);
  }
  const until = flags.follow ? 'stopped' : 'end';
  const landing = await Landing.open(paths, {
    clock: context.clock,
    // a drain needs little; while following, this process also builds when another one asks
    memoryLimit: until === 'end' ? '64MB' : config.resources.memoryLimit,
    threads: config.resources.threads,
  });
  const { serveLanding } = await import('../../socketServer.ts');
  const server = until === 'stopped' ? await serveLanding(paths, context) : undefined;
  try {
    const started = performance.now();
    const partitions = await ingestKafka(landing, {
      ...options,
      until,
      progress: progressLine(context, until),
    });
    const seconds = (performance.now() - started) / 1000;
    const sum = (name: 'read' | 'landed' | 'dead') => partitions.reduce((total, p) => total + p[name], 0);
    const [read, landed, dead] = [sum('read'), sum('landed'), sum('dead')];
    if (flags.json)
      return printJson(context, {
        schema: 'clientele.ingest-kafka/1',
        until,
        seconds,
        read,
        landed,
        dead,
        partitions,
      });
    context.out(
      `${read} messages read: ${landed} events landed, ${dead} dead letters (${seconds.toFixed(1)} s)\n`,
    );
    if (dead > 0) context.out('see them with: clientele dead-letters list\n');
    if (until === 'end' && context.signal.aborted)
      throw new ClienteleError('interrupted', 'interrupted before the end; start again to go on from there', {
        retriable: true,
      });
  } finally {
    await server?.close();
    await landing.close();
  }
}

/** Counts, speed and what is left: every second on a terminal, else every ten. */
function progressLine(context: Context, until: 'end' | 'stopped') {
  let last = { at: performance.now(), read: 0 };
  return ({ read, left }: { read: number; left: bigint }) => {
    const now = performance.now();
    const elapsed = (now - last.at) / 1000;
    if (elapsed < (context.terminal ? 1 : 10)) return;
    const speed = (read - last.read) / elapsed;
    if (until === 'stopped' && !context.terminal && read === last.read) return;
    last = { at: now, read };
    const wait =
      speed > 0 && until === 'end' ? `, ${Math.ceil(Number(left) / speed)} s for ${left} offsets more` : '';
    const line = `${read} messages read, ${Math.round(speed)}/s${wait}`;
    context.err(context.terminal ? `\r\x1b[K${line}` : `${line}\n`);
    if (context.terminal && left === 0n) context.err('\n');
  };
}
