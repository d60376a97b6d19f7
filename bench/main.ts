import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult, Figure } from './bench.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const docs = path.join(here, '../docs/performance.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    events: { type: 'string' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const benches = new Map<string, Bench>();
for (const file of fs.readdirSync(here).filter((name) => name.endsWith('.ts') && name !== 'main.ts')) {
  const text = fs.readFileSync(path.join(here, file), 'utf8');
  if (!/export const bench\b/.test(text)) continue;
  const module: { bench: Bench } = await import(pathToFileURL(path.join(here, file)).href);
  benches.set(module.bench.name, module.bench);
}

const wanted = positionals.length > 0 ? positionals : [];
const unknown = wanted.filter((name) => !benches.has(name));
if (wanted.length === 0 || unknown.length > 0) {
  process.stderr.write(
    `${unknown.length > 0 ? `no benchmark is named ${unknown.join(', ')}; ` : ''}name one or more of: ${[...benches.keys()].sort().join(', ')}\n`,
  );
  process.exit(1);
}

const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
const results: BenchResult[] = [];
for (const name of wanted) {
  const result = await benches.get(name)?.run({
    ...(values.events ? { events: Number(values.events) } : {}),
    note: (line) => process.stderr.write(`${line}\n`),
  });
  if (!result) continue;
  results.push(result);
  if (values.write && !values.events) record(result);
}
process.stdout.write(
  values.json
    ? `${JSON.stringify({ schema: 'clientele.bench/1', machine, results }, null, 2)}\n`
    : `${machine}\n${results.map((result) => `\n${result.name}\n${result.figures.map((figure) => `  ${sentence(figure)}`).join('\n')}`).join('\n')}\n`,
);
process.exit(0);

function round(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

function sentence({ label, value, unit, target, ratioTo }: Figure): string {
  return `${label}: ${round(value)} ${unit}${ratioTo ? ` of ${ratioTo}` : ''}${target ? ` (target ${target})` : ''}`;
}

/** Replaces the section of this benchmark in docs/performance.md, or adds it. */
function record(result: BenchResult): void {
  const rows = result.figures.map(
    ({ label, value, unit, target, ratioTo }) =>
      `| ${label} | ${round(value)} ${unit}${ratioTo ? ` of ${ratioTo}` : ''} | ${target ?? ''} |`,
  );
  const section = [
    `## ${result.name}`,
    '',
    `\`npm run bench -- ${result.name}\`, ${new Date().toISOString().slice(0, 10)}, ${machine}`,
    '',
    '| figure | measured | target |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  const head =
    '# Performance\n\nMeasured by `npm run bench -- <name>`, which writes these sections. The machine is shared and noisy: read\nratios, taken within one run, before absolute figures.\n\n';
  const text = fs.existsSync(docs) ? fs.readFileSync(docs, 'utf8') : head;
  const pattern = new RegExp(`## ${result.name}\\n[\\s\\S]*?(?=\\n## |$)`);
  fs.mkdirSync(path.dirname(docs), { recursive: true });
  fs.writeFileSync(
    docs,
    pattern.test(text) ? text.replace(pattern, section) : `${text.trimEnd()}\n\n${section}`,
  );
}
