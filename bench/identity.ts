import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IdentityEvaluation } from '../transforms/evaluate/index.ts';
import type { Bench, Figure } from './bench.ts';
import { writePeople } from './peopleFile.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const peer = path.join(here, 'peers/splink_dedupe.py');
const project = path.join(here, '..');

/** Compiles the command as the package has it: what a checkout runs it by takes fifty megabytes of its own. */
function compile(): void {
  const compiler = path.join(project, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
}

/** seconds after which the peer is waited for no longer */
const patience = 600;

interface Peer {
  readonly seconds: number;
  /** not known where it was not done in time: then `seconds` is what it took at least */
  readonly f1?: number;
  readonly peakRssMiB?: number;
}

/** Seconds, memory and F1 of Splink on the same file, where `CLIENTELE_SPLINK_PYTHON` names a Python that has it. */
function splink(file: string): Peer | undefined {
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

/** `evaluate identity` on a file, as a process of its own as the peer is: what made the file takes no memory in it. */
function ours(file: string): IdentityEvaluation {
  const of = ['evaluate', 'identity', '--records', file, '--id', 'unique_id', '--truth', 'cluster', '--json'];
  const command = path.join(project, 'dist/cli/process.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...of], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** How fast, and how well, the records of synthetic people are matched without labels. */
export const bench: Bench = {
  name: 'identity',
  async run({ events: wanted, note = () => undefined }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-identity-'));
    const figures: Figure[] = [];
    compile();
    try {
      for (const records of wanted ? [wanted] : [5_000, 100_000, 1_000_000]) {
        const file = path.join(folder, `people-${records}.csv`);
        writePeople(file, records);
        const { seconds, clusters, candidatePairs, blockingRecall, peakRssMiB } = ours(file);
        const of = (label: string) => `${label}, ${records} records`;
        figures.push(
          {
            label: of('matched'),
            value: seconds,
            unit: 's',
            ...(records === 1_000_000 ? { target: '≤ 60' } : {}),
          },
          { label: of('F1 of the pairs of clusters'), value: clusters.pairwise?.f1 ?? 0, unit: '' },
          { label: of('pairs compared'), value: candidatePairs, unit: 'pairs' },
          { label: of('true pairs among them'), value: blockingRecall ?? 0, unit: '' },
          { label: of('peak resident memory'), value: peakRssMiB, unit: 'MiB', target: '≤ 4096' },
        );
        note(`${records}: ${seconds} s, ${peakRssMiB} MiB`);
        const other = splink(file);
        if (!other) continue;
        const isDone = other.f1 !== undefined;
        figures.push({
          label: of(isDone ? 'Splink, p ≥ .95, matched' : 'Splink, not done after'),
          value: other.seconds,
          unit: 's',
        });
        if (other.f1 !== undefined)
          figures.push({
            label: of('Splink, p ≥ .95, F1 of the pairs of clusters'),
            value: other.f1,
            unit: '',
          });
        figures.push({
          label: of(isDone ? 'time' : 'time, at most'),
          value: seconds / other.seconds,
          unit: '×',
          ratioTo: 'Splink',
          target: '≤ 1',
        });
        if (other.peakRssMiB)
          figures.push({
            label: of('memory'),
            value: peakRssMiB / other.peakRssMiB,
            unit: '×',
            ratioTo: 'Splink',
            target: '≤ 1',
          });
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return { name: 'identity', figures };
  },
};
