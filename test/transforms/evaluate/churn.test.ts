import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { churnFeatures } from '../../../transforms/churn/features.ts';
import { inTime } from '../../../transforms/evaluate/churnContest.ts';
import { churnSnapshot } from '../../../transforms/evaluate/churnFeatures.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { projectRoot, run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const grocery = publicData('grocery/groceryElog.csv');
const folder = temporaryFolder('churn');
const churn = (...argv: string[]) => run(folder, ['evaluate', 'churn', '--json', ...argv]);
const write = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return name;
};

describe.skipIf(!fs.existsSync(grocery))('on the online grocery (data absent: skipped)', () => {
  const options = [
    ...['--columns', 'customer=cust,date=date'],
    ...['--as-of', '2007-06-30', '--horizon-days', '90'],
  ];

  test("a model that knows each one's rhythm beats recency alone on the later period", async () => {
    const { code, out } = await churn('--transactions', grocery, ...options);
    expect(code).toBe(0);
    const { models, chosen, beatsPlain, rows } = JSON.parse(out);
    expect(rows).toBe(1525);
    expect(beatsPlain).toBe(true);
    expect(models[chosen].auc).toBeGreaterThan(models['naive-recency'].auc);
    expect(models[chosen].expectedCalibrationError).toBeLessThan(0.05);
  });

  test('nothing of the later period is in a feature: who buys then changes labels alone', async () => {
    const lines = fs.readFileSync(grocery, 'utf8').trim().split(/\r?\n/);
    // after the as-of date customers change places; before it nothing does
    const shuffled = lines.map((line) => {
      const [customer, date] = line.split(',');
      return customer !== 'cust' && (date ?? '') > '2007-06-30' ? `${1526 - Number(customer)},${date}` : line;
    });
    const file = write('shuffled.csv', `${shuffled.join('\n')}\n`);
    const { out } = await churn('--transactions', file, ...options);
    const { models } = JSON.parse(out);
    for (const name of ['logistic', 'gbdt', 'naive-recency'])
      expect(Math.abs(models[name].auc - 0.5)).toBeLessThan(0.08);
  });
});

describe('a labelled table', () => {
  test('of numbers, categories and empty cells is learned from without being told which is which', async () => {
    const random = seededRandom(2);
    const lines = Array.from({ length: 1500 }, (_, i) => {
      const [age, plan] = [20 + Math.floor(random() * 50), random() < 0.4 ? 'gold' : 'basic'];
      const chance = plan === 'gold' ? 0.1 : age > 45 ? 0.8 : 0.3;
      return `u${i},${random() < 0.1 ? '' : age},${plan},user ${i}@x,${random() < chance ? 'Yes' : 'No'}`;
    });
    const file = write('table.csv', `id,age,plan,mail,churn\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'churn=Yes');
    const { models, rows, beatsPlain } = JSON.parse(out);
    expect(rows).toBe(1500);
    expect(models.logistic.auc).toBeGreaterThan(0.75);
    expect(models.gbdt.auc).toBeGreaterThan(0.78);
    expect(models['base-rate'].auc).toBeLessThan(0.6);
    expect(beatsPlain).toBe(true);
  });

  test.each(['row_number', 'rowid', 'key'])('may have a column called %s', async (header) => {
    const random = seededRandom(5);
    const lines = Array.from({ length: 600 }, (_, i) => {
      const x = random();
      return `u${i},${x},${Number(random() < x)}`;
    });
    const table = async (id: string) => {
      const file = write('named.csv', `${id},x,y\n${lines.join('\n')}\n`);
      return JSON.parse((await churn('--table', file, '--id', id, '--label', 'y')).out).models.logistic.auc;
    };
    expect(await table(header)).toBe(await table('id'));
  });

  test('leaves out the rows whose label is not known, and says how many', async () => {
    const random = seededRandom(3);
    const lines = Array.from({ length: 600 }, (_, i) => {
      const x = random();
      return `u${i},${x},${i % 6 === 0 ? '' : Number(random() < x)}`;
    });
    const file = write('partly.csv', `id,x,y\n${lines.join('\n')}\n`);
    const { code, out, err } = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 500, rowsLeftOut: 100 });
    expect(err).toContain('100 rows without an id or a label: left out');
  });

  /** A label that follows from `score`, in a table whose cells are written in many ways. */
  const spelled = (cells: (score: number, i: number) => string, header: string) => {
    const random = seededRandom(4);
    const lines = Array.from({ length: 900 }, (_, i) => {
      const score = random() * 2000;
      return `u${i};${cells(score, i)};${random() < score / 2000 ? 'yes' : 'no'}`;
    });
    return `id;${header};churn\n${lines.join('\n')}\n`;
  };

  test.each<[string, (score: number, i: number) => string]>([
    [
      'missing in many ways',
      (score, i) => (i % 40 === 0 ? ['NA', '?', 'null', '-'][(i / 40) % 4] : score.toFixed(1)) ?? '',
    ],
    [
      'amounts with thousands marks',
      (score) => `$${score.toLocaleString('en', { minimumFractionDigits: 2 })}`,
    ],
    ['decimal commas', (score) => score.toFixed(2).replace('.', ',')],
    ['percent', (score) => `${(score / 20).toFixed(1)}%`],
    ['dates', (score) => new Date(score * 86_400_000).toISOString().slice(0, 10)],
  ])('learns from numbers that are %s', async (_, cells) => {
    const file = write('spelled.csv', spelled(cells, 'score'));
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'churn');
    const { models, columns } = JSON.parse(out);
    expect(models.logistic.auc).toBeGreaterThan(0.78);
    expect(columns.used.map((one: { column: string }) => one.column)).toEqual(['score']);
  });

  test('says of every column what it was taken for, and of those left out why', async () => {
    const file = write(
      'kinds.csv',
      spelled(
        (score, i) => `${score};${score};7;;name ${i};${i % 3 ? 'a' : 'b'}`,
        'score;twin;same;void;name;kind',
      ),
    );
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'churn');
    const { columns, label } = JSON.parse(out);
    expect(columns.used.map(({ column, kind }: Record<string, string>) => [column, kind])).toEqual([
      ['score', 'number'],
      ['kind', 'category'],
    ]);
    expect(columns.dropped.map(({ column }: Record<string, string>) => column)).toEqual([
      ...['twin', 'same', 'void', 'name'],
    ]);
    expect(label).toEqual({ positive: ['yes'], negative: ['no'] });
    const text = await run(folder, ['evaluate', 'churn', '--table', file, '--id', 'id', '--label', 'churn']);
    expect(text.out).toContain('number: score');
    expect(text.out).toContain('left out: twin, the same as score');
  });

  test('is not learned from by the numbers of its rows, which tell how it is sorted', async () => {
    // the row without a label is left out, and counted all the same
    const lines = Array.from(
      { length: 300 },
      (_, i) => `${i},${i + 1},2026-01-${1 + (i % 28)},u${i},${300 - i},${i === 9 ? '' : Number(i < 200)}`,
    );
    const file = write('sorted.csv', `,RowNumber,day,id,x,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'y');
    const { columns } = JSON.parse(out);
    expect(columns.dropped).toEqual([
      { column: 'column0', reason: 'counts the rows' },
      { column: 'RowNumber', reason: 'counts the rows' },
    ]);
    expect(columns.used.map(({ column }: { column: string }) => column)).toEqual(['day', 'x']);
  });

  test.each<[string, number, (i: number, random: () => number) => string]>([
    ['constant features', 600, () => 'a'],
    ['noise', 600, (_, random) => `${random()}`],
    ['ten rows', 10, (i) => `${i % 3}`],
  ])('of %s has no model that beats the share', async (_, rows, cell) => {
    const random = seededRandom(8);
    const lines = Array.from(
      { length: rows },
      (_, i) => `u${i},${cell(i, random)},${i % 7},${random() < 0.4 ? 1 : 0}`,
    );
    const file = write('noise.csv', `id,x,z,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'y', '--folds', '2');
    const { models, ...choice } = JSON.parse(out);
    expect(choice).toMatchObject({ beatsPlain: false, chosen: 'base-rate' });
    expect(models['base-rate']).toMatchObject({
      ...{ auc: 0.5, topDecileLift: expect.closeTo(1, 9), calibrationSlope: null },
    });
  });

  test('with a label of three values wants the positive one named, and says which others are negative', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `u${i},${i % 5},${['yes', 'no', 'maybe'][i % 3]}`);
    const file = write('three.csv', `id,x,y\n${lines.join('\n')}\n`);
    const refused = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('y has more than two values (yes, maybe, no)');
    expect(refused.err).toContain('--label "y=yes"');
    const named = await churn('--table', file, '--id', 'id', '--label', 'y=yes');
    expect(JSON.parse(named.out).label).toEqual({ positive: ['yes'], negative: ['maybe', 'no'] });
    const two = await churn('--table', file, '--id', 'id', '--label', 'y=yes|maybe');
    expect(JSON.parse(two.out).label).toEqual({ positive: ['maybe', 'yes'], negative: ['no'] });
    const unknown = await churn('--table', file, '--id', 'id', '--label', 'y=yes|never');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('no row has never in y') });
  });

  test('leaves out the rows whose label is NA and the like, and says how many', async () => {
    const lines = Array.from(
      { length: 400 },
      (_, i) => `u${i},${i % 7},${['yes', 'no', 'no', ['NA', '?', 'null', ' '][(i >> 2) % 4]][i % 4]}`,
    );
    const file = write('unknown.csv', `id,x,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(JSON.parse(out)).toMatchObject({
      ...{ rows: 300, rowsLeftOut: 100, positives: 100 },
      label: { positive: ['yes'], negative: ['no'] },
    });
  });

  test.each([
    ['是', '否'],
    ['ja', 'nein'],
    ['Left', 'Stayed'],
    ['流失', '留存'],
    ['Churned', 'Active'],
    ['Oui', 'Non'],
    ['True.', 'False.'],
    ['是。', '否。'],
    ['bad', 'good'],
    ['Default', 'Fully Paid'],
    ['违约', '正常'],
    ['离职', '在职'],
    ['1', '0'],
    ['1', '-1'],
    ['2', '1'],
  ])('knows %s for having left and %s for having stayed', async (left, stayed) => {
    const lines = Array.from({ length: 200 }, (_, i) => `u${i},${i % 7},${i % 4 === 0 ? left : stayed}`);
    const file = write('words.csv', `id,x,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(JSON.parse(out).label).toEqual({ positive: [left], negative: [stayed] });
  });

  test.each([
    ['Retained', 'No', 'Yes'],
    ['is_active', '0', '1'],
    ['IsActiveMember', 'false', 'true'],
    ['是否留存', '否', '是'],
    ['本年续费', '否', '是'],
    ['Not renewed', 'Yes', 'No'],
    ['Inactive', '1', '0'],
    ['未续费', '是', '否'],
    ['active', 'Churned', 'Active'],
  ])(
    'under the header %s takes %s for having left and %s for having stayed',
    async (header, left, stayed) => {
      const lines = Array.from({ length: 200 }, (_, i) => `u${i},${i % 7},${i % 4 === 0 ? left : stayed}`);
      const file = write('stays.csv', `id,x,${header}\n${lines.join('\n')}\n`);
      const options = ['--table', file, '--id', 'id', '--label', header];
      const { out } = await churn(...options);
      expect(JSON.parse(out)).toMatchObject({
        positives: 50,
        label: { positive: [left], negative: [stayed] },
      });
      const text = await run(folder, ['evaluate', 'churn', ...options]);
      expect(text.out).toContain(`left: ${header} = ${left}; stayed: ${stayed}`);
    },
  );

  test('of two words knows the other by the one', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `u${i},${i % 7},${i % 4 === 0 ? 'faulty' : 'ok'}`);
    const file = write('one.csv', `id,x,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(JSON.parse(out).label).toEqual({ positive: ['faulty'], negative: ['ok'] });
  });

  test('is not learned from by what says the label again, and what alone tells it is named', async () => {
    const random = seededRandom(9);
    const lines = Array.from({ length: 800 }, (_, i) => {
      const left = random() < 0.3;
      const cells = [
        left ? 1 : 0,
        left ? 'gone' : '',
        left ? ['price', 'service', 'moved'][i % 3] : '',
        left ? '' : `2026-0${1 + (i % 9)}-01`,
        (random() < 0.003 ? !left : left) ? 1 : 0,
        random() + (left ? 0.4 : 0),
        // so few are on one side by chance
        i < 20 && left ? 'rare' : '',
      ];
      return `u${i},${cells.join(',')},${left ? 'Yes' : 'No'}`;
    });
    const header = 'id,value,flag,reason,renewal,complained,score,note,churn';
    const file = write('leaks.csv', `${header}\n${lines.join('\n')}\n`);
    const { out, err } = await churn('--table', file, '--id', 'id', '--label', 'churn');
    const { columns, models } = JSON.parse(out);
    expect(columns.dropped).toEqual([
      { column: 'value', reason: 'the label again' },
      { column: 'flag', reason: 'the label again' },
      { column: 'reason', reason: 'nobody who stayed has a value' },
      { column: 'renewal', reason: 'nobody who left has a value' },
    ]);
    expect(columns.telling).toEqual([{ column: 'complained', auc: expect.closeTo(1, 1) }]);
    expect(columns.used.map(({ column }: { column: string }) => column)).toContain('note');
    expect(err).toContain('complained alone tells who left (AUC');
    expect(err).toContain('is it known before they leave?');
    expect(models.gbdt.auc).toBeGreaterThan(0.95);
  });

  test('of several rows an id says so and keeps them in one fold; of fewer ids than folds is refused', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `u${i % 100},${i % 2},${i % 7},${i % 3 ? 0 : 1}`);
    const file = write('again.csv', `id,kind,x,y\n${lines.join('\n')}\n`);
    const options = ['--table', file, '--label', 'y'];
    expect(JSON.parse((await churn(...options, '--id', 'id')).out)).toMatchObject({ rows: 400, ids: 100 });
    const text = await run(folder, ['evaluate', 'churn', ...options, '--id', 'id']);
    expect(text.out).toContain('400 rows of 100 ids (those of one id stay in one fold), 134 left');
    const refused = await churn(...options, '--id', 'kind');
    expect(refused.err).toContain('400 rows have 2 different kind between them, fewer than the 5 --folds');
    expect(refused.code).toBe(1);
  });

  test('needs no id: each row is then somebody else', async () => {
    const random = seededRandom(10);
    const lines = Array.from({ length: 500 }, () => {
      const x = random();
      return `${x},${Number(random() < x)}`;
    });
    const file = write('nobody.csv', `x,y\n${lines.join('\n')}\n`);
    const { out } = await churn('--table', file, '--label', 'y');
    const { models, ...rest } = JSON.parse(out);
    expect(rest).toMatchObject({ rows: 500, beatsPlain: true });
    expect(rest).not.toHaveProperty('ids');
    expect(models.logistic.auc).toBeGreaterThan(0.75);
    const text = await run(folder, ['evaluate', 'churn', '--table', file, '--label', 'y']);
    expect(text.out).toMatch(/^500 rows, /);
  });

  test('of objects has a column for each field within others, one a line or in an array', async () => {
    const objects = Array.from({ length: 300 }, (_, i) => ({
      ...{
        id: `u${i}`,
        account: { contract: ['month', 'year'][i % 2], charges: { 'a/b': i % 13, total: i % 9 } },
      },
      // an empty list stands for no object
      extra: i % 5 === 0 ? [] : { size: i % 4 },
      visits: Object.fromEntries([[`v${i}`, 1]]),
      gone: i % 4 === 0 ? 'Yes' : 'No',
    }));
    const lines = write('nested.ndjson', objects.map((one) => JSON.stringify(one)).join('\n'));
    const array = write('nested.json', JSON.stringify(objects, null, 1));
    const found = async (file: string) => {
      const { columns, models } = JSON.parse(
        (await churn('--table', file, '--id', 'id', '--label', 'gone')).out,
      );
      return { columns, auc: models.logistic.auc };
    };
    const { columns, auc } = await found(lines);
    expect(columns.used.map(({ column, kind }: Record<string, string>) => [column, kind])).toEqual([
      ['account.contract', 'category'],
      ['account.charges.a/b', 'number'],
      ['account.charges.total', 'number'],
      ['extra', 'category'],
      ['extra.size', 'number'],
    ]);
    expect(columns.dropped).toEqual([
      { column: 'visits', reason: expect.stringContaining('300 different texts') },
    ]);
    expect(await found(array)).toEqual({ columns, auc });
  });

  test.each([
    ['book.xlsx', 'PK\u0003\u0004'],
    ['book.xls', 'anything'],
    ['book.csv', 'PK\u0003\u0004'],
  ])('of a workbook (%s) is refused with what to do', async (name, text) => {
    const { code, err } = await churn('--table', write(name, text), '--label', 'y');
    expect(err).toContain(
      `${name}: a workbook of Excel or the like is not read; open it, save the sheet as CSV UTF-8`,
    );
    expect(code).toBe(1);
  });

  test('with words that it does not know names them, and asks which is the one', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `u${i},${i % 5},${i % 3 ? 'red' : 'blue'}`);
    const file = write('colours.csv', `id,x,y\n${lines.join('\n')}\n`);
    for (const label of ['y', 'y=green']) {
      const { code, err } = await churn('--table', file, '--id', 'id', '--label', label);
      expect(err).toContain('0 of 60 rows are positive in y, whose values are red, blue');
      expect(err).toContain('in quotes, as --label "y=<value>"');
      expect(code).toBe(1);
    }
  });

  test('too small for its folds says so', async () => {
    const file = write('tiny.csv', 'id,x,y\na,1,1\nb,2,0\nc,3,0\n');
    const { err } = await churn('--table', file, '--id', 'id', '--label', 'y');
    expect(err).toContain('--folds');
    expect(err).not.toContain('--as-of');
  });

  test.each([
    ['one class', 'id,x,y\na,1,1\nb,2,1\n', '2 of 2 rows are positive'],
    ['equal labels', 'id,x,y\na,1,5\nb,2,5\n', 'all labels are alike, 5'],
    ['no feature', 'id,y\na,1\nb,0\n', 'no column to learn from'],
    ['no label at all', 'id,x,y\na,1,\nb,2,\n', 'all 2 rows are empty in id or y'],
    ['no label column', 'id,x\na,1\n', 'has no column "y"'],
  ])('of %s is refused', async (name, text, message) => {
    const { code, err } = await churn('--table', write(`${name}.csv`, text), '--id', 'id', '--label', 'y');
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});

describe('a model that knows nothing', () => {
  test('is told from chance: in twenty files of noise one at most passes', () => {
    const random = seededRandom(12);
    const noise = (rows: number) => ({
      matrix: { rows, columns: 6, values: Float64Array.from({ length: 6 * rows }, random) },
      labels: Uint8Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0)),
    });
    const passed = Array.from({ length: 20 }, () => inTime(noise(600), noise(400))).filter(
      ({ beatsPlain }) => beatsPlain,
    );
    expect(passed.length).toBeLessThanOrEqual(1);
  });
});

describe('a model of a period in which another share left', () => {
  test('is not chosen because its level happened to be nearer', () => {
    const random = seededRandom(14);
    // what told who left then is lower for everybody now, and tells nobody apart
    const period = (rows: number, level: number, chance: (x: number) => number) => {
      const values = Float64Array.from({ length: 2 * rows }, (_, i) => random() - (i % 2 === 0 ? level : 0));
      return {
        matrix: { rows, columns: 2, values },
        labels: Uint8Array.from({ length: rows }, (_, i) =>
          random() < chance(values[2 * i] as number) ? 1 : 0,
        ),
      };
    };
    const fitted = period(800, 0, (x) => 0.15 + 0.6 * x);
    const { models, beatsPlain, chosen } = inTime(
      fitted,
      period(600, 0.3, () => 0.25),
    );
    const of = (name: 'logistic' | 'base-rate') => models[name] as NonNullable<(typeof models)['logistic']>;
    expect(of('logistic').logLoss).toBeLessThan(of('base-rate').logLoss - 0.02);
    expect(of('logistic').logLossAtLevel).toBeGreaterThan(of('base-rate').logLossAtLevel);
    expect({ beatsPlain, chosen }).toEqual({ beatsPlain: false, chosen: 'base-rate' });
  });
});

describe('transactions', () => {
  test('give silence, tenure and the mean interval in days beside their logarithms, as many as the docs say', async () => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await connection.run(`create temp table transactions as
        select 'a' as customer, unnest([date '2026-01-01', date '2026-01-11', date '2026-01-31']) as order_date, 1.0 as amount`);
      const { matrix } = await churnSnapshot(connection, '2026-03-01', 30);
      const page = fs.readFileSync(path.join(projectRoot, 'docs/models.md'), 'utf8');
      expect(page).toContain(
        `${matrix.columns} features of the orders in a file, a build ${churnFeatures.length}`,
      );
      const values = [...matrix.values];
      for (const days of [29, 59, 15]) {
        expect(values).toContain(days);
        expect(values.map((one) => one.toFixed(9))).toContain(Math.log(1 + days).toFixed(9));
      }
    } finally {
      engine.close();
    }
  });

  test('of people with rhythms of their own tell a line by how many intervals each has been silent', async () => {
    const random = seededRandom(1);
    const lines: string[] = [];
    for (let i = 0; i < 600; i++) {
      const interval = 10 * 15 ** random();
      const end = random() < 0.5 ? 900 * random() : 730;
      for (let day = 300 * random(); day < Math.min(730, end); day += interval * (0.8 + 0.4 * random()))
        lines.push(`c${i},${new Date(Date.UTC(2024, 0, 1 + Math.floor(day))).toISOString().slice(0, 10)}`);
    }
    const file = write('rhythms.csv', `who,day\n${lines.join('\n')}\n`);
    const { out } = await churn(
      ...['--transactions', file, '--columns', 'customer=who,date=day'],
      ...['--as-of', '2025-09-30', '--horizon-days', '60'],
    );
    const { models } = JSON.parse(out);
    // by logarithms alone it is .92
    expect(models.logistic.auc).toBeGreaterThan(0.95);
    expect(models.logistic.auc).toBeGreaterThan(models['naive-recency'].auc + 0.05);
    expect(models.logistic.expectedCalibrationError).toBeLessThan(0.03);
  });

  test('of a negative amount are refunds: nobody came for them, nor back; rows of no amount do not count', async () => {
    const day = (n: number) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10);
    const bought = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 10 }, (_, n) => `c${i},${day(30 * n + (i % 30))},${20 + (i % 9)}`).slice(
        0,
        4 + (i % 7),
      ),
    ).flat();
    const refunds = Array.from({ length: 200 }, (_, i) => `c${i},${day(250 + (i % 20))},-5`);
    const options = [
      ...['--columns', 'customer=who,date=day,amount=price'],
      ...['--as-of', day(200), '--horizon-days', '60'],
    ];
    const evaluate = async (lines: readonly string[]) => {
      const file = write('bought.csv', `who,day,price\n${lines.join('\n')}\n`);
      const { out, err } = await churn('--transactions', file, ...options);
      return { ...JSON.parse(out), err };
    };
    const plain = await evaluate(bought);
    const net = await evaluate([...bought, ...refunds, `z,${day(5)},-7`]);
    expect(plain.positives).toBeGreaterThan(20);
    expect(net).toMatchObject({ rows: 200, positives: plain.positives, refundRows: 201, zeroRows: 0 });
    expect(net.err).toContain('201 rows of a negative amount');
    expect(plain.fittedPositives).toBeGreaterThanOrEqual(0);
    const text = await run(folder, ['evaluate', 'churn', '--transactions', 'bought.csv', ...options]);
    expect(text.out).toMatch(/% left, [\d.]+ % in what was learned from/);
    const continued = await evaluate([
      ...bought,
      ...bought.slice(0, 40).map((line) => line.replace(/,\d+$/, ',')),
    ]);
    expect(plain.rowsWithoutAmount).toBe(0);
    expect(continued).toMatchObject({ rows: 200, positives: plain.positives, rowsWithoutAmount: 40 });
  });

  test('of which one stands alone in 2199 are not known until then', async () => {
    const day = (n: number) => new Date(Date.parse('2026-01-01') + n * 86_400_000).toISOString().slice(0, 10);
    const lines = Array.from({ length: 400 }, (_, n) => `c${n % 60},${day(n >> 1)}`);
    const file = write('stray.csv', `who,day\n${lines.join('\n')}\nc1,2199-01-01\n`);
    const { code, err } = await churn(
      ...['--transactions', file, '--columns', 'customer=who,date=day'],
      ...['--as-of', day(180), '--horizon-days', '90'],
    );
    expect(err).toContain(`the file ends on ${day(199)} (1 row long after that`);
    expect(code).toBe(1);
  });

  test.each([
    ['2026-03-31', 'the file ends on 2026-04-01'],
    ['2026-01-15', 'there is no earlier horizon'],
  ])('that do not cover the periods of %s are refused', async (asOf, message) => {
    const file = write('short.csv', 'who,day\na,2026-01-01\nb,2026-02-01\na,2026-04-01\n');
    const { code, err } = await churn(
      ...['--transactions', file, '--columns', 'customer=who,date=day'],
      ...['--as-of', asOf, '--horizon-days', '60'],
    );
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
