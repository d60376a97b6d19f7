import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../warehouse/index.ts';
import { projectRoot, temporaryFolder } from '../support/cli.ts';

/** What `status` says, as a process of its own, in a folder with these files. */
function status(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder('config');
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  const {
    status: code,
    stdout,
    stderr,
  } = spawnSync(process.execPath, [path.join(projectRoot, 'bin/clientele.js'), 'status'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code, out: stdout.replaceAll(folder, '.'), err: stderr.replaceAll(folder, '.') };
}

const esm = "const data: string = 'kept'; export default { data };";
const commonJs = "module.exports = { data: 'kept' };";
const plainEsm = "export default { data: 'kept' };";

describe('a configuration file', () => {
  test.each([
    ['TypeScript without a package.json', { 'clientele.config.ts': esm }],
    ['TypeScript of a CommonJS package', { 'clientele.config.ts': esm, 'package.json': '{}' }],
    ['TypeScript of an ES package', { 'clientele.config.ts': esm, 'package.json': '{"type":"module"}' }],
    [
      'TypeScript that imports',
      { 'clientele.config.ts': "export { default } from './own.ts';", 'own.ts': esm },
    ],
    ['an ES module without a package.json', { 'clientele.config.js': plainEsm }],
    ['CommonJS', { 'clientele.config.js': commonJs }],
    ['an .mjs', { 'clientele.config.mjs': plainEsm }],
    ['JSON', { 'clientele.config.json': '{"data":"kept"}' }],
  ])('is read as %s', (_, files) => {
    const { code, out, err } = status(files);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^data folder +\.\/kept$/m);
  });

  test('that is wrong is refused by what is wrong and where', () => {
    const zone = status({ 'clientele.config.ts': "export default { business: { timeZone: 'Mars' } };" });
    expect(zone.err).toMatch('./clientele.config.ts: business.timeZone: not an IANA time zone');
    const identity = (of: object) => () => parseConfig({ identity: of });
    expect(identity({ missing: { birth_date: { policy: 'fill', with: 'mean' } } })).toThrow(
      'identity.missing.birth_date: it cannot be filled with "mean"; use "most-common" or "median", or a value',
    );
    expect(identity({ survivorship: { phone: { strategy: 'longest', sources: ['crm'] } } })).toThrow(
      'identity.survivorship.phone: only most-trusted goes by "sources"; use that strategy, or leave them out',
    );
    const broken = status({ 'clientele.config.ts': 'export default { busi' });
    expect(broken.err).toMatch('./clientele.config.ts cannot be read:');
    expect([zone.code, broken.code]).toEqual([1, 1]);
  });
});
