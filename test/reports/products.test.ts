import { describe, expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { basis, headline } from '../../reports/views/products/insight.ts';
import { potentialTitle, segmentsTold } from '../../reports/views/products/offers.ts';
import { words } from '../../reports/views/products/words.ts';

const fit = {
  chosen: 'item_similarity',
  recall: 0.92,
  popular: 0.9,
  fresh: 0.5,
  freshPopular: 0.4,
  places: 5,
};

describe('the page Products', () => {
  test('praises no list that holds more than a third of all products', () => {
    const said = (catalogue: number) =>
      basis({ catalogue, fit }, { t: words.en, format: formats('en', 'CNY') });
    for (const catalogue of [2, 12, 14]) {
      expect(said(catalogue)).toContain(`Only ${catalogue} products`);
      expect(said(catalogue)).not.toContain('92');
    }
    expect(said(15)).toMatch(/92\.0%.*first 5 offers.*50\.0% against 40\.0%/);
  });

  test('does not tell a potential of nothing, nor where it is greatest', () => {
    const context = {
      t: words['zh-CN'],
      format: formats('zh-CN', 'CNY'),
      language: 'zh-CN',
    } as const;
    const data = { customers: 8, horizonDays: 90 };
    expect(headline({ ...data, potential: 0 }, context)).toBe('新商品可能带来多少尚不可知。');
    expect(headline({ ...data, potential: 1830 }, context)).toContain('¥1,830');
    const segments = [{ segment: 'Loyal', customers: 1, potential: 0 }];
    expect(segmentsTold({ potential: 0, segments })).toEqual([]);
    expect(segmentsTold({ potential: 12, segments })).toBe(segments);
    expect(potentialTitle({ segment: 'Loyal', potential: 0 }, context)).toBe('新商品可能带来多少尚不可知');
    expect(potentialTitle({ segment: 'Loyal', potential: 5497 }, context)).toMatch(/“.+”的潜力最大：¥5,500/);
  });

  test('says where too few came back to tell how good lists are', () => {
    const t = words['zh-CN'];
    expect(basis({ catalogue: 500, fit: null }, { t, format: formats('zh-CN', 'CNY') })).toBe(t.unknown);
  });
});
