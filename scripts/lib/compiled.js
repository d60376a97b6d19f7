import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root as ownRoot } from './packages.js';

/** The folders of sources that the command line is made of, as in `tsconfig.build.json`. */
const folders = ['cli', 'ingest', 'transforms', 'models', 'warehouse', 'reports'];

/** States that stay, the present one among them, for processes that still run and load a command late. */
const kept = 4;

/** The sources below a project's root, in the order of their paths. */
const sourcesOf = (root) =>
  folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** What names a state of the sources: their paths, sizes and times, and what compiles them. */
function stateOf(root, files) {
  const hash = createHash('sha256');
  for (const file of [...files, path.join(root, 'package.json')]) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** File for file, as `tsc` compiles the package; an import of a `.ts` is one of the `.js` beside it. */
const relativeImports = {
  name: 'relative-imports',
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: wanted }) => ({
      path: wanted.replace(/\.ts$/, '.js'),
      external: true,
    }));
  },
};

async function compile(root, files, folder) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: files,
    outbase: root,
    outdir: folder,
    bundle: true,
    packages: 'external',
    plugins: [relativeImports],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    write: false,
  });
  for (const { path: file, contents } of outputFiles) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, contents);
  }
}

/** Drops the states before the last few, and what a process that was killed left unfinished an hour ago. */
function dropFormer(compiled) {
  const folders = fs
    .readdirSync(compiled)
    .map((name) => ({
      name,
      made: fs.statSync(path.join(compiled, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .sort((a, b) => b.made - a.made);
  const states = folders.filter(({ name }) => !name.includes('-'));
  const unfinished = folders.filter(({ name, made }) => name.includes('-') && made < Date.now() - 3_600_000);
  for (const { name } of states.slice(kept)) dropState(path.join(compiled, name));
  for (const { name } of unfinished) fs.rmSync(path.join(compiled, name), { recursive: true, force: true });
}

/** Drops a state, first out of sight: half of its files gone, it would be the newest to another process. */
function dropState(folder) {
  const dropped = `${folder}-${process.pid}`;
  try {
    fs.renameSync(folder, dropped);
  } catch (error) {
    if (error?.code === 'ENOENT') return;
    throw error;
  }
  fs.rmSync(dropped, { recursive: true, force: true });
}

/**
 * The folder of a checkout's sources as JavaScript, compiled where they have changed since. A start from it takes
 * less time and memory than one that compiles as it loads (`bench start-up`).
 * Processes that start at once each compile, and the first to end names the folder.
 * @returns `.compiled/<state>` below the root; undefined where nothing can be written there
 */
export async function compiledSources(root = ownRoot) {
  const files = sourcesOf(root);
  const compiled = path.join(root, '.compiled');
  const folder = path.join(compiled, stateOf(root, files));
  if (fs.existsSync(folder)) return folder;
  const unfinished = `${folder}-${process.pid}`;
  try {
    await compile(root, files, unfinished);
    if (!fs.existsSync(folder)) fs.renameSync(unfinished, folder);
    dropFormer(compiled);
  } catch (error) {
    if (!fs.existsSync(folder) && !['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error?.code)) throw error;
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return fs.existsSync(folder) ? folder : undefined;
}
