import fs from 'node:fs';
import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import type { Context } from '../context.ts';

/** Each file of `cli/commands/ingest` is a source. */
const folder = new URL('./ingest/', import.meta.url);
const sources: CommandModule[] = [];
for (const file of fs.readdirSync(folder).sort()) {
  if (!/^[a-z-]+\.(ts|js)$/.test(file)) continue;
  const module: { command: CommandModule } = await import(new URL(file, folder).href);
  sources.push(module.command);
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const ingest = program.command('ingest').description('land events from files or Kafka, exactly once');
    for (const source of sources) source.register(ingest, context);
  },
};
