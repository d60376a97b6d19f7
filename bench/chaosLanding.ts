import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readingLanding } from '../ingest/index.ts';
import { startBroker } from '../test/support/kafka/broker.ts';
import { rows, statePaths } from '../warehouse/index.ts';
import { fill, topic } from './landing.ts';

const bin = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../bin/clientele.js');

export interface ChaosReport {
  readonly kills: number;
  readonly events: number;
  /** landed at each kill */
  readonly reached: readonly number[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Kills `ingest kafka` at random moments until it was killed `kills` times, feeding it between, and lets it end.
 * @throws if an event was lost or landed twice
 */
export async function killLanding(kills: number, events: number): Promise<ChaosReport> {
  const broker = await startBroker();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-chaos-'));
  const wal = path.join(folder, 'landing.duckdb.wal');
  const reached: number[] = [];
  try {
    await fill(broker, events);
    const start = (group: string) =>
      spawn(
        process.execPath,
        [
          bin,
          'ingest',
          'kafka',
          '--topic',
          topic,
          '--brokers',
          broker.address,
          '--data',
          folder,
          '--group',
          group,
        ],
        { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
      );
    for (let i = 0; reached.length < kills; i++) {
      const started = Date.now();
      const child = start(`chaos-${i}`);
      const gone = new Promise((resolve) => child.once('close', resolve));
      const isWriting = () => fs.existsSync(wal) && fs.statSync(wal).mtimeMs > started;
      while (child.exitCode === null && !isWriting()) await pause(2);
      await pause(Math.random() * 500);
      const isAlive = child.exitCode === null;
      child.kill('SIGKILL');
      await gone;
      const { landed } = await counts(folder);
      if (isAlive) reached.push(landed);
      if (landed === events && reached.length < kills) {
        // everything is in before enough kills: begin again with an empty landing
        fs.rmSync(path.join(folder, 'landing.duckdb'), { force: true });
        fs.rmSync(wal, { force: true });
      }
    }
    const last = start('chaos-last');
    const code = await new Promise((resolve) => last.once('close', resolve));
    const end = await counts(folder);
    if (code !== 0 || end.landed !== events || end.places !== events || end.ids !== events)
      throw new Error(`exit code ${code}; of ${events} events: ${JSON.stringify(end)}`);
    return { kills, events, reached };
  } finally {
    await broker.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function counts(folder: string): Promise<{ landed: number; places: number; ids: number }> {
  const [count] = await readingLanding(statePaths(folder), (connection) =>
    rows<{ landed: number; places: number; ids: number }>(
      connection,
      `select count(*)::int as landed, count(distinct (partition, "offset"))::int as places,
         count(distinct event_id)::int as ids from landing.events`,
    ),
  );
  return count ?? { landed: 0, places: 0, ids: 0 };
}
