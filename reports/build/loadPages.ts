import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Language } from './languages.ts';
import { type Member, type Page, readMemberPages } from './pages.ts';
import type { Snapshot } from './snapshot.ts';

/** What a module of `loaders/` exports. */
export interface Loader {
  load(snapshot: Snapshot): Promise<unknown>;
}

/** One of the many of which each has a page, with what its page needs. */
export interface LoadedMember {
  /** letters, digits and hyphens: it stands in the address */
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly data: unknown;
}

/** What a module of `loaders/` exports for a page of which there is one for each of many. */
export interface MemberLoader {
  loadEach(snapshot: Snapshot): Promise<readonly LoadedMember[]>;
}

/**
 * Writes `data/<page>.json` for each page, in one process, from one open snapshot; returns those that it
 * found many of.
 */
export async function loadPages(
  snapshot: Snapshot,
  root: string,
  pages: readonly Page[],
): Promise<readonly Member[]> {
  fs.mkdirSync(path.join(root, 'data'), { recursive: true });
  const write = (address: string, data: unknown) =>
    fs.writeFileSync(path.join(root, 'data', `${address}.json`), JSON.stringify({ run: snapshot.run, data }));
  for (const { key } of pages) write(key, await (await loader<Loader>(key)).load(snapshot));
  const members: Member[] = [];
  for (const page of readMemberPages())
    for (const { id, name, data } of await (await loader<MemberLoader>(page.key)).loadEach(snapshot)) {
      const address = `${page.key}-${id}`;
      write(address, data);
      members.push({ page, address, name });
    }
  return members;
}

const loader = async <L>(key: string): Promise<L> => {
  const own = fileURLToPath(import.meta.url);
  const file = path.join(path.dirname(own), '../loaders', `${key}${path.extname(own)}`);
  return import(pathToFileURL(file).href);
};
