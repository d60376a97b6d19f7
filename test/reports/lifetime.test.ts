import { describe, expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { decileSentence } from '../../reports/views/lifetime/deciles.ts';
import { differenceText } from '../../reports/views/lifetime/differenceText.ts';
import { worthComparing } from '../../reports/views/lifetime/groups.ts';
import { modelSentence } from '../../reports/views/lifetime/modelSentence.ts';
import { marginSentence, worthSentence } from '../../reports/views/lifetime/tiles.ts';
import { toldOnly } from '../../reports/views/lifetime/told.ts';
import { words } from '../../reports/views/lifetime/words.ts';

describe('the page Lifetime', () => {
  test.each([
    ['few-returned', 'Too few customers came back', '回购客户太少'],
    ['short', 'too few days', '订单跨度太短'],
    ['few-returned-before', 'early enough', '较早回购的客户太少'],
    ['not-converged', 'No model could be fitted', '没有模型能拟合'],
  ])('says why there is no model: %s', (noModel, english, chinese) => {
    const settings = { model: 'none', noModel, holdoutDays: null };
    expect(modelSentence(settings, { t: words.en })).toContain(english);
    expect(modelSentence(settings, { t: words['zh-CN'] })).toContain(chinese);
  });

  test('compares no customers of whom only an unknown channel is known', () => {
    expect(worthComparing([{ group: 'unknown' }])).toEqual([]);
    const both = [{ group: 'unknown' }, { group: 'web' }];
    expect(worthComparing(both)).toEqual(both);
  });

  test('names the model that did best', () => {
    const settings = { model: 'pareto-nbd', noModel: null, holdoutDays: 304 };
    expect(modelSentence(settings, { t: words.en })).toBe(
      'Pareto/NBD did best over the last 304 days, held out.',
    );
  });

  test('does not say that a model did best where none did better than everybody going on as before', () => {
    const settings = { model: 'past_rate', noModel: null, holdoutDays: 90 };
    expect(modelSentence(settings, { t: words.en })).toMatch(
      /^No model did better than everybody going on as before over the last 90 days/,
    );
    expect(modelSentence(settings, { t: words['zh-CN'] })).toContain('没有模型优于人人照旧');
  });

  test.each([
    [0, '0.0% spent more', '0.0% 的消费超出上限'],
    [0.089, '8.9% spent more than its upper end; 10 % is right', '8.9% 的消费超出上限'],
  ])('says how many spent more than their interval, %d of them too', (above, english, chinese) => {
    const said = (language: 'en' | 'zh-CN') =>
      decileSentence({ above }, { t: words[language], format: formats(language, 'CNY') });
    expect(said('en')).toContain(english);
    expect(said('zh-CN')).toContain(chinese);
    expect(decileSentence({ above: null }, { t: words.en, format: formats('en', 'CNY') })).toBe(
      words.en.decileSentence,
    );
  });

  test('says in its headline where what was expected is more than a third beside what came, as the check has it', () => {
    const said = (predicted: number, realised: number, language: 'en' | 'zh-CN' = 'en') =>
      worthSentence(
        {
          settings: { holdoutDays: 181, noModel: null },
          totals: { clv: 581_000, customers: 151 },
          deciles: [
            { customers: 100, predicted, realised },
            { customers: 51, predicted, realised },
          ],
        },
        { t: words[language], format: formats(language, 'CNY') },
      );
    const plain = '151 customers are still worth ¥581K.';
    expect([said(0.67, 1), said(1, 1), said(1.33, 1)]).toEqual([plain, plain, plain]);
    expect(said(0.587, 1)).toContain('41.3% fewer orders were expected than came');
    expect(said(0.053, 1)).toMatch(
      /^151 customers are reckoned at ¥581K, .*94\.7% fewer orders were expected/,
    );
    expect(said(1.6, 1)).toContain('60.0% more orders were expected than came');
    expect(said(1, 0)).toContain('151 orders were expected and none came');
    expect(said(0.053, 1, 'zh-CN')).toMatch(/不宜采信.*少 94\.7%。$/);
  });

  test('does not call nothing a value where no model stands and nobody came back', () => {
    const said = (clv: number, noModel: string | null) =>
      worthSentence(
        { settings: { holdoutDays: null, noModel }, totals: { clv, customers: 8 }, deciles: [] },
        { t: words['zh-CN'], format: formats('zh-CN', 'CNY') },
      );
    expect(said(0, 'few-returned')).toBe('8 位客户的未来价值尚不可知。');
    expect(said(9450, 'few-returned')).toBe('8 位客户未来仍值 ¥9,450。');
  });

  test('says what margin is where products are sold below their cost, and that it is held at 0', () => {
    const said = (marginOfProducts: number | null, language: 'en' | 'zh-CN' = 'en') =>
      marginSentence(
        { marginShare: Math.max(0, marginOfProducts ?? 0), marginSource: 'products', marginOfProducts },
        { t: words[language], format: formats(language, 'USD') },
      );
    expect(said(-1)).toMatch(
      /below their cost: margin would be −100(\.0)?% of net revenue, and is held at 0/,
    );
    expect(said(-1, 'zh-CN')).toContain('按 0 计');
    expect(said(0.4)).toMatch(/^Margin is 40(\.0)?% of net revenue/);
  });

  test('shows neither columns nor groups of a value that nobody knows', () => {
    const band = { from: 0, customers: 1, clv: 0 };
    const group = { group: '2026', customers: 1 };
    const data = (clv: number, noModel: string | null) =>
      ({
        settings: { noModel },
        totals: { clv },
        ...{ bands: [band], channels: [group], cohorts: [group] },
      }) as unknown as Parameters<typeof toldOnly>[0];
    expect(toldOnly(data(0, 'few-returned'))).toMatchObject({ bands: [], channels: [], cohorts: [] });
    for (const known of [data(0, null), data(9450, 'few-returned')]) expect(toldOnly(known)).toBe(known);
  });

  test.each([
    [{ difference: -0.2, low: -0.49, high: 0.3 }, '$0 ($0 … $0)'],
    [{ difference: -0, low: -12.4, high: 12.4 }, '$0 (−$12 … $12)'],
    [{ difference: -0.6, low: null, high: null }, '−$1 ($0 … $0)'],
    [{ difference: null, low: null, high: null }, '–'],
  ])('writes the difference %o as %s, without a sign before nothing', (row, text) => {
    expect(differenceText(row, formats('en', 'USD'))).toBe(text);
  });
});
