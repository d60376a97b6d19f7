import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, which holds `sql/`: from a checkout as well as from a compiled copy within it. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, 'utf8')).name === 'clientele')
      return folder;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('package.json of clientele not found above warehouse/');
    folder = parent;
  }
}
