import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * One folder for everything that a run of the tests writes, gone when the run ends: gigabytes, with packages
 * and snapshots.
 */
export default function temporaryRoot(): () => void {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-tests-'));
  process.env.TMPDIR = root;
  return () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}
