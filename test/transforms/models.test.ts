import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { build, plan } from '../../transforms/index.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../warehouse/index.ts';
import { run, temporaryFolder } from '../support/cli.ts';

const toy = path.resolve(import.meta.dirname, 'toy');
const clock = () => new Date('2026-11-23T08:00:00Z');
const config = parseConfig({});

let folder: string;
let sqlFolder: string;

beforeEach(async () => {
  folder = temporaryFolder('models');
  sqlFolder = path.join(folder, 'sql');
  fs.cpSync(path.join(toy, 'sql'), sqlFolder, { recursive: true });
  const project = path.resolve(import.meta.dirname, '../../sql');
  const marts = ['model_runs', 'model_figures', 'model_scorings'].map((name) => `marts/${name}.sql`);
  for (const file of ['functions/duckdb.sql', ...marts])
    fs.cpSync(path.join(project, file), path.join(sqlFolder, file));
  await land('first', [10, 20, 30]);
});

const land = async (name: string, prices: readonly number[]) => {
  const lines = prices.map((price, i) =>
    JSON.stringify({
      specversion: '1.0',
      id: `${name}-${i}`,
      source: 'shop',
      type: 'purchase.completed',
      time: '2026-03-02T10:15:00+08:00',
      data: {
        order_id: `${name}-${i}`,
        currency: 'USD',
        lines: [{ sku: 'A', quantity: 1, unit_price: price.toFixed(2) }],
      },
    }),
  );
  fs.writeFileSync(path.join(folder, `${name}.ndjson`), `${lines.join('\n')}\n`);
  expect(await run(folder, ['ingest', 'files', `${name}.ndjson`])).toMatchObject({ code: 0 });
};

const options = () => ({
  paths: statePaths(path.join(folder, 'data')),
  config,
  clock,
  sqlFolder,
  stepsFolder: path.join(toy, 'steps'),
  publish: false,
  asOf: '2026-03-31',
});

async function tables<T>(sql: string): Promise<T[]> {
  const engine = await openEngine();
  await engine.attach(path.join(folder, 'data/workspace.duckdb'), 'workspace', 'read');
  const connection = await engine.connect();
  await connection.run('use workspace');
  try {
    return await rows<T>(connection, sql);
  } finally {
    engine.close();
  }
}

const fits = () =>
  tables<{ reason: string; as_of_date: unknown; is_current: boolean; drift: number | null }>(
    'select reason, as_of_date, is_current, drift from model_runs order by fitted_at, landed_seq, reason',
  );
const means = async () => (await tables<{ m: number }>('select max(score) as m from toy_scores'))[0]?.m;
const made = (report: Awaited<ReturnType<typeof build>>) => {
  expect(report.nodes.filter(({ status }) => status === 'error')).toEqual([]);
  return report.nodes.find(({ name }) => name === 'toy_scores')?.status;
};

describe('a model in the build', () => {
  it('is fitted once, recorded in the ledger, and then only scores', async () => {
    expect(made(await build(options()))).toBe('built');
    expect(await means()).toBe(10);
    expect(await fits()).toMatchObject([{ reason: 'fitted first', is_current: true, drift: 0 }]);
    const file = path.join(folder, 'data/ledger/parameters/toy.ndjson');
    const [line] = fs.readFileSync(file, 'utf8').trim().split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({
      model: 'toy',
      parameters: { mean: 20 },
      asOf: '2026-03-31',
    });
    expect(made(await build(options()))).toBe('unchanged');

    await land('second', [20, 21]);
    expect(made(await build(options()))).toBe('built');
    expect(await fits()).toHaveLength(1);
    // 21 − 20: the recorded mean, not that of five purchases
    expect(await tables('select score from toy_scores order by landed_seq desc limit 1')).toEqual([
      { score: 1 },
    ]);
    expect(await tables('select figure, value from model_figures order by figure')).toEqual([
      { figure: 'auc', value: null },
      { figure: 'mae', value: 0.5 },
    ]);
  });

  it('is fitted anew when its schedule says so, and an earlier business date never sees a later fit', async () => {
    await build(options());
    expect(await fits()).toHaveLength(1);
    await build({ ...options(), asOf: '2026-04-29' });
    expect(await fits()).toHaveLength(1);
    const planned = await plan({ ...options(), asOf: '2026-04-30' });
    expect(planned.nodes.find(({ name }) => name === 'toy_scores')?.action).toBe('build');
    await build({ ...options(), asOf: '2026-04-30' });
    expect((await fits()).map(({ reason }) => reason).sort()).toEqual(['fitted again', 'fitted first']);
    await build({ ...options(), asOf: '2026-03-10' });
    expect(await fits()).toHaveLength(3);
  });

  it('is fitted anew when asked, and plan says that it is due', async () => {
    await build(options());
    await land('second', [40]);
    await build(options());
    expect(await fits()).toHaveLength(1);
    await expect(build({ ...options(), refit: ['toy', 'another'] })).rejects.toThrow(
      'no model "another" (--refit); the models are toy',
    );
    const planned = await plan({ ...options(), refit: ['toy'] });
    expect(planned.nodes.find(({ name }) => name === 'toy_scores')?.reasons).toEqual(['model due']);
    await build({ ...options(), refit: true });
    expect(await fits()).toHaveLength(2);
    expect(await means()).toBe(15);
  });

  it('is fitted anew where its settings differ from those of the fit, which holds again where they come back', async () => {
    await build(options());
    const other = (models: object) => ({ ...options(), config: parseConfig({ models }) });
    await build(other({ lifetime: { marginShare: 0.2 } }));
    expect(await fits()).toHaveLength(1);
    await land('second', [40]);
    const changed = other({ churn: { horizonDays: 30 } });
    expect(made(await build(changed))).toBe('built');
    expect(await fits()).toMatchObject([
      { reason: 'fitted first', is_current: false },
      { reason: 'fitted again', is_current: true, drift: 0 },
    ]);
    expect(await means()).toBe(15);
    expect(made(await build(changed))).toBe('unchanged');
    expect(made(await build(options()))).toBe('built');
    expect((await fits()).filter(({ is_current }) => is_current)).toMatchObject([{ reason: 'fitted first' }]);
    expect(await means()).toBe(20);
  });

  it('is fitted anew when its scores have drifted from those of the fit', async () => {
    await land(
      'more',
      Array.from({ length: 100 }, (_, i) => i),
    );
    await build(options());
    await land(
      'second',
      Array.from({ length: 100 }, (_, i) => 500 + i),
    );
    await build(options());
    const recorded = await fits();
    expect(recorded).toHaveLength(2);
    expect(recorded.filter(({ is_current }) => is_current)).toMatchObject([{ reason: 'fitted again' }]);
    expect(recorded.find(({ is_current }) => !is_current)?.drift).toBeGreaterThan(0.25);
  });

  it('has every run in which it scored, with the fit and its drift', async () => {
    const scorings = () =>
      tables<{ is_fresh: boolean; drift: number | null; reason: string }>(
        'select s.is_fresh, s.drift, r.reason from model_scorings as s join model_runs as r using (fit_id) order by s.scored_at, s.run_id',
      );
    let minute = 0;
    const later = () => ({ ...options(), clock: () => new Date(Date.UTC(2026, 10, 23, 8, minute)) });
    await build(later());
    expect(await scorings()).toEqual([{ is_fresh: true, drift: 0, reason: 'fitted first' }]);
    for (minute = 1; minute <= 2; minute++) {
      await land(`more-${minute}`, [20, 21]);
      await build(later());
    }
    expect(await scorings()).toMatchObject([
      { is_fresh: true, drift: 0 },
      { is_fresh: false, reason: 'fitted first' },
      { is_fresh: false, reason: 'fitted first' },
    ]);
    for (const { drift } of (await scorings()).slice(1)) expect(drift).toBeGreaterThan(0);
    // nothing was scored: no run of the model
    minute = 3;
    await build(later());
    expect(await scorings()).toHaveLength(3);
    minute = 4;
    await build({ ...later(), refit: true });
    // the drift is that of the fit which it replaced, so that whoever fits in every build sees it
    const [before, again] = (await scorings()).slice(-2);
    expect(again).toEqual({ is_fresh: true, drift: before?.drift, reason: 'fitted again' });
    expect((await fits()).map(({ drift }) => drift).sort()).toEqual([0, before?.drift]);
    // all of it is in the ledger: tables made anew say the same
    const said = await scorings();
    fs.rmSync(path.join(folder, 'data/workspace.duckdb'));
    minute = 5;
    await build(later());
    expect((await scorings()).slice(0, said.length)).toEqual(said);
  });

  it('has no drift where no score is watched, or there is none', async () => {
    const stepsFolder = path.join(folder, 'steps');
    const source = fs.readFileSync(path.join(toy, 'steps/toy_scores.ts'), 'utf8');
    const step = path.resolve(import.meta.dirname, '../../transforms/step.ts');
    fs.mkdirSync(stepsFolder);
    const drifts = () => tables<{ drift: number | null }>('select drift from model_scorings');
    const write = (text: string) =>
      fs.writeFileSync(
        path.join(stepsFolder, 'toy_scores.ts'),
        text.replace('../../../../transforms/step.ts', step),
      );
    write(source.replace("score: { table: 'toy_scores', column: 'score' },", ''));
    await build({ ...options(), stepsFolder });
    expect(await drifts()).toEqual([{ drift: null }]);
    fs.rmSync(path.join(folder, 'data/workspace.duckdb'));
    fs.rmSync(path.join(folder, 'data/ledger'), { recursive: true });
    write(source.replace('as score,', 'as was, null as score,'));
    await build({ ...options(), stepsFolder });
    expect(await drifts()).toEqual([{ drift: null }]);
  });

  it('builds upon its own table only under the same fit', async () => {
    const times = () => tables<{ times: number }>('from toy_kept');
    await build(options());
    expect(await times()).toEqual([{ times: 0n }]);
    await land('second', [20]);
    await build(options());
    expect(await times()).toEqual([{ times: 1n }]);
    await build({ ...options(), refit: true });
    expect(await times()).toEqual([{ times: 0n }]);
  });
});
