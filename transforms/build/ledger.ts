import fs from 'node:fs';
import path from 'node:path';
import type { StatePaths } from '../../warehouse/index.ts';
import type { BuildReport } from './report.ts';

const lastFile = (paths: StatePaths) => path.join(paths.ledger, 'last_build.json');

/** Writes the report of a build: a file of its own for a build that changed something, and always as the last one. */
export async function recordRun(paths: StatePaths, report: BuildReport): Promise<void> {
  const text = `${JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 1)}\n`;
  const runs = path.join(paths.ledger, 'runs');
  fs.mkdirSync(runs, { recursive: true });
  if (!report.unchanged) replaceFile(path.join(runs, `${report.runId}.json`), text);
  replaceFile(lastFile(paths), text);
}

/** The report of the last build, if there was one. */
export function readLedger(paths: StatePaths): BuildReport | undefined {
  const file = lastFile(paths);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as BuildReport) : undefined;
}

/** Writes a file so that readers see the old text or the new one, never a part. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.tmp`;
  const handle = fs.openSync(temporary, 'w', 0o600);
  try {
    fs.writeSync(handle, text);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(temporary, file);
}
