import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const folder = temporaryFolder('segments');
const segments = (...argv: string[]) => run(folder, ['evaluate', 'segments', '--json', ...argv]);
const write = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return name;
};

const retail = publicData('online_retail/online-retail.csv.gz');

test.skipIf(!fs.existsSync(retail))(
  'the customers of Online Retail give the best inertias and silhouettes, for every seed (data absent: skipped)',
  async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(`copy (
      select CustomerID as customer,
        floor(epoch(timestamp '2011-12-10' - max(cast(InvoiceDate as timestamp))) / 86400) as recency,
        count(distinct InvoiceNo) as frequency,
        sum(cast(Quantity as integer) * cast(UnitPrice as decimal(18, 4))) as monetary
      from read_csv('${retail}', all_varchar = true)
      where CustomerID <> '' and InvoiceNo not like 'C%' and cast(Quantity as integer) > 0 and cast(UnitPrice as decimal(18, 4)) > 0
      group by CustomerID
    ) to '${folder}/rfm.parquet'`);
    engine.close();
    const inertias = [6485.6805, 4877.1161, 3962.294, 3330.1595, 2875.1605];
    const silhouettes = [0.4342, 0.3388, 0.3364, 0.3177, 0.314];
    for (const seed of ['1', '2', '3']) {
      const { code, out } = await segments(
        ...['--table', 'rfm.parquet', '--columns', 'recency,frequency,monetary', '--seed', seed],
      );
      expect(code).toBe(0);
      const { byK, rows, chosenK, isStable, schema } = JSON.parse(out);
      expect({ rows, schema }).toEqual({ rows: 4338, schema: 'clientele.evaluate-segments/1' });
      for (const [i, inertia] of inertias.entries()) {
        const found = byK[String(i + 2)];
        expect(Math.abs(found.inertia / inertia - 1)).toBeLessThan(1e-4);
        expect(found.silhouette).toBeCloseTo(silhouettes[i] ?? 0, 2);
        expect(found.sizes.reduce((a: number, b: number) => a + b, 0)).toBe(4338);
      }
      expect(chosenK).toBe(2);
      expect(isStable).toBe(true);
    }
  },
);

describe('evaluate segments', () => {
  test('of a cloud without groups chooses the most stable k, and says that no k is stable', async () => {
    const random = seededRandom(3);
    const bell = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
    const rows = Array.from({ length: 400 }, () => `${bell()},${bell()},${bell()}`);
    const argv = [
      '--table',
      write('cloud.csv', `a,b,c\n${rows.join('\n')}\n`),
      '--columns',
      'a,b,c',
      '--k',
      '2..3',
    ];
    const { byK, chosenK, isStable } = JSON.parse((await segments(...argv)).out);
    const stabilities = Object.values<{ stability: number }>(byK).map((one) => one.stability);
    expect(Math.max(...stabilities)).toBeLessThan(0.75);
    expect(isStable).toBe(false);
    expect(byK[chosenK].stability).toBe(Math.max(...stabilities));
    const { out } = await run(folder, ['evaluate', 'segments', ...argv]);
    expect(out).toContain('not to be trusted as groups');
  });

  test('says of how many rows the silhouettes are, where they are of a sample', async () => {
    const random = seededRandom(4);
    const rows = Array.from({ length: 5_200 }, (_, i) => `${(i % 2) * 9 + random()},${random()}`);
    const table = (name: string, lines: readonly string[]) => [
      ...[
        '--table',
        write(name, `a,b\n${lines.join('\n')}\n`),
        '--columns',
        'a,b',
        '--k',
        '2',
        '--restarts',
        '1',
      ],
    ];
    const many = table('many.csv', [...rows, '1,']);
    expect(JSON.parse((await segments(...many)).out)).toMatchObject({ rows: 5_201, silhouetteRows: 5_000 });
    const { out } = await run(folder, ['evaluate', 'segments', ...many]);
    expect(out).toContain('silhouettes of 5000 of them');
    const few = table('few.csv', rows.slice(0, 300));
    expect(JSON.parse((await segments(...few)).out)).toMatchObject({ rows: 300, silhouetteRows: 300 });
    expect((await run(folder, ['evaluate', 'segments', ...few])).out).not.toContain('silhouettes of');
  });

  test('says centroids in the units of the file', async () => {
    const file = write('two.csv', `id,a,b\n${'x,1,100\ny,3,100\n'.repeat(5)}z,50,900\nz,50,900\n`);
    const { out } = await segments('--table', file, '--columns', 'a,b', '--k', '2', '--transform', 'z');
    const { centroids, sizes } = JSON.parse(out).byK['2'];
    expect(sizes).toEqual([10, 2]);
    expect(centroids[0].a).toBeCloseTo(2, 9);
    expect(centroids[1].b).toBeCloseTo(900, 9);
  });

  test('reads numbers in whatever way they are written', async () => {
    const cells = ['1;¥100', '3;¥1,000', '50;(¥900)', '2,5;¥100'];
    const [points, commas] = [cells.slice(0, 3), cells.map((cell) => cell.replace('¥1,000', '1000,5 ¥'))];
    const found = async (lines: readonly string[]) => {
      const file = write('written.csv', `a;b\n${`${lines.join('\n')}\n`.repeat(3)}`);
      return segments('--table', file, '--columns', 'a,b', '--k', '3', '--transform', 'z');
    };
    const { centroids } = JSON.parse((await found(points)).out).byK['3'];
    expect(
      centroids.map((one: { b: number }) => Math.round(one.b)).sort((a: number, b: number) => a - b),
    ).toEqual([-900, 100, 1000]);
    expect((await found(commas)).code).toBe(0);
  });

  test('leaves rows out in which a feature has no value, whatever stands for none, and counts them', async () => {
    const whole = 'x,1,100\ny,3,100\n'.repeat(5);
    const file = write('gaps.csv', `id,a,b\n${whole}z,50,900\n,51,900\nu,,7\nv,n/a,7\nw,2,NaN\n`);
    const argv = ['--table', file, '--columns', 'a,b', '--k', '2', '--transform', 'z'];
    const found = JSON.parse((await segments(...argv)).out);
    expect(found).toMatchObject({ rows: 15, rowsLeftOut: 3 });
    expect(found.byK['2'].sizes).toEqual([10, 2]);
  });

  test('stops at as many clusters as there are distinct customers', async () => {
    const file = write('same.csv', 'a\n1\n1\n2\n2\n3\n');
    const { out } = await segments('--table', file, '--columns', 'a', '--k', '2..6');
    expect(Object.keys(JSON.parse(out).byK)).toEqual(['2', '3']);
  });

  test.each([
    ['identical customers', 'a\n1\n1\n', ['--columns', 'a'], 'has 1 distinct rows'],
    ['a cell that is no number', 'a\n1\nx\n', ['--columns', 'a'], 'row 2: a is "x"'],
    ['a file without a whole row', 'a,b\n1,\nNA,2\n', ['--columns', 'a,b'], 'all 2 rows are empty in a or b'],
    ['a column that is not there', 'a\n1\n', ['--columns', 'c'], 'has no column "c"'],
    ['no rows', 'a\n', ['--columns', 'a'], 'has no rows'],
    ['a k that is none', 'a\n1\n', ['--columns', 'a', '--k', '1'], 'from 2 to 50'],
    ['an unknown transform', 'a\n1\n', ['--columns', 'a', '--transform', 'sqrt'], 'log1p, z'],
  ])('refuses %s', async (name, text, argv, message) => {
    const { code, err } = await segments('--table', write(`${name}.csv`, text), ...argv);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
