import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectRoot, temporaryFolder } from '../support/cli.ts';

const script = pathToFileURL(path.join(projectRoot, 'scripts/lib/compiled.js')).href;

/** A project of three files: what starts it, what that imports, and what it loads late. */
function project(): string {
  const root = temporaryFolder('compiled');
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  };
  write('package.json', '{ "name": "small", "type": "module" }');
  write(
    'cli/process.ts',
    `import { rate } from '../models/rate.ts';
const late = await import('./late.ts');
const said: string = \`\${rate} \${late.word}\`;
process.stdout.write(said);`,
  );
  write('cli/late.ts', `export const word: string = '晚';`);
  write('models/rate.ts', 'export const rate: number = 1;');
  return root;
}

/** Compiles in a process of its own and runs what came of it. */
const started = (root: string) =>
  new Promise<string>((resolve, reject) => {
    const program = `
      const { compiledSources } = await import(${JSON.stringify(script)});
      const folder = await compiledSources(${JSON.stringify(root)});
      await import(folder + '/cli/process.js');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(err))));
  });

const states = (root: string) => fs.readdirSync(path.join(root, '.compiled')).sort();

test('sources are compiled once, and again where one has changed', async () => {
  const root = project();
  expect(await started(root)).toBe('1 晚');
  const first = states(root);
  expect(first).toHaveLength(1);
  expect(await started(root)).toBe('1 晚');
  expect(states(root)).toEqual(first);

  fs.writeFileSync(path.join(root, 'models/rate.ts'), 'export const rate: number = 22;');
  expect(await started(root)).toBe('22 晚');
  expect(states(root)).toEqual(expect.arrayContaining(first));
  expect(states(root)).toHaveLength(2);
});

test('processes that start at once leave one folder, and nothing half done', async () => {
  const root = project();
  expect(await Promise.all([1, 2, 3].map(() => started(root)))).toEqual(['1 晚', '1 晚', '1 晚']);
  expect(states(root)).toHaveLength(1);
});

test('folders of the last four states stay', async () => {
  const root = project();
  for (let rate = 1; rate <= 6; rate++) {
    fs.writeFileSync(path.join(root, 'models/rate.ts'), `export const rate: number = ${'9'.repeat(rate)};`);
    expect(await started(root)).toBe(`${'9'.repeat(rate)} 晚`);
  }
  expect(states(root)).toHaveLength(4);
});

test('a source that cannot be compiled says where', async () => {
  const root = project();
  fs.writeFileSync(path.join(root, 'cli/late.ts'), 'export const word: = 1;');
  await expect(started(root)).rejects.toThrow(/cli\/late\.ts:1/);
  expect(fs.existsSync(path.join(root, '.compiled'))).toBe(false);
});
