import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setWindow } from '../transforms/build/sources.ts';
import { openWorkspace } from '../transforms/build/workspace.ts';
import { build } from '../transforms/index.ts';
import { parseConfig, type StatePaths, statePaths } from '../warehouse/index.ts';
import type { Bench } from './bench.ts';
import { fillLanding } from './filledLanding.ts';

const config = parseConfig({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } });
const clock = () => new Date('2026-11-23T00:00:00Z');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/**
 * Seconds of all tables where no model is due, and of the same SELECTs sent to the engine one after the other (no
 * fingerprints, checks or snapshots) and the same model steps, which a build runs beside them.
 */
async function againstBare(paths: StatePaths): Promise<{ readonly tables: number; readonly bare: number }> {
  const bare = { ...paths, workspace: path.join(paths.data, 'bare.duckdb') };
  const { nodes, phases } = await build({ paths: bare, config, clock, publish: false });
  const steps = nodes.filter(({ kind }) => kind === 'step').reduce((sum, node) => sum + node.seconds, 0);
  const workspace = await openWorkspace({ paths: bare, config, clock });
  try {
    const { connection, ordered, horizon } = workspace;
    await setWindow(connection, 0, horizon.landedSeq);
    const seconds = await timed(async () => {
      for (const node of ordered)
        if (node.sql) await connection.run(`create or replace table "${node.name}" as\n${node.sql}`);
    });
    return { tables: phases.tables, bare: seconds + steps };
  } finally {
    await workspace.close();
    for (const end of ['', '.wal']) fs.rmSync(bare.workspace + end, { force: true });
  }
}

/** A full build, its SELECTs sent bare, a build with nothing new and one with a few new events. */
export const bench: Bench = {
  name: 'build',
  async run({ events: purchases = 1_000_000, note = () => undefined }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-build-'));
    try {
      const paths = statePaths(folder);
      await fillLanding(paths, { purchases });
      note(`landing filled with ${purchases} purchases, ${2 * purchases} interactions`);
      const full = await build({ paths, config, clock });
      note(`full build: ${JSON.stringify(full.phases)}`);
      if (full.status === 'error') throw new Error('the build failed; the figures would mean nothing');
      const unchanged = await timed(() => build({ paths, config, clock }));
      const { tables, bare } = await againstBare(paths);
      const fresh = Math.max(1, Math.round(purchases / 300));
      await fillLanding(paths, { purchases: fresh, from: purchases });
      const increment = await build({ paths, config, clock });
      note(`increment: ${JSON.stringify(increment.phases)}`);
      return {
        name: 'build',
        figures: [
          {
            label: `full build of ${purchases} purchases and ${2 * purchases} interactions`,
            value: full.seconds,
            unit: 's',
            target: '≤ 60 s',
          },
          { label: 'its tables, all models fitted', value: full.phases.tables, unit: 's' },
          { label: 'tables where no model is due', value: tables, unit: 's' },
          { label: 'the same SELECTs sent bare, then the same model steps', value: bare, unit: 's' },
          {
            label: 'tables where no model is due',
            value: tables / bare,
            unit: '×',
            ratioTo: 'the SELECTs sent bare and the steps',
            target: '≤ 1.2',
          },
          { label: 'checks, while the snapshots are written', value: full.phases.checks, unit: 's' },
          { label: 'what is then left of publishing', value: full.phases.publish, unit: 's' },
          { label: 'build with nothing new', value: unchanged, unit: 's', target: '≤ 0.7 s' },
          { label: `build with ${3 * fresh} new events`, value: increment.seconds, unit: 's' },
          {
            label: 'build with new events',
            value: increment.seconds / full.seconds,
            unit: '×',
            ratioTo: 'the full build',
            target: '≤ 0.25',
          },
        ],
      };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
