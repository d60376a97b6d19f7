import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Site } from './siteConfig.ts';
import type { Snapshot } from './snapshot.ts';

/** What a module of `loaders/` exports. */
export interface Loader {
  load(snapshot: Snapshot): Promise<unknown>;
}

/** Writes `data/<page>.json` for each page: one process, one open snapshot. */
export async function loadPages(snapshot: Snapshot, site: Site): Promise<void> {
  const own = fileURLToPath(import.meta.url);
  const loaders = path.join(path.dirname(own), '../loaders');
  fs.mkdirSync(path.join(site.root, 'data'), { recursive: true });
  for (const { key } of site.pages) {
    const file = path.join(loaders, `${key}${path.extname(own)}`);
    const loader: Loader = await import(pathToFileURL(file).href);
    const data = await loader.load(snapshot);
    fs.writeFileSync(
      path.join(site.root, 'data', `${key}.json`),
      JSON.stringify({ run: snapshot.run, data }),
    );
  }
}
