import fs from 'node:fs';
import path from 'node:path';
import { run, temporaryFolder } from './cli.ts';
import type { CloudEvent } from './warehouse.ts';

/** A project's folder with a configuration, in which nothing has landed. */
export function newProject(config: Readonly<Record<string, unknown>> = {}): string {
  const folder = temporaryFolder('project');
  const business = { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' };
  fs.writeFileSync(path.join(folder, 'clientele.config.json'), JSON.stringify({ business, ...config }));
  return folder;
}

/** Lands events as a file by the command line, as people do. */
export async function land(folder: string, events: readonly CloudEvent[], name = 'events'): Promise<void> {
  fs.writeFileSync(
    path.join(folder, `${name}.ndjson`),
    events.map((one) => `${JSON.stringify(one)}\n`).join(''),
  );
  const { code, err } = await run(folder, ['ingest', 'files', `${name}.ndjson`]);
  if (code !== 0) throw new Error(err);
}

/** Builds with the command line and returns the run id. */
export async function buildTables(folder: string, clock?: Date): Promise<string> {
  const { code, out, err } = await run(folder, ['build', '--json'], clock ? { clock } : {});
  if (code !== 0) throw new Error(`${out}\n${err}`);
  return (JSON.parse(out) as { runId: string }).runId;
}
