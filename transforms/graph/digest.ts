import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** SHA-256 over the parts, each framed by its length so that no two lists collide; the first 32 hex digits. */
export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 32);
}

/**
 * Digest of a source file and of every file it imports by a relative path, so that a change in a method
 * rebuilds its tables.
 * @param known texts of files that were read already; those read are added
 */
export function sourceDigest(entry: string, known: Map<string, string>): string {
  const texts = new Map<string, string>();
  const pending = [entry];
  for (let file = pending.pop(); file; file = pending.pop()) {
    if (texts.has(file)) continue;
    let text = known.get(file);
    if (text === undefined) {
      if (!fs.existsSync(file)) continue;
      text = fs.readFileSync(file, 'utf8');
      known.set(file, text);
    }
    texts.set(file, text);
    for (const [, specifier] of text.matchAll(/from\s+'(\.{1,2}\/[^']+)'/g))
      pending.push(path.resolve(path.dirname(file), specifier ?? ''));
  }
  const base = path.dirname(entry);
  return digest([...texts].map(([file, text]) => `${path.relative(base, file)}\n${text}`).sort());
}
