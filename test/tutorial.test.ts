import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot, temporaryFolder } from './support/cli.ts';

const data = path.resolve(projectRoot, process.env.CLIENTELE_DATA ?? '../shared/data');
const file = path.join(data, 'online_retail/online-retail.csv.gz');
const absent = !fs.existsSync(file);
if (absent) console.warn(`skipped: the tutorial; no ${file} (set CLIENTELE_DATA)`);

interface Step {
  readonly command: string;
  readonly printed: readonly string[];
}

/** The commands of a document, each with the lines that it shows as printed. */
function steps(markdown: string): Step[] {
  const found: { command: string; printed: string[] }[] = [];
  for (const [, kind, body = ''] of markdown.matchAll(/^```(sh|text)\n([\s\S]*?)^```$/gm)) {
    if (kind === 'sh') found.push({ command: body, printed: [] });
    else found.at(-1)?.printed.push(...body.trimEnd().split('\n'));
  }
  return found;
}

/** A folder that looks like a checkout, in which `npx clientele` is this checkout's. */
function checkout(): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = temporaryFolder('tutorial');
  fs.symlinkSync(path.join(projectRoot, 'mappings'), path.join(folder, 'mappings'));
  fs.mkdirSync(path.join(folder, 'retail'));
  fs.symlinkSync(file, path.join(folder, 'retail/online-retail.csv.gz'));
  fs.mkdirSync(path.join(folder, 'bin'));
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${path.join(projectRoot, 'bin/clientele.js')}' "$@"\n`;
  fs.writeFileSync(path.join(folder, 'bin/npx'), npx, { mode: 0o755 });
  const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, NO_COLOR: '1' };
  return { folder, env };
}

describe.skipIf(absent)('the tutorial', () => {
  test('prints what it says, command by command, from the spreadsheet to the site', () => {
    const { folder, env } = checkout();
    const all = steps(fs.readFileSync(path.join(projectRoot, 'docs/tutorial.md'), 'utf8'));
    expect(all.length).toBeGreaterThan(8);
    let cwd = folder;
    for (const { command, printed } of all) {
      const script = `set -e\n${command}\npwd >&3`;
      const where = path.join(folder, 'cwd');
      const ran = spawnSync('bash', ['-c', `exec 3>'${where}'\n${script}`], { cwd, env, encoding: 'utf8' });
      expect(ran.status, `${command}\n${ran.stderr}`).toBe(0);
      for (const line of printed) expect(ran.stdout).toContain(line.trimEnd());
      cwd = fs.readFileSync(where, 'utf8').trim();
    }
    expect(fs.readFileSync(path.join(cwd, 'drafted.yaml'), 'utf8')).toContain('group_by: InvoiceNo');
    expect(fs.existsSync(path.join(cwd, 'data/site/analyst/index.html'))).toBe(true);
    expect(fs.readdirSync(path.join(cwd, 'data/published')).sort()).toEqual(['admin', 'analyst']);
  });
});
