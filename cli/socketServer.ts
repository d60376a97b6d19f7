import fs from 'node:fs';
import net from 'node:net';
import { PassThrough } from 'node:stream';
import type { StatePaths } from '../warehouse/index.ts';
import type { Context } from './context.ts';
import { type Answer, listen, privateFolder, type Request, send, socketAddress } from './socket.ts';

/** Listens for command lines of other processes while this one holds landing. */
export interface LandingServer {
  /** Runs `work` when no command line is being carried out, and keeps them waiting meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Carries out what other processes ask, one after another, as if they had landing themselves. */
export async function serveLanding(paths: StatePaths, context: Context): Promise<LandingServer> {
  const address = socketAddress(paths);
  privateFolder(address, paths);
  fs.rmSync(address, { force: true });
  let turn: Promise<unknown> = Promise.resolve();
  let busy = 0;
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    busy++;
    const result = turn.then(work).finally(() => busy--);
    turn = result.catch(() => undefined);
    return result;
  };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    attend(socket, context, alone, () => busy > 0);
  });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
  } finally {
    process.umask(mask);
  }
  fs.chmodSync(address, 0o600);
  return {
    alone,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await turn;
    },
  };
}

function attend(
  socket: net.Socket,
  context: Context,
  alone: <T>(work: () => Promise<T>) => Promise<T>,
  isBusy: () => boolean,
): void {
  const controller = new AbortController();
  const stdin = new PassThrough();
  let started = false;
  socket.on('close', () => {
    controller.abort(new Error('the caller hung up'));
    stdin.end();
  });
  listen<Request>(socket, (message) => {
    if ('stdin' in message) {
      if (message.stdin === null) stdin.end();
      else stdin.write(Buffer.from(message.stdin, 'base64'));
      return;
    }
    if (started) return;
    if (!Array.isArray(message.argv) || typeof message.cwd !== 'string') throw new TypeError('not a request');
    started = true;
    const answer = (one: Answer) => send(socket, one);
    if (isBusy()) answer({ err: 'waiting for the process that holds landing to finish what it is doing\n' });
    void alone(async () => {
      if (controller.signal.aborted) return;
      const { main } = await import('./main.ts');
      const exit = await main(message.argv, {
        ...context,
        out: (out) => answer({ out }),
        err: (err) => answer({ err }),
        cwd: message.cwd,
        stdin,
        terminal: false,
        signal: AbortSignal.any([controller.signal, context.signal]),
        isHolder: true,
      });
      answer({ exit });
      socket.end();
    });
  });
}
