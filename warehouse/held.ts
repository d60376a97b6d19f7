import fs from 'node:fs';
import type { Engine } from './database.ts';

/**
 * Files that an engine of this process has open for writing. A second engine on such a file would be let in and,
 * when it closes, drop the first one's lock, so whoever needs the file here uses the engine that holds it.
 */
const holders = new Map<string, Engine>();

const real = (file: string): string => {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
};

/** Notes that `engine` has `file` open for writing; returns what ends it. */
export function hold(file: string, engine: Engine): () => void {
  const name = real(file);
  holders.set(name, engine);
  return () => void holders.delete(name);
}

/** The engine of this process that has `file` open for writing, if any. */
export const heldBy = (file: string): Engine | undefined => holders.get(real(file));
