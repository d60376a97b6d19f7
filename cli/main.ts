import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { ClienteleError } from '../warehouse/errors.ts';
import type { CommandModule } from './command.ts';
import type { Context } from './context.ts';
import { failureOf } from './failure.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(here, 'commands');

/** Names of all commands: the files of `cli/commands`. */
export const commandNames = (): string[] =>
  fs
    .readdirSync(folder)
    .filter((file) => /^[a-z-]+\.(ts|js)$/.test(file))
    .map((file) => path.parse(file).name)
    .sort();

/**
 * Runs one command line and returns the exit code: 0 well, 1 handled failure or misuse, 2 crash or outside
 * our control.
 */
export async function main(argv: readonly string[], context: Context): Promise<0 | 1 | 2> {
  const program = new Command('clientele')
    .description('one clean record per customer, and decisions about each')
    .option('--json', 'one JSON document on standard output, nothing else there')
    .option('--data <dir>', 'the data folder (default: from clientele.config.ts, else ./data)')
    .option('--config <file>', 'the configuration file')
    .option('--debug', 'print stack traces')
    .enablePositionalOptions(false)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    // errors are told by report, in one way whoever found them
    .configureOutput({ writeOut: context.out, writeErr: context.err, outputError: () => undefined });
  const names = commandNames();
  const wanted = argv.find((word) => names.includes(word));
  for (const name of wanted ? [wanted] : names) {
    const file =
      ['.ts', '.js'].map((end) => path.join(folder, name + end)).find((f) => fs.existsSync(f)) ?? '';
    const module: { command: CommandModule } = await import(pathToFileURL(file).href);
    module.command.register(program, context);
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    return (await carriedOut(error, program, argv, context)) ?? report(error, argv, context);
  }
}

/** Where landing is locked, the process that holds it is asked; undefined: nobody could be. */
async function carriedOut(
  error: unknown,
  program: Command,
  argv: readonly string[],
  context: Context,
): Promise<0 | 1 | 2 | undefined> {
  if (!(error instanceof ClienteleError) || error.code !== 'file-locked' || context.isHolder)
    return undefined;
  const { project } = await import('./context.ts');
  const { askHolder } = await import('./socketClient.ts');
  const { paths } = await project(context, program.opts());
  return askHolder(paths, argv, context);
}

function report(thrown: unknown, argv: readonly string[], context: Context): 0 | 1 | 2 {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
  const error = failureOf(thrown);
  const handled = error instanceof ClienteleError;
  const message = error instanceof Error ? error.message : String(error);
  if (argv.includes('--json') && !(handled && error.reported))
    context.out(
      `${JSON.stringify({ schema: 'clientele.error/1', code: handled ? error.code : 'crash', message }, null, 2)}\n`,
    );
  context.err(`clientele: ${message}\n`);
  if (argv.includes('--debug') && thrown instanceof Error && thrown.stack) context.err(`${thrown.stack}\n`);
  else if (!handled)
    context.err('clientele: this was not expected; run again with --debug for a stack trace\n');
  return handled ? error.exitCode : 2;
}
