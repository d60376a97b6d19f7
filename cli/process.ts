import { main } from './main.ts';

/** The command line as a process: standard streams, real clock, signals to an AbortSignal. */
const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => controller.abort(new Error(signal)));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  clock: () => new Date(),
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  terminal: process.stderr.isTTY === true,
  signal: controller.signal,
});
