import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';

const binary = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../bin/clientele.js');

/** Median wall seconds of seven runs of a command line. */
function seconds(args: readonly string[]): number {
  const runs = Array.from({ length: 7 }, () => {
    const started = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return (performance.now() - started) / 1000;
  });
  return runs.sort((a, b) => a - b)[3] ?? Number.NaN;
}

/** How long it takes until a command that does almost nothing is done. */
export const bench: Bench = {
  name: 'start-up',
  async run() {
    const node = seconds(['-e', '0']);
    const version = seconds([binary, '--version']);
    const status = seconds([binary, 'status']);
    return {
      name: 'start-up',
      figures: [
        { label: 'node -e 0', value: node, unit: 's' },
        { label: 'clientele --version', value: version, unit: 's', target: '≤ 0.4 s' },
        { label: 'clientele status', value: status, unit: 's', target: '≤ 0.8 s' },
        { label: 'status', value: status / node, unit: '×', ratioTo: 'node -e 0' },
      ],
    };
  },
};
