#!/usr/bin/env node
import fs from 'node:fs';

const at = (name) => new URL(`../${name}`, import.meta.url);
const first = process.argv[2];

if (first === '--version' || first === '-V') {
  process.stdout.write(`${JSON.parse(fs.readFileSync(at('package.json'), 'utf8')).version}\n`);
} else if (fs.existsSync(at('cli/process.ts'))) {
  // a checkout: run the sources as they stand (Node from 22.18 strips types itself, tsx does on 20)
  if (!process.features.typescript) (await import('tsx/esm/api')).register();
  await import(at('cli/process.ts').href);
} else {
  await import(at('dist/cli/process.js').href);
}
