import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { StatePaths } from '../warehouse/index.ts';

/** What a caller sends: first a command line, then its standard input. */
export type Request =
  | { readonly argv: readonly string[]; readonly cwd: string }
  | { readonly stdin: string | null };

/** What the holder answers: text for the two streams, at last the exit code. */
export type Answer = { readonly out: string } | { readonly err: string } | { readonly exit: 0 | 1 | 2 };

/** The longest address that every system takes for a Unix socket, with room to spare. */
const longestAddress = 100;

/** Where the holder of landing listens: in the data folder, or under a short name where that path is too long. */
export function socketAddress(paths: StatePaths): string {
  if (Buffer.byteLength(paths.socket) <= longestAddress) return paths.socket;
  const name = createHash('sha256').update(paths.socket).digest('hex').slice(0, 16);
  return path.join(os.tmpdir(), `clientele-${os.userInfo().uid}`, `${name}.sock`);
}

/** Makes the address's folder and sees that nobody else may put a socket there. */
export function privateFolder(address: string, paths: StatePaths): void {
  if (address === paths.socket) return;
  const folder = path.dirname(address);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  if (uid !== os.userInfo().uid || (mode & 0o077) !== 0)
    throw new Error(`${folder} must belong to you alone (mode 0700)`);
}

/** Sends one message a line. */
export function send(socket: net.Socket, message: Request | Answer): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls `receive` for each message that comes in; hangs up on what is none. */
export function listen<T>(socket: net.Socket, receive: (message: T) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    try {
      for (const line of lines) receive(JSON.parse(line) as T);
    } catch {
      socket.destroy();
    }
  });
}
