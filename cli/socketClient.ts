import net from 'node:net';
import type { StatePaths } from '../warehouse/index.ts';
import type { Context } from './context.ts';
import { type Answer, listen, type Request, send, socketAddress } from './socket.ts';

/**
 * Asks the process that holds landing to carry out a command line. Its exit code; undefined: nobody listens.
 * Hanging up (the signal) makes the holder abort it.
 */
export function askHolder(
  paths: StatePaths,
  argv: readonly string[],
  context: Context,
): Promise<0 | 1 | 2 | undefined> {
  return new Promise((resolve) => {
    let exit: 0 | 1 | 2 | undefined;
    let connected = false;
    const socket = net.connect(socketAddress(paths));
    const hangUp = () => {
      exit = 1;
      socket.destroy();
    };
    const forward = (chunk: Buffer | string) =>
      send(socket, { stdin: Buffer.from(chunk).toString('base64') } satisfies Request);
    const forwardEnd = () => send(socket, { stdin: null });
    context.signal.addEventListener('abort', hangUp, { once: true });
    socket.on('connect', () => {
      connected = true;
      send(socket, { argv, cwd: context.cwd });
      if (!argv.includes('-')) return forwardEnd();
      context.stdin.on('data', forward);
      context.stdin.on('end', forwardEnd);
    });
    listen<Answer>(socket, (answer) => {
      if ('out' in answer) context.out(answer.out);
      else if ('err' in answer) context.err(answer.err);
      else exit = answer.exit;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      context.signal.removeEventListener('abort', hangUp);
      context.stdin.off('data', forward);
      context.stdin.off('end', forwardEnd);
      if (argv.includes('-')) context.stdin.pause();
      if (connected && exit === undefined) {
        context.err(
          'clientele: the process that held landing ended before it had answered; run this again\n',
        );
        exit = 2;
      }
      resolve(exit);
    });
  });
}
