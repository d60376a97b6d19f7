import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IdentityEvaluation } from '../transforms/evaluate/index.ts';
import type { Figure } from './bench.ts';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const peer = path.join(project, 'bench/peers/splink_dedupe.py');

/** Compiles the command as the package has it: what a checkout runs it by takes fifty megabytes of its own. */
export function compile(): void {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
}

/** `evaluate identity` on a file, as a process of its own as the peer is: what made the file takes no memory in it. */
export function ours(file: string): IdentityEvaluation {
  const of = ['evaluate', 'identity', '--records', file, '--id', 'unique_id', '--truth', 'cluster', '--json'];
  const command = path.join(project, 'dist/cli/process.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...of], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** seconds after which the peer is waited for no longer */
const patience = 600;

export interface Peer {
  readonly seconds: number;
  /** not known where it was not done in time: then `seconds` is what it took at least */
  readonly f1?: number;
  readonly peakRssMiB?: number;
}

/** Seconds, memory and F1 of Splink on the same file, where `CLIENTELE_SPLINK_PYTHON` names a Python that has it. */
export function splink(file: string): Peer | undefined {
  const python = process.env.CLIENTELE_SPLINK_PYTHON;
  if (!python) return undefined;
  const { status, signal, stdout } = spawnSync(python, [peer, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: patience * 1000,
    killSignal: 'SIGKILL',
  });
  if (signal) return { seconds: patience };
  if (status !== 0) throw new Error(`${peer} ended with ${status}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** What ours takes, as a share of what Splink takes. */
export const besideSplink = (label: string, ours: number, splinks: number): Figure => ({
  label,
  value: ours / splinks,
  unit: '×',
  ratioTo: 'Splink',
  target: '≤ 1',
});
