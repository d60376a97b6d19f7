import { expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { passedShare } from '../../reports/views/quality/tally.ts';

test.each([
  [8620, 1, '99.9%'],
  [8620, 0, '100.0%'],
  [3, 1, '66.6%'],
  [10, 10, '0.0%'],
  [1_000_000, 1, '99.9%'],
])('of %i tests of which %i failed the page says that %s passed', (tested, failed, said) => {
  expect(formats('en', 'USD').percent(passedShare({ tested, failed }))).toBe(said);
});
