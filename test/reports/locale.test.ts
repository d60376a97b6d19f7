import { expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';

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
