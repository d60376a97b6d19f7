import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../cli/main.ts';
import { parseConfig } from '../warehouse/index.ts';
import { projectRoot, run, temporaryFolder } from './support/cli.ts';

const text = (name: string) => fs.readFileSync(path.join(projectRoot, name), 'utf8');

describe('the documentation', () => {
  it('of events and their schemas is what the contracts say', () => {
    const check = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts', '--check'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });

  it('of the command line names every command', () => {
    const page = text('docs/cli.md');
    expect(commandNames().filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });

  it('of the configuration names every field', () => {
    const page = text('docs/configuration.md');
    const leaves = (value: unknown, at = ''): string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
        ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, at ? `${at}.${name}` : name))
        : [at];
    const fields = leaves(parseConfig({})).map((name) =>
      name.replace(/^business\.name\..*/, 'business.name'),
    );
    expect(fields.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('starts with the two commands', () => {
    const readme = text('README.md');
    expect(readme.indexOf('npm run demo')).toBeGreaterThan(0);
    expect(readme.indexOf('npm test')).toBeGreaterThan(0);
    expect(readme.slice(0, 1200)).toContain('npm test');
  });

  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...(fs.readdirSync(path.join(projectRoot, 'docs'), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join('docs', name.replaceAll(path.sep, '/'))),
  ];
  /** Every link of every page: the file it is to, and the heading there. */
  const links = pages.flatMap((page) =>
    [...text(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
      ([, file, heading]) =>
        [page, file ? path.posix.join(path.posix.dirname(page), file) : page, heading] as const,
    ),
  );

  it('links to files that exist', () => {
    const broken = links.filter(([, file]) => !fs.existsSync(path.join(projectRoot, file)));
    expect(broken).toEqual([]);
  });

  it('links to headings that exist', () => {
    const anchorOf = (heading: string) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-');
    const anchorsOf = (file: string) =>
      [...text(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const broken = links.filter(
      ([, file, heading]) => heading && file.endsWith('.md') && !anchorsOf(file).includes(heading),
    );
    expect(broken).toEqual([]);
  });
});

describe('every command', () => {
  it.each(commandNames())('%s explains itself', async (name) => {
    const help = await run(temporaryFolder('help'), [name, '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Usage');
  });

  it('that is unknown ends with 1 and a hint', async () => {
    const ran = await run(temporaryFolder('help'), ['biuld']);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/unknown command 'biuld'[\s\S]*build/);
  });
});
