import { expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { freshnessText } from '../../reports/views/quality/tables.ts';
import { passedShare } from '../../reports/views/quality/tally.ts';
import { words } from '../../reports/views/quality/words.ts';

test.each([
  [8620, 1, '99.9%'],
  [8620, 0, '100.0%'],
  [3, 1, '66.6%'],
  [10, 10, '0.0%'],
  [1_000_000, 1, '99.9%'],
])('of %i tests of which %i failed the page says that %s passed', (tested, failed, said) => {
  expect(formats('en', 'USD').percent(passedShare({ tested, failed }))).toBe(said);
});

test.each([
  [null, '–', '–'],
  [3.25, '3.3 h', '3.3 小时'],
  [47.9, '47.9 h', '47.9 小时'],
  [48, '2 d', '2 天'],
  [22_599, '942 d', '942 天'],
])('a source that is %s hours old is said to be %s', (hours, english, chinese) => {
  expect(freshnessText(hours, { t: words.en, format: formats('en', 'USD') })).toBe(english);
  expect(freshnessText(hours, { t: words['zh-CN'], format: formats('zh-CN', 'CNY') })).toBe(chinese);
});
