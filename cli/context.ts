import { type Config, loadConfig, type StatePaths, statePaths } from '../warehouse/index.ts';

/** Everything a command touches of the outside world, passed in so that a command is tested without a process. */
export interface Context {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly clock: () => Date;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
  /** standard error is a terminal: progress may be redrawn */
  readonly terminal: boolean;
  /** aborted on SIGINT, SIGTERM or when a caller over the socket hangs up */
  readonly signal: AbortSignal;
  /** this process holds landing and carries out a command line of another one */
  readonly isHolder?: boolean;
}

/** Options every command has. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly config?: string;
  readonly debug?: boolean;
}

/** The configuration and the state paths that a command works on. `--data` wins over the configuration. */
export async function project(
  context: Context,
  options: GlobalOptions,
): Promise<{ config: Config; paths: StatePaths }> {
  const config = await loadConfig(context.cwd, options.config);
  const path = await import('node:path');
  return { config, paths: statePaths(path.resolve(context.cwd, options.data ?? config.data)) };
}

/** Writes one JSON document (BigInt as number where safe, else as string; Date as ISO 8601). */
export function printJson(
  context: Context,
  document: { readonly schema: string } & Record<string, unknown>,
): void {
  const replacer = (_: string, value: unknown) =>
    typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) : value;
  context.out(`${JSON.stringify(document, replacer, 2)}\n`);
}
