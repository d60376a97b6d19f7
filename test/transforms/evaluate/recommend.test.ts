import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { fitRecommender } from '../../../transforms/recommend/fit.ts';
import type { StepContext } from '../../../transforms/step.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const retail = publicData('online_retail/online-retail.csv.gz');
const folder = temporaryFolder('recommend');

test.skipIf(!fs.existsSync(retail)).each(['next', 'last'])(
  'the %s baskets of Online Retail are met beyond popularity and habit (data absent: skipped)',
  async (which) => {
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
      ...['--holdout', `${which}-basket`],
    ]);
    expect(code).toBe(0);
    const { recall, recallNewItems, itemSimilarity, baselines, plainLists, rows, beatsPlain, gain, holdout } =
      JSON.parse(out);
    expect([rows, holdout]).toEqual([397884, `${which}-basket`]);
    for (const one of [recall, itemSimilarity.recall]) {
      expect(one).toBeGreaterThan(0.18);
      expect(one).toBeGreaterThan(baselines.ownMostBought.recall - 0.002);
    }
    expect(recallNewItems).toBeGreaterThan(0.065);
    expect(recallNewItems).toBeGreaterThan(2 * baselines.popular.recallNewItems);
    // what little is gained over habit is no more than chance, and that is said
    expect(gain.mean).toBeCloseTo(itemSimilarity.recall - plainLists.ownMostBought.recall, 6);
    expect(beatsPlain).toEqual({ recall: gain.mean > gain.standardError, recallNewItems: true });
  },
);

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
  const { recall, recallNewItems, coverage, items, itemSimilarity, baselines, plainLists, chosen } =
    JSON.parse(out);
  expect(chosen).toMatchObject({ list: 'popular', newItems: 'popular', ...plainLists.popular });
  expect({ recall, recallNewItems }).toEqual(plainLists.popular);
  // ten of all, and the next ten for those who have them
  expect(coverage * items).toBeLessThan(31);
  expect(itemSimilarity.recall).toBeGreaterThan(baselines.popular.recall - 0.03);
});

test('what a build offers is what `evaluate recommend` says, also where what is popular changes', async () => {
  const random = seededRandom(5);
  const some = (season: string) => `${season} ${Math.floor(random() * 15)}`;
  const lines = Array.from({ length: 120 }, (_, i) =>
    [1, 2, 3].map((month) =>
      i < 80 ? `c${i},2024-0${month}-11,${some('old')}` : `c${i},2026-0${month}-11,${some('new')}`,
    ),
  ).flat();
  fs.writeFileSync(path.join(folder, 'seasons.csv'), `who,day,what\n${lines.join('\n')}\n`);
  const { out } = await run(folder, [
    ...['evaluate', 'recommend', '--transactions', 'seasons.csv', '--json', '--k', '5'],
    ...['--columns', 'customer=who,date=day,item=what'],
  ]);
  const { chosen, plainLists, baselines } = JSON.parse(out);
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`create table order_lines as
      select who as customer_id, day as order_date, dense_rank() over (order by who, day) as version_landed_seq,
        what as sku, cast(10 as decimal(18, 4)) as net_amount
      from read_csv('${folder}/seasons.csv')`);
    const fit = await fitRecommender({ connection, asOf: '2026-04-01' } as StepContext);
    const figures = fit.figures.popular;
    expect(figures?.recall_new).toBe(plainLists.popular.recallNewItems);
    expect(figures?.recall).toBe(plainLists.popular.recall);
    expect(fit.figures.own_most_bought?.recall).toBe(plainLists.ownMostBought.recall);
    const names = { item_similarity: 'itemSimilarity', own_most_bought: 'ownMostBought', popular: 'popular' };
    const { all, fresh } = fit.parameters;
    expect(chosen).toMatchObject({ list: names[all], newItems: names[fresh] });
    expect(chosen.recall).toBe(fit.figures[all]?.recall);
    expect(chosen.recallNewItems).toBe(fit.figures[fresh]?.recall_new);
    expect(plainLists.popular.recallNewItems).toBeGreaterThan(baselines.popular.recallNewItems + 0.1);
  } finally {
    engine.close();
  }
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
  const { recall, itemSimilarity, baselines } = JSON.parse(out);
  expect(baselines.ownMostBought.recall).toBe(1);
  expect([recall, itemSimilarity.recall]).toEqual([1, 1]);
});

test.each([
  ['who,day,what\na,2026-01-01,x\n', 'no customer has a second basket'],
  [
    'who,day,what\na,2026-01-01 9:00,x\na,2026-01-01 10:00,x\n',
    'no customer has a second basket on a later day',
  ],
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
