import fs from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packageRoot } from '../../warehouse/index.ts';

/** The statistics have no side effects, so a view carries only what it calls of them. */
const pureModels: Plugin = {
  name: 'pure-models',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /models\/index|^\.{1,2}\// },
      async ({ path: wanted, resolveDir, kind, pluginData }) => {
        if (pluginData === pureModels) return undefined;
        const found = await resolve(wanted, { resolveDir, kind, pluginData: pureModels });
        const inModels = found.path.startsWith(path.join(packageRoot(), 'models') + path.sep);
        return inModels ? { ...found, sideEffects: false } : undefined;
      },
    );
  },
};

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
    plugins: [pureModels],
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
