import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFiles } from '../ingest/index.ts';
import { oneFile, openEngine, rows, statePaths } from '../warehouse/index.ts';
import type { Bench, Figure } from './bench.ts';
import { purchase } from './landingSteps.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const retail = path.join(
  path.resolve(root, process.env.CLIENTELE_DATA ?? '../shared/data'),
  'online_retail/online-retail.csv.gz',
);
const lines = 300_000;

/** Rows a second with which a file lands in a fresh project, validated and committed. */
async function landed(folder: string, file: string, mapping?: string): Promise<number> {
  const [report] = await importFiles({
    paths: statePaths(path.join(folder, `data-${path.basename(file)}`)),
    files: [file],
    ...(mapping ? { mapping } : {}),
    stdin: process.stdin,
    clock: () => new Date(),
    signal: new AbortController().signal,
  });
  if (!report) throw new Error('no report');
  return report.rowsRead / report.seconds;
}

/** Rows a second with which DuckDB copies the same file into a table. */
async function copied(folder: string, from: string): Promise<number> {
  const engine = await openEngine();
  try {
    await engine.attach(path.join(folder, 'copy.duckdb'), 'copy', 'write');
    const connection = await engine.connect();
    const started = performance.now();
    await connection.run(`create or replace table copy.lines as select * from ${from}`);
    const seconds = (performance.now() - started) / 1000;
    const [count] = await rows<{ n: bigint }>(connection, 'select count(*) as n from copy.lines');
    return Number(count?.n) / seconds;
  } finally {
    engine.close();
  }
}

/** How fast files land: Online Retail through its mapping, and CloudEvents in NDJSON. */
export const bench: Bench = {
  name: 'files',
  async run({ events = lines, note }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-files-'));
    const figures: Figure[] = [];
    const measure = async (label: string, ours: Promise<number>, peer: () => Promise<number>) => {
      const speed = await ours;
      const limit = await peer();
      const target = '≥ 40 thousand rows/s';
      figures.push({ label, value: speed, unit: 'rows/s', target });
      figures.push({ label: `${label}: DuckDB into a table, not validated`, value: limit, unit: 'rows/s' });
      figures.push({ label: `${label}: share`, value: speed / limit, unit: '×', ratioTo: 'DuckDB' });
    };
    try {
      if (fs.existsSync(retail))
        await measure(
          'Online Retail, CSV through its mapping',
          landed(folder, retail, path.join(root, 'mappings/online-retail.yaml')),
          () => copied(folder, oneFile('read_csv', retail, ['all_varchar = true'])),
        );
      else note?.(`skipped: Online Retail; no ${retail} (set CLIENTELE_DATA)`);
      const file = path.join(folder, 'events.ndjson');
      const stream = fs.createWriteStream(file);
      for (let i = 0; i < events; i++)
        if (!stream.write(`${purchase(i)}\n`))
          await new Promise<void>((resolve) => stream.once('drain', resolve));
      await new Promise<void>((resolve) => stream.end(resolve));
      await measure('CloudEvents, NDJSON', landed(folder, file), () =>
        copied(folder, oneFile('read_json_objects', file, ["format = 'newline_delimited'"])),
      );
      return { name: 'files', figures };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
