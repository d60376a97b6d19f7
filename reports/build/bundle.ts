import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from './packageRoot.ts';

/**
 * Bundles each view with its components, what they share in chunks of its own, and the style sheet.
 * Framework then sees plain modules with relative imports: nothing is looked up in node_modules from the folder it
 * builds in, and a page asks for few files.
 */
export async function bundleViews(root: string): Promise<void> {
  const reports = path.join(packageRoot(), 'reports');
  const views = fs.readdirSync(path.join(reports, 'views')).filter((file) => file.endsWith('.ts'));
  await build({
    entryPoints: views.map((file) => path.join(reports, 'views', file)),
    outdir: path.join(root, 'views'),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    chunkNames: 'shared-[hash]',
    logLevel: 'silent',
  });
  await build({
    entryPoints: [path.join(reports, 'style/index.css')],
    outfile: path.join(root, 'style.css'),
    bundle: true,
    minify: true,
    logLevel: 'silent',
  });
}
