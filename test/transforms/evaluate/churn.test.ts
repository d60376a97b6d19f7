import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { inTime } from '../../../transforms/evaluate/churnContest.ts';
import { projectRoot, run, temporaryFolder } from '../../support/cli.ts';

const data = process.env.CLIENTELE_DATA ?? path.resolve(projectRoot, '../shared/data');
const grocery = path.join(data, 'grocery/groceryElog.csv');
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

  test('with words that it does not know names them, and asks which is the one', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `u${i},${i % 5},${i % 3 ? 'red' : 'blue'}`);
    const file = write('colours.csv', `id,x,y\n${lines.join('\n')}\n`);
    for (const label of ['y', 'y=green']) {
      const { code, err } = await churn('--table', file, '--id', 'id', '--label', label);
      expect(err).toContain('0 of 60 rows are positive in y, whose values are red, blue');
      expect(err).toContain('--label y=<value>');
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

describe('transactions', () => {
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
