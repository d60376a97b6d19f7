import fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { associationRules } from '../../../models/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const folder = temporaryFolder('basket');
const groceries = publicData('groceries/groceries.csv');

test.skipIf(!fs.existsSync(groceries))(
  'Groceries give the published rules (data absent: skipped)',
  async () => {
    const { code, out } = await run(folder, [
      ...['evaluate', 'basket', '--baskets', groceries, '--support', '.006', '--confidence', '.25', '--json'],
    ]);
    expect(code).toBe(0);
    const { top, ...counts } = JSON.parse(out);
    expect(counts).toMatchObject({
      schema: 'clientele.evaluate-basket/1',
      baskets: 9835,
      rules: 463,
      byLength: { '2': 150, '3': 297, '4': 16 },
    });
    expect(top[0]).toMatchObject({ given: ['herbs'], item: 'root vegetables' });
    expect(top[0].support).toBeCloseTo(0.0070158, 7);
    expect(top[0].confidence).toBeCloseTo(0.43125, 7);
    expect(top[0].lift).toBeCloseTo(3.956477, 6);
  },
);

describe('rules', () => {
  const baskets = [[1, 2, 3], [1, 2], [1, 2, 4], [1, 4], [3]];

  test('are what counting by hand gives', () => {
    const rules = associationRules(baskets, { support: 0.6, confidence: 0.7 });
    expect(rules).toEqual([
      { given: [2], item: 1, count: 3, support: 0.6, confidence: 1, lift: 1.25 },
      { given: [1], item: 2, count: 3, support: 0.6, confidence: 0.75, lift: 1.25 },
    ]);
  });

  test('agree with brute force about every pair and triple', () => {
    const has = (items: readonly number[]) =>
      baskets.filter((basket) => items.every((i) => basket.includes(i)));
    for (const { given, item, count, confidence, lift } of associationRules(baskets, {
      support: 0.2,
      confidence: 0,
    })) {
      expect(count).toBe(has([...given, item]).length);
      expect(confidence).toBeCloseTo(count / has(given).length, 12);
      expect(lift).toBeCloseTo((confidence * 5) / has([item]).length, 12);
    }
  });

  test('count an item once a basket, and none come of no baskets', () => {
    expect(associationRules([[1, 1, 2], [1]], { support: 0.5, confidence: 1 })).toHaveLength(1);
    expect(associationRules([], { support: 0.5, confidence: 0 })).toEqual([]);
  });

  test('are of sets of any size', () => {
    const dozen = Array.from({ length: 12 }, (_, i) => i);
    const rules = associationRules([dozen, dozen, [0]], { support: 0.5, confidence: 1 });
    expect(Math.max(...rules.map(({ given }) => given.length))).toBe(11);
  });

  test('are refused where the support lets too much pass', () => {
    const long = Array.from({ length: 12 }, (_, i) => i);
    for (const most of [{ mostItemsets: 1000 }, { mostRules: 1000 }])
      expect(() => associationRules([long], { support: 1, confidence: 0, ...most })).toThrow(
        /more than 1000 (itemsets|rules) have a support of 1; raise it/,
      );
  });
});

describe('evaluate basket', () => {
  const basket = (name: string, text: string | Buffer, ...argv: string[]) => {
    fs.writeFileSync(path.join(folder, name), text);
    return run(folder, [
      ...[
        'evaluate',
        'basket',
        '--baskets',
        name,
        '--json',
        '--support',
        '.1',
        '--confidence',
        '.1',
        ...argv,
      ],
    ]);
  };
  const lines = ['bread', 'bread,butter', 'bread,butter,jam', 'tea,jam', 'bread,butter', 'tea'];

  test.each([',', ';', '\t', '|'])('finds items that are separated by %j', async (mark) => {
    const { out } = await basket('marks.csv', lines.join('\n').replaceAll(',', mark));
    const { baskets, items, top } = JSON.parse(out);
    expect({ baskets, items }).toEqual({ baskets: 6, items: 4 });
    expect(top[0]).toMatchObject({ item: expect.any(String), given: expect.any(Array) });
  });

  test('finds numbers that are separated by spaces, and no names that are', async () => {
    const { out } = await basket('fimi.dat', '214 763 260 \n763 214\n\n12 934  871 328\n12\n');
    expect(JSON.parse(out)).toMatchObject({ baskets: 4, items: 7 });
    const { err } = await basket('names.dat', '214 763 260\n763 tea\n12 934\n');
    expect(err).toContain('by spaces where all are numbers');
    const { err: table } = await basket('pairs.dat', '1 50\n1 51\n1 52\n2 50\n2 53\n');
    expect(table).toContain('a row for every item');
  });

  test.each(['gb18030', 'utf-16le'])('reads baskets in %s', async (encoding) => {
    const text = '面包,黄油\n面包,黄油,果酱\n茶叶,果酱\n';
    const { out } = await basket(
      'chinese.csv',
      iconv.encode(text, encoding, { addBOM: encoding !== 'gb18030' }),
    );
    expect(JSON.parse(out).top.map(({ item }: { item: string }) => item)).toContain('黄油');
  });

  const long = lines.flatMap((line, i) => line.split(',').map((item) => `${i + 1},${item}`));

  test('reads a table with a row for every item as it reads lines, and says how many rows it left out', async () => {
    const { out: expected } = await basket('lines.csv', lines.join('\n'));
    const text = `InvoiceNo,StockCode\n${long.join('\n')}\n,tea\n7,\n`;
    const columns = ['--columns', 'basket=InvoiceNo,item=StockCode'];
    const { out, err } = await basket('long.csv', text, ...columns);
    const [found, wanted] = [JSON.parse(out), JSON.parse(expected)];
    expect(found).toMatchObject({ rows: long.length + 2, rowsLeftOut: 2, baskets: 6 });
    expect(found.top).toEqual(wanted.top);
    expect(err).toContain('2 rows without a basket or an item');
    const called = await basket('long.csv', text, '--columns', 'order=InvoiceNo,item=StockCode');
    expect(JSON.parse(called.out).top).toEqual(wanted.top);
  });

  test.each([
    ['1 and 0', '1', '0', ''],
    ['True and False beside a number of each row', 'True', 'False', 'no,'],
  ])('reads a table with a column for every item, of %s, as it reads lines', async (_, tick, none, key) => {
    const { out: expected } = await basket('lines.csv', lines.join('\n'));
    const items = [...new Set(lines.flatMap((line) => line.split(',')))];
    const rows = lines.map((line, i) => {
      const marks = items.map((item) => (line.split(',').includes(item) ? tick : none));
      return `${key && `${i + 1},`}${marks.join(',')}`;
    });
    const { out } = await basket('marks.csv', `${key}${items.join(',')}\n${rows.join('\n')}\n`);
    const [{ seconds, ...found }, { seconds: other, ...wanted }] = [JSON.parse(out), JSON.parse(expected)];
    expect(found).toEqual(wanted);
  });

  test.each([
    [
      'a table with a row for every item',
      `InvoiceNo,StockCode\n${long.join('\n')}\n`,
      '--columns basket=InvoiceNo,item=StockCode',
    ],
    ['such a table without a header', `${long.join('\n')}\n`, 'put a header over it'],
    [
      'a table of orders',
      'order,price,what\n1,2.5,a\n2,3,b\n3,1,a\n4,7,c\n',
      'a table with the columns order, price, what',
    ],
    ['lines of one item', 'bread butter\nbread\ntea jam\n', 'no line has two items'],
  ])('refuses %s', async (_, text, message) => {
    const { code, err } = await basket('table.csv', text);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });

  test.each([
    ['', 'has no baskets'],
    [',,\n', 'has no baskets'],
  ])('refuses a file of %j', async (text, message) => {
    fs.writeFileSync(path.join(folder, 'empty.csv'), text);
    const { code, err } = await run(folder, ['evaluate', 'basket', '--baskets', 'empty.csv']);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
