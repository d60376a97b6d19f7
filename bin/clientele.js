#!/usr/bin/env node
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const at = (name) => new URL(`../${name}`, import.meta.url);
const first = process.argv[2];

if (first === '--version' || first === '-V') {
  process.stdout.write(`${JSON.parse(fs.readFileSync(at('package.json'), 'utf8')).version}\n`);
} else if (fs.existsSync(at('cli/process.ts'))) {
  // a checkout: its sources as they stand
  const { compiledSources } = await import(at('scripts/lib/compiled.js').href);
  const compiled = await compiledSources();
  if (!compiled) (await import('tsx/esm/api')).register();
  await import(compiled ? `${pathToFileURL(compiled).href}/cli/process.js` : at('cli/process.ts').href);
} else {
  await import(at('dist/cli/process.js').href);
}
