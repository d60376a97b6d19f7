import { randomLcg, randomUniform } from 'd3-random';
import { describe, expect, test } from 'vitest';
import type { SatisfactionData, ThemeMonth } from '../../reports/loaders/satisfaction.ts';
import { verdicts } from '../../reports/views/satisfaction/significance.ts';
import { themeSums } from '../../reports/views/satisfaction/themes.ts';

const comments = 200;
const months = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'];

/** Themes with their mentions by month. */
const themes = (mentions: Readonly<Record<string, readonly number[]>>): SatisfactionData => ({
  months: [],
  isLearned: true,
  hasBothSides: true,
  themes: Object.entries(mentions).flatMap(([theme, counts]) =>
    counts.map(
      (n, i): ThemeMonth => ({
        ...{ theme, side: 'dissatisfied', month: months[i] ?? '', mentions: n },
        ...{ comments, satisfied: null, example: null },
      }),
    ),
  ),
});

describe('a change on the page of satisfaction', () => {
  test('is claimed where it is far beyond chance, and in its direction', () => {
    const sums = themeSums(
      themes({ late: [5, 5, 5, 30, 30, 30], rude: [30, 30, 30, 5, 5, 5], dear: [9, 9, 9, 10, 9, 9] }),
      3,
    );
    expect(Object.fromEntries(sums.map(({ theme, verdict }) => [theme, verdict]))).toEqual({
      late: 'up',
      rude: 'down',
      dear: 'noise',
    });
    expect(sums.find(({ theme }) => theme === 'late')).toMatchObject({ share: 0.15, shareBefore: 0.025 });
  });

  test('is not told where there are no months before', () => {
    const [sum] = themeSums(themes({ late: [5, 5, 5, 30, 30, 30] }), 12);
    expect(sum).toMatchObject({ shareBefore: null, verdict: 'not-testable' });
  });

  test('of a page of themes that did not change is claimed for any in at most one of twenty pages', () => {
    const chance = randomUniform.source(randomLcg(0.3))(0, 1);
    const drawn = () => Array.from({ length: 600 }, chance).filter((one) => one < 0.1).length;
    const pages = 400;
    let claims = 0;
    for (let i = 0; i < pages; i++) {
      const pairs = Array.from({ length: 12 }, () => ({
        before: { hits: drawn(), of: 600 },
        now: { hits: drawn(), of: 600 },
      }));
      if (verdicts(pairs).some((verdict) => verdict !== 'noise')) claims++;
    }
    expect(claims / pages).toBeLessThan(0.07);
  });
});
