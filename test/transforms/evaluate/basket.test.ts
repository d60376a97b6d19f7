import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { associationRules } from '../../../models/index.ts';
import { projectRoot, run, temporaryFolder } from '../../support/cli.ts';

const data = process.env.CLIENTELE_DATA ?? path.resolve(projectRoot, '../shared/data');
const folder = temporaryFolder('basket');
const groceries = path.join(data, 'groceries/groceries.csv');

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

  test('are refused where the support lets too much pass', () => {
    const long = [Array.from({ length: 30 }, (_, i) => i)];
    expect(() => associationRules(long, { support: 1, confidence: 0, mostItemsets: 1000 })).toThrow(
      'raise it',
    );
  });
});

describe('evaluate basket', () => {
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
