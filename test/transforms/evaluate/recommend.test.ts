import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dailyPurchases, itemSimilarity, rankingFigures, recentPopularity } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';
import { ChanceCounter } from '../../../models/recommend/chances.ts';
import { recommend } from '../../../models/recommend/score.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { projectRoot, run, temporaryFolder } from '../../support/cli.ts';

const data = process.env.CLIENTELE_DATA ?? path.resolve(projectRoot, '../shared/data');
const retail = path.join(data, 'online_retail/online-retail.csv.gz');
const folder = temporaryFolder('recommend');

test.skipIf(!fs.existsSync(retail))(
  'the last baskets of Online Retail are met beyond popularity and habit (data absent: skipped)',
  async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(`copy (
      select CustomerID, InvoiceNo, InvoiceDate, StockCode from read_csv('${retail}', all_varchar = true)
      where CustomerID <> '' and InvoiceNo not like 'C%' and cast(Quantity as integer) > 0 and cast(UnitPrice as decimal(18, 4)) > 0
    ) to '${folder}/retail.parquet'`);
    engine.close();
    const { code, out } = await run(folder, [
      ...['evaluate', 'recommend', '--transactions', 'retail.parquet', '--json'],
      ...['--columns', 'customer=CustomerID,date=InvoiceDate,item=StockCode,basket=InvoiceNo'],
    ]);
    expect(code).toBe(0);
    const { recall, recallNewItems, baselines, rows, beatsPlain, gain } = JSON.parse(out);
    expect(rows).toBe(397884);
    expect(recall).toBeGreaterThan(0.18);
    expect(recall).toBeGreaterThan(baselines.ownMostBought.recall - 0.002);
    expect(recallNewItems).toBeGreaterThan(0.065);
    expect(recallNewItems).toBeGreaterThan(2 * baselines.popular.recallNewItems);
    // what little is gained over habit is no more than chance, and that is said
    expect(gain.mean).toBeCloseTo(recall - baselines.ownMostBought.recall, 6);
    expect(beatsPlain).toEqual({ recall: gain.mean > gain.standardError, recallNewItems: true });
  },
);

const basket = (day: number, ...items: number[]) => ({ day, items: Uint32Array.from(items) });

test('where habit finds as much, `evaluate recommend` says so', async () => {
  // everybody buys the same two things of their own again and again
  const lines = Array.from({ length: 60 }, (_, i) =>
    [1, 2, 3, 4].flatMap((month) => [0, 1].map((n) => `c${i},2026-0${month}-01,item ${(i * 7 + n) % 40}`)),
  ).flat();
  fs.writeFileSync(path.join(folder, 'habit.csv'), `who,day,what\n${lines.join('\n')}\n`);
  const { out } = await run(folder, [
    ...[
      'evaluate',
      'recommend',
      '--transactions',
      'habit.csv',
      '--columns',
      'customer=who,date=day,item=what',
    ],
  ]);
  expect(out).toContain('no more is found than by own most bought');
  expect(out).toContain('chosen: own most bought (recall 1.0000)');
});

test('where all buy at random what is popular, that is chosen, and likeness finds not much less', async () => {
  const random = seededRandom(3);
  const lines = Array.from({ length: 500 }, (_, i) =>
    [1, 2, 3, 4, 5].map((month) => {
      const item = Math.min(60, 1 + Math.floor(Math.log(1 - random()) / Math.log(0.9)));
      return `c${i},2026-0${month}-11,item ${item}`;
    }),
  ).flat();
  fs.writeFileSync(path.join(folder, 'random.csv'), `who,day,what\n${lines.join('\n')}\n`);
  const { out } = await run(folder, [
    ...['evaluate', 'recommend', '--transactions', 'random.csv', '--json'],
    ...['--columns', 'customer=who,date=day,item=what'],
  ]);
  const { recall, baselines, chosen } = JSON.parse(out);
  expect(chosen).toMatchObject({ list: 'popular', recall: baselines.popular.recall });
  expect(recall).toBeGreaterThan(baselines.popular.recall - 0.03);
});

test('habit of few products is filled up with what is popular, as the build does it', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => [
    `c${i},2026-01-01,own ${i}`,
    `c${i},2026-02-01,hit`,
    `d${i},2026-01-01,hit`,
  ]).flat();
  fs.writeFileSync(path.join(folder, 'few.csv'), `who,day,what\n${lines.join('\n')}\n`);
  const { out } = await run(folder, [
    ...['evaluate', 'recommend', '--transactions', 'few.csv', '--json'],
    ...['--columns', 'customer=who,date=day,item=what'],
  ]);
  const { recall, baselines } = JSON.parse(out);
  expect(baselines.ownMostBought.recall).toBe(1);
  expect(recall).toBe(1);
});

test('chances of offers do not rise with the rank, nor does a rank without offers lower them', () => {
  const counter = new ChanceCounter(4);
  const bought = [2, 9, 4];
  bought.forEach((share, at) => {
    for (let n = 0; n < 100; n++) counter.count('repeat', 2, at + 1, n % 10 < share);
    for (let n = 0; n < 100; n++) counter.count('new', 2, at + 2, n % 10 < share);
  });
  for (const kind of ['repeat', 'new'] as const)
    for (const chances of counter.chances()[kind])
      chances.forEach((chance, i) => {
        expect(chance).toBeLessThanOrEqual(chances[i - 1] ?? 1);
      });
  expect(counter.chances().repeat[2]?.slice(0, 2)).toEqual([
    expect.closeTo(0.55, 2),
    expect.closeTo(0.55, 2),
  ]);
  expect(counter.chances().new[2]?.[0]).toBeCloseTo(0.55, 2);
});

describe('recommendations', () => {
  const histories = [
    [basket(1, 0, 1)],
    [basket(2, 0, 1)],
    [basket(3, 0, 1)],
    [basket(4, 2, 3)],
    [basket(5, 2, 3)],
    [basket(6, 0), basket(7, 0)],
  ];
  const similarity = itemSimilarity(histories, { items: 4, shrinkage: 1, damping: 0.5 });
  const settings = { halfLifeDays: 100, discovery: 0.3, trend: 0 };

  test('of new items go with those bought, and hold none that the customer had', () => {
    const { all, fresh } = recommend(
      histories[5] ?? [],
      similarity,
      new Float64Array(4).fill(1),
      settings,
      10,
      3,
    );
    expect([...fresh]).toEqual([1]);
    expect([...all]).toEqual([0, 1]);
  });

  test('of a trend know only the days before', () => {
    expect([...recentPopularity(dailyPurchases(histories, 4), 4, 10)].map((one) => one > 0)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('shrink what few customers have in common', () => {
    const weight = (shrinkage: number) =>
      itemSimilarity(histories, { items: 4, shrinkage, damping: 0.5 }).weights[2]?.[0] ?? 0;
    expect(weight(10)).toBeCloseTo(weight(0) * (2 / 12), 12);
  });

  test('are figured by hand', () => {
    const { recall, ndcg, customers } = rankingFigures([[1, 2], [9]], [new Set([2, 5]), new Set()]);
    expect({ recall, customers }).toEqual({ recall: 0.5, customers: 1 });
    expect(ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 12);
  });
});

test.each([
  ['who,day,what\na,2026-01-01,x\n', 'no customer has a second basket'],
  ['who,day,what\na,2026-01-01,\n', 'row 1: what is ""'],
  ['who,day,what\na,soon,x\n', 'row 1: day is "soon"'],
  ['who,day,what\na,31.12.2026 25:99,x\n', 'row 1: day is "31.12.2026 25:99"'],
])('evaluate recommend refuses %j', async (text, message) => {
  fs.writeFileSync(path.join(folder, 'bad.csv'), text);
  const { code, err } = await run(folder, [
    ...['evaluate', 'recommend', '--transactions', 'bad.csv', '--columns', 'customer=who,date=day,item=what'],
  ]);
  expect(err).toContain(message);
  expect(code).toBe(1);
});
