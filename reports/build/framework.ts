import fs from 'node:fs';
import path from 'node:path';
import { build, FileBuildEffects } from '@observablehq/framework/dist/build.js';
import { normalizeConfig } from '@observablehq/framework/dist/config.js';
import { type Site, siteConfig } from './siteConfig.ts';

/**
 * Runs Observable Framework over one folder. A process of its own, because Framework listens to signals and keeps
 * module state; its argument is a JSON file that holds a `Site`.
 */
const site = JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8')) as Site;
const quiet = { log() {}, warn: console.warn, error: console.error };
const config = normalizeConfig(siteConfig(site), site.root);
await build(
  { config },
  new FileBuildEffects(site.output, path.join(site.root, '.observablehq/cache'), {
    logger: { ...quiet, warn() {} },
    output: { write() {} },
  }),
);
process.exit(0);
