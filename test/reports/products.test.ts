import { describe, expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { basis } from '../../reports/views/products/insight.ts';
import { words } from '../../reports/views/products/words.ts';

const fit = { chosen: 'item_similarity', recall: 0.92, popular: 0.9, fresh: 0.5, freshPopular: 0.4 };

describe('the page Products', () => {
  test('praises no list of ten that is half of all products or more', () => {
    const said = (catalogue: number) =>
      basis({ catalogue, fit }, { t: words.en, format: formats('en', 'CNY') });
    for (const catalogue of [5, 12, 20]) {
      expect(said(catalogue)).toContain(`Only ${catalogue} products`);
      expect(said(catalogue)).not.toContain('92');
    }
    expect(said(21)).toMatch(/92\.0%.*50\.0% against 40\.0%/);
  });

  test('says where too few came back to tell how good lists are', () => {
    const t = words['zh-CN'];
    expect(basis({ catalogue: 500, fit: null }, { t, format: formats('zh-CN', 'CNY') })).toBe(t.unknown);
  });
});
