import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, rows } from '../../warehouse/index.ts';
import { run, start, temporaryFolder } from '../support/cli.ts';

const folder = temporaryFolder('kill');
const published = path.join(folder, 'data/published/analyst');

/** Whether the current snapshot is whole: it opens, describes itself and its money adds up. */
async function currentIsWhole(): Promise<boolean> {
  const pointer = path.join(published, 'current');
  if (!fs.existsSync(pointer)) return true;
  const engine = await openEngine();
  try {
    await engine.attach(path.join(published, fs.readFileSync(pointer, 'utf8').trim()), 'snapshot', 'read');
    const [row] = await rows<{ same: boolean; runs: bigint }>(
      await engine.connect(),
      `select (select coalesce(sum(net_amount), 0) from snapshot.orders) = (select coalesce(sum(net_amount), 0) from snapshot.daily_revenue) as same,
        (select count(*) from snapshot._run) as runs`,
    );
    return row?.same === true && Number(row.runs) === 1;
  } finally {
    engine.close();
  }
}

beforeAll(async () => {
  fs.writeFileSync(
    path.join(folder, 'clientele.config.json'),
    JSON.stringify({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } }),
  );
  const generated = await run(folder, [
    'generate',
    '--customers',
    '1500',
    '--months',
    '12',
    '--seed',
    '3',
    '--out',
    'business',
  ]);
  expect(generated, generated.err).toMatchObject({ code: 0 });
  const ingested = await run(folder, ['ingest', 'files', 'business/events']);
  expect(ingested, ingested.err).toMatchObject({ code: 0 });
});

describe('a build that is killed', () => {
  it('leaves a whole snapshot behind, and the next build ends where an undisturbed one does', async () => {
    for (let kill = 0; kill < 5; kill++) {
      const child = start(folder, kill < 3 ? ['build'] : ['build', '--full-refresh']);
      const timer = setTimeout(child.kill, 600 + 500 * kill);
      await child.done;
      clearTimeout(timer);
      expect(await currentIsWhole()).toBe(true);
    }
    const finished = await run(folder, ['build', '--json']);
    expect(finished.code, finished.err).toBe(0);
    expect(await currentIsWhole()).toBe(true);
    const disturbed = await hashes(path.join(folder, 'data/workspace.duckdb'));
    fs.rmSync(path.join(folder, 'data/workspace.duckdb'));
    const anew = await run(folder, ['build', '--json']);
    expect(anew.code, anew.err).toBe(0);
    expect(await hashes(path.join(folder, 'data/workspace.duckdb'))).toEqual(disturbed);
    expect(fs.readdirSync(published).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

async function hashes(workspace: string): Promise<unknown> {
  const engine = await openEngine();
  await engine.attach(workspace, 'workspace', 'read');
  const found = await rows(
    await engine.connect(),
    'select table_name, content_hash from workspace._table_state order by all',
  );
  engine.close();
  return found;
}
