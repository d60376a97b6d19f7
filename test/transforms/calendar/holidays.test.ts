import { describe, expect, test } from 'vitest';
import { holidaysOf } from '../../../transforms/calendar/holidays.ts';

const named = (country: string, year: number, name: string) =>
  holidaysOf(country, year, year).filter((one) => one.name === name);

describe('holidays', () => {
  test('of China follow the moon', () => {
    expect(named('CN', 2025, 'Spring Festival')).toEqual([
      { name: 'Spring Festival', from: '2025-01-28', to: '2025-01-30', isMovable: false },
    ]);
    expect(named('CN', 2026, 'Spring Festival')).toEqual([
      { name: 'Spring Festival', from: '2026-02-16', to: '2026-02-18', isMovable: false },
    ]);
    expect(named('CN', 2026, 'Dragon Boat Festival')).toMatchObject([{ from: '2026-06-19' }]);
    expect(named('CN', 2026, 'Mid-Autumn Festival')).toMatchObject([{ from: '2026-09-25' }]);
  });

  test.each([
    ['CN', ['Dragon Boat Festival', 'Mid-Autumn Festival', 'Spring Festival']],
    ['US', ['Easter Sunday']],
    ['JP', []],
    ['TR', ['Feast of the Sacrifice (Eid al-Adha)', 'End of Ramadan (Eid al-Fitr)']],
  ])('of %s that wander through the year are seen over some years', (country, wandering) => {
    const movable = holidaysOf(country, 2023, 2027).filter(({ isMovable }) => isMovable);
    expect([...new Set(movable.map(({ name }) => name))].sort()).toEqual([...wandering].sort());
  });

  test('of Western countries have Easter and Christmas; a substitute day belongs to its holiday', () => {
    expect(named('GB', 2026, 'Good Friday')).toMatchObject([{ from: '2026-04-03' }]);
    expect(named('US', 2026, 'Christmas Day')).toMatchObject([{ from: '2026-12-25' }]);
    expect(named('GB', 2026, 'Boxing Day')).toMatchObject([{ from: '2026-12-26' }, { from: '2026-12-28' }]);
  });

  test.each([
    [2023, '2023-11-24', '2023-11-27'],
    [2024, '2024-11-29', '2024-12-02'],
    [2026, '2026-11-27', '2026-11-30'],
  ])('of trade in %i have Black Friday on %s', (year, friday, monday) => {
    expect(named('CN', year, 'Black Friday')).toMatchObject([{ from: friday }]);
    expect(named('CN', year, 'Cyber Monday')).toMatchObject([{ from: monday }]);
    expect(named('CN', year, "Singles' Day")).toMatchObject([{ from: `${year}-11-11` }]);
  });

  test('of a country that nobody knows are those of trade', () => {
    expect(holidaysOf('XX', 2026, 2026).map(({ name }) => name)).toEqual([
      '618',
      "Singles' Day",
      'Black Friday',
      'Cyber Monday',
      'Double Twelve',
    ]);
  });
});
