import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, tablesAboutRuns } from '../transforms/index.ts';
import {
  currentSnapshot,
  openEngine,
  parseConfig,
  rows,
  type StatePaths,
  statePaths,
} from '../warehouse/index.ts';
import { fillLanding } from './filledLanding.ts';

const bin = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../bin/clientele.js');
const business = { business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } };

export interface BuildChaosReport {
  readonly kills: number;
  readonly events: number;
  /** seconds after its start at which each build was killed */
  readonly at: readonly number[];
}

/**
 * Kills `build` at random moments; after every kill the published snapshot must be whole, and the build that is let
 * end must give the tables of an undisturbed one.
 * @throws if a snapshot is torn or a table differs
 */
export async function killBuilding(kills: number, purchases: number): Promise<BuildChaosReport> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-chaos-build-'));
  const paths = statePaths(path.join(folder, 'data'));
  const at: number[] = [];
  try {
    fs.writeFileSync(path.join(folder, 'clientele.config.json'), JSON.stringify(business));
    await fillLanding(paths, { purchases });
    const whole = await undisturbed(folder, paths);
    while (at.length < kills) {
      const started = performance.now();
      const child = spawn(process.execPath, [bin, 'build', '--full-refresh'], {
        cwd: folder,
        stdio: 'ignore',
      });
      const gone = new Promise((resolve) => child.once('close', resolve));
      const timer = setTimeout(() => child.kill('SIGKILL'), 300 + Math.random() * whole.seconds * 1000);
      await gone;
      clearTimeout(timer);
      if (child.signalCode === 'SIGKILL') at.push((performance.now() - started) / 1000);
      await requireWholeSnapshot(paths);
    }
    await build({ paths, config: parseConfig(business), clock: () => new Date() });
    await requireWholeSnapshot(paths);
    if ((await hashes(paths.workspace)) !== whole.hashes)
      throw new Error('the tables differ from those of an undisturbed build');
    return { kills, events: 3 * purchases, at };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A build of its own beside the one that is killed: how long it takes and what it gives. */
async function undisturbed(folder: string, paths: StatePaths): Promise<{ seconds: number; hashes: string }> {
  const apart = {
    ...paths,
    workspace: path.join(folder, 'apart.duckdb'),
    published: path.join(folder, 'apart'),
  };
  const report = await build({ paths: apart, config: parseConfig(business), clock: () => new Date() });
  if (report.status === 'error') throw new Error('the build fails even undisturbed');
  return { seconds: report.seconds, hashes: await hashes(apart.workspace) };
}

async function hashes(workspace: string): Promise<string> {
  const engine = await openEngine();
  try {
    await engine.attach(workspace, 'workspace', 'read');
    const found = await rows<{ table_name: string; content_hash: string }>(
      await engine.connect(),
      'select table_name, content_hash from workspace._table_state order by all',
    );
    return JSON.stringify(found.filter(({ table_name }) => !tablesAboutRuns.has(table_name)));
  } finally {
    engine.close();
  }
}

/** The current snapshot of the analyst, where there is one: it opens, describes one run, and its money adds up. */
async function requireWholeSnapshot(paths: StatePaths): Promise<void> {
  const file = currentSnapshot(paths, 'analyst');
  if (!file) return;
  const engine = await openEngine();
  try {
    await engine.attach(file, 'snapshot', 'read');
    const [row] = await rows<{ whole: boolean }>(
      await engine.connect(),
      `select (select count(*) from snapshot._run) = 1
         and (select sum(net_amount) from snapshot.orders) = (select sum(net_amount) from snapshot.daily_revenue) as whole`,
    );
    if (row?.whole !== true) throw new Error(`the published snapshot is torn: ${file}`);
  } finally {
    engine.close();
  }
}
