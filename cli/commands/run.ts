import type { Command } from 'commander';
import { buildOptions } from '../build.ts';
import type { CommandModule } from '../command.ts';
import { type Context, printJson, project } from '../context.ts';
import type { LandingServer } from '../socketServer.ts';
import { type KafkaFlags, kafkaOptions, withKafkaOptions } from './ingest/kafka.ts';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    withKafkaOptions(program.command('run'))
      .description('the live mode: land topics as they grow, build on a schedule, serve other commands')
      .action((_: object, self: Command) => live(context, self.optsWithGlobals<KafkaFlags>()));
  },
};

async function live(context: Context, flags: KafkaFlags): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { ingestKafka, Landing } = await import('../../ingest/index.ts');
  const { serveLanding } = await import('../socketServer.ts');
  const options = await kafkaOptions(context, flags, config);
  const landing = await Landing.open(paths, {
    clock: context.clock,
    memoryLimit: config.resources.memoryLimit,
    threads: config.resources.threads,
  });
  const server = await serveLanding(paths, context);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const builds = buildOnSchedule(context, flags, server, config.run.buildEverySeconds, signal);
  try {
    context.err(
      `landing ${options.topics.join(', ')}; a build every ${config.run.buildEverySeconds} seconds\n`,
    );
    const partitions = await ingestKafka(landing, { ...options, signal, until: 'stopped' });
    stop.abort();
    const made = await builds;
    const landed = partitions.reduce((sum, p) => sum + p.landed, 0);
    const dead = partitions.reduce((sum, p) => sum + p.dead, 0);
    if (flags.json) printJson(context, { schema: 'clientele.run/1', landed, dead, builds: made, partitions });
    else context.out(`${landed} events landed, ${dead} dead letters, ${made} builds\n`);
  } finally {
    stop.abort();
    await builds.catch(() => 0);
    await server.close();
    await landing.close();
  }
}

/** Builds until the signal; a build that fails is reported and the next one tries again. */
async function buildOnSchedule(
  context: Context,
  flags: KafkaFlags,
  server: LandingServer,
  everySeconds: number,
  signal: AbortSignal,
): Promise<number> {
  let made = 0;
  while (!signal.aborted) {
    const started = Date.now();
    await server.alone(async () => {
      if (signal.aborted) return;
      try {
        const { build, summaryLine } = await import('../../transforms/index.ts');
        const report = await build({ ...(await buildOptions(context, flags)), signal, today: true });
        made++;
        context.err(`build ${report.runId}: ${report.status}. ${summaryLine(report.totals)}\n`);
      } catch (error) {
        if (!signal.aborted) context.err(`build failed: ${error instanceof Error ? error.message : error}\n`);
      }
    });
    await sleep(everySeconds * 1000 - (Date.now() - started), signal);
  }
  return made;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
