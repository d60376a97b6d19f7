import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generate } from '../ingest/index.ts';
import type { Bench } from './bench.ts';

/** Events of a customer in 24 months, about. */
const eventsEach = 18.6;

/** Seconds to write the bytes of the files once more, and nothing else. */
function secondsToWrite(files: readonly string[], to: string): number {
  const piece = Buffer.allocUnsafe(1 << 19);
  let seconds = 0;
  for (const file of files) {
    const from = fs.openSync(file, 'r');
    const into = fs.openSync(to, 'w');
    for (;;) {
      const read = fs.readSync(from, piece);
      if (read === 0) break;
      const started = performance.now();
      fs.writeSync(into, piece, 0, read);
      seconds += (performance.now() - started) / 1000;
    }
    fs.closeSync(from);
    fs.closeSync(into);
  }
  return seconds;
}

/** How fast the synthetic business is written to disk, and in how much memory. */
export const bench: Bench = {
  name: 'generate',
  async run({ events = 10_000_000, note = () => undefined }) {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-generate-'));
    try {
      const cpu = process.cpuUsage();
      const started = performance.now();
      const { lines, files } = await generate({
        customers: Math.round(events / eventsEach),
        months: 24,
        seed: 1,
        until: '2026-10-31',
        out,
        onProgress: ({ day, days }) => {
          if (day % 100 === 0) note(`day ${day} of ${days}`);
        },
      });
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const memory = process.resourceUsage().maxRSS / 1024;
      const alone = secondsToWrite(files, path.join(out, 'again'));
      return {
        name: 'generate',
        figures: [
          { label: 'events', value: lines, unit: 'events' },
          { label: 'generate', value: lines / seconds, unit: 'events/s', target: '≥ 100 thousand' },
          { label: 'generate by processor time', value: lines / ((user + system) / 1e6), unit: 'events/s' },
          { label: 'peak resident memory', value: memory, unit: 'MiB', target: '≤ 1536' },
          { label: 'NDJSON written alone', value: lines / alone, unit: 'events/s' },
          { label: 'generate', value: seconds / alone, unit: '×', ratioTo: 'NDJSON written alone' },
        ],
      };
    } finally {
      fs.rmSync(out, { recursive: true, force: true });
    }
  },
};
