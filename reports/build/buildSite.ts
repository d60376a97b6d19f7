import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClienteleError, type Config, packageRoot, type StatePaths } from '../../warehouse/index.ts';
import { bundleViews } from './bundle.ts';
import { finish } from './finish.ts';
import { loadPages } from './loadPages.ts';
import { stayOffline } from './npmVersions.ts';
import { readMemberPages, readPages } from './pages.ts';
import type { Site } from './siteConfig.ts';
import { openSnapshot } from './snapshot.ts';
import { swapFolder } from './swapFolder.ts';

export interface SiteOptions {
  readonly paths: StatePaths;
  readonly config: Config;
  readonly role: string;
  /** where the site goes; default `data/site/<role>` */
  readonly out?: string;
}

export interface BuiltSite {
  readonly role: string;
  readonly folder: string;
  readonly runId: string;
  readonly asOf: string;
  readonly pages: readonly string[];
  readonly seconds: number;
}

/**
 * Builds the site of one role from its current snapshot, in a folder of its own, and puts it in place of the last one
 * by a rename. Nothing is kept from an earlier build, so nothing can be stale.
 * @throws ClienteleError `not-published`, `site-failed`
 */
export async function buildSite(options: SiteOptions): Promise<BuiltSite> {
  const started = performance.now();
  const folder = path.resolve(options.out ?? path.join(options.paths.site, options.role));
  const snapshot = await openSnapshot(options.paths, options.role);
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-site-'));
  const output = `${folder}.${process.pid}.${path.basename(temporary)}.tmp`;
  const pages = readPages();
  const root = path.join(temporary, 'root');
  let site: Site;
  try {
    prepareRoot(root, output);
    const [members] = await Promise.all([loadPages(snapshot, root, pages), bundleViews(root)]);
    site = { root, output, run: snapshot.run, pages, members };
    await runFramework(site, path.join(temporary, 'site.json'));
    finish(site);
    swapFolder(output, folder);
  } finally {
    snapshot.close();
    fs.rmSync(temporary, { recursive: true, force: true });
    fs.rmSync(output, { recursive: true, force: true });
  }
  const { runId, asOf } = snapshot.run;
  const made = [...pages.map(({ key }) => key), ...site.members.map(({ address }) => address)];
  return {
    role: options.role,
    folder,
    runId,
    asOf,
    pages: made,
    seconds: (performance.now() - started) / 1000,
  };
}

function prepareRoot(root: string, output: string): void {
  const source = path.join(packageRoot(), 'reports/pages');
  fs.mkdirSync(path.join(root, '[lang]'), { recursive: true });
  fs.mkdirSync(output, { recursive: true });
  const copy = (key: string, name: string) =>
    fs.copyFileSync(path.join(source, `${key}.md`), path.join(root, '[lang]', `${name}.md`));
  for (const { key } of readPages()) copy(key, key);
  for (const { key } of readMemberPages()) copy(key, `${key}-[member]`);
  stayOffline(root);
}

async function runFramework(site: Site, file: string): Promise<void> {
  fs.writeFileSync(file, JSON.stringify(site));
  const own = fileURLToPath(import.meta.url);
  const script = path.join(path.dirname(own), `framework${path.extname(own)}`);
  const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loader, script, file], {
    cwd: packageRoot(),
    env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: '1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new ClienteleError('site-failed', `the report site could not be rendered: ${said.trim()}`, {
      exitCode: 2,
    });
}
