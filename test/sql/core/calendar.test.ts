import { afterEach, describe, expect, it } from 'vitest';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

describe('the calendar', () => {
  it('has every day from the year of the earliest event to the as-of date, leap day included', async () => {
    built = await warehouse([event('page.viewed', '2024-02-10T00:00:00Z', { url: '/' })], {
      asOf: '2024-03-01',
      select: '+calendar',
    });
    expect(
      await built.rows(
        'select count(*) as days, cast(min(calendar_date) as varchar) as first, cast(max(calendar_date) as varchar) as last from calendar',
      ),
    ).toEqual([{ days: 61n, first: '2024-01-01', last: '2024-03-01' }]);
    expect(
      await built.rows(
        `select cast(week_start_date as varchar) as week, cast(month_end_date as varchar) as month_end, quarter,
           iso_weekday, is_weekend, is_last_day_of_month from calendar where calendar_date = date '2024-02-29'`,
      ),
    ).toEqual([
      {
        week: '2024-02-26',
        month_end: '2024-02-29',
        quarter: 1,
        iso_weekday: 4,
        is_weekend: false,
        is_last_day_of_month: true,
      },
    ]);
  });

  it('reaches to the as-of date where nothing has happened', async () => {
    built = await warehouse([event('page.viewed', '2027-01-01T00:00:00Z', { url: '/' })], {
      asOf: '2026-12-31',
      clock: () => new Date('2027-01-02T00:00:00Z'),
      select: '+calendar +interactions',
    });
    expect(await built.rows('select count(*) as days from calendar')).toEqual([{ days: 365n }]);
    expect(await built.rows('select * from interactions')).toEqual([]);
  });
});
