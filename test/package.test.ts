import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot, temporaryFolder } from './support/cli.ts';

function shell(cwd: string, command: string, ...args: string[]): string {
  const ran = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(ran.status, `${command} ${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
  return ran.stdout;
}

it('the packed package, installed elsewhere, goes from events to a report site', () => {
  const folder = temporaryFolder('package');
  shell(projectRoot, 'npm', 'pack', '--silent', '--pack-destination', folder);
  const [packed = ''] = fs.readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  shell(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', `./${packed}`);
  const version = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')).version;
  expect(shell(folder, 'npx', 'clientele', '--version').trim()).toBe(version);
  shell(folder, 'npx', 'clientele', 'demo', '--customers', '200', '--months', '6');
  const pages = fs.readdirSync(path.join(folder, 'demo/data/site/analyst/zh-CN'));
  expect(pages).toContain('overview.html');
  const shown = shell(folder, 'npx', 'clientele', 'show', 'daily_revenue', '--data', 'demo/data', '--json');
  expect(JSON.parse(shown).rows.length).toBeGreaterThan(0);
});
