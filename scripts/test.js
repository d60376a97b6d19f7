// `npm test`: installs what is missing, then lint, types and every test. The last line counts them.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installKafka } from './kafka.js';
import { installPackages, requireNode, root } from './lib/packages.js';
import { installSystemTools } from './lib/systemTools.js';

requireNode();
installPackages();
installSystemTools();
installKafka();

const bin = (name) => path.join(root, 'node_modules/.bin', name);
const run = (name, args) =>
  spawnSync(bin(name), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

const counts = { passed: 0, failed: 0, skipped: 0 };
const count = (ok) => {
  counts[ok ? 'passed' : 'failed']++;
};

const filters = process.argv.slice(2);
if (filters.length === 0) {
  count(run('biome', ['check', '--error-on-warnings', '.']));
  count(run('tsc', ['--noEmit']));
}

const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-test-')), 'vitest.json');
const clean = run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...filters,
]);
const results = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined;
fs.rmSync(path.dirname(report), { recursive: true, force: true });
counts.passed += results?.numPassedTests ?? 0;
counts.failed += results?.numFailedTests ?? 0;
counts.skipped += (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0);
// a file that does not load, or an error outside a test, is a failure although no test counts it
if (!clean && (results?.numFailedTests ?? 0) === 0) counts.failed++;

for (const file of results?.testResults ?? [])
  for (const test of file.assertionResults)
    if (test.status === 'pending' || test.status === 'skipped') console.log(`skipped: ${test.fullName}`);
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(counts.failed > 0 ? 1 : 0);
