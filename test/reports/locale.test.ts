import { expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { nameOf } from '../../reports/components/terms.ts';

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
  expect(['web', 'friend', 'field sales', 'EDI', 'iOS', '莲前店'].map((code) => nameOf(code, 'en'))).toEqual([
    'Web',
    'Friend',
    'Field sales',
    'EDI',
    'iOS',
    '莲前店',
  ]);
});
