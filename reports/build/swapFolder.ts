import fs from 'node:fs';
import path from 'node:path';

/** Puts `fresh` in the place of `folder`: two renames, and the old one back if the second fails. */
export function swapFolder(fresh: string, folder: string): void {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const old = `${fresh}.old`;
  const replaces = fs.existsSync(folder);
  if (replaces) fs.renameSync(folder, old);
  try {
    fs.renameSync(fresh, folder);
  } catch (error) {
    if (replaces) fs.renameSync(old, folder);
    throw error;
  }
  if (replaces) fs.rmSync(old, { recursive: true, force: true });
}
