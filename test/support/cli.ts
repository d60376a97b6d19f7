import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { main } from '../../cli/main.ts';

/** The project's root. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, in `cwd`, at a fixed clock. */
export async function run(
  cwd: string,
  argv: readonly string[],
  options: { clock?: Date; stdin?: string } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const clock = options.clock ?? new Date('2026-11-23T08:00:00Z');
  const code = await main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    clock: () => clock,
    cwd,
    env: process.env,
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    terminal: false,
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

/** Starts the command line as a process of its own. */
export function start(
  cwd: string,
  argv: readonly string[],
): { readonly kill: () => void; readonly done: Promise<number | null> } {
  const child = spawn(process.execPath, [path.join(projectRoot, 'bin/clientele.js'), ...argv], {
    cwd,
    stdio: 'ignore',
  });
  return {
    kill: () => void child.kill('SIGKILL'),
    done: new Promise((resolve) => child.on('exit', (code) => resolve(code))),
  };
}

/** A fresh folder, gone when the run of the tests ends (`temporaryRoot`). */
export function temporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `clientele-${name}-`));
}
