import { expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { nameOf } from '../../reports/components/terms.ts';
import { words as methods } from '../../reports/views/methods/words.ts';

test.each(['en', 'zh-CN'] as const)(
  'every date in %s has its year in full, so that a year is not read as a day of the month',
  (language) => {
    const { unit: _, ...all } = formats(language, 'CNY');
    const written = Object.values<(x: string) => string>(all as never)
      .map((format) => format('2026-08-01'))
      .filter((text) => text.includes('8') || text.includes('Aug'));
    expect(written.length).toBeGreaterThan(2);
    for (const text of written) expect(text).toContain('2026');
  },
);

test('names of a source in small letters have a capital like all others, and those that have one stay', () => {
  expect(
    ['web', 'b2b', 'friend', 'field sales', 'EDI', 'iOS', '莲前店'].map((code) => nameOf(code, 'en')),
  ).toEqual(['Web', 'B2B', 'Friend', 'Field sales', 'EDI', 'iOS', '莲前店']);
});

test.each([
  ['提升树', '从 3 个候选中选定提升树'],
  ['BG/NBD', '从 3 个候选中选定 BG/NBD'],
])('a Chinese title has a blank before %s only where that is not Chinese', (chosen, title) => {
  expect(methods['zh-CN'].heldOutTitle(chosen, '3')).toBe(title);
});
