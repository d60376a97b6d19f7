import { expect, test } from 'vitest';
import { columnsOf } from '../../../transforms/columnValues.ts';
import { dailySeries } from '../../../transforms/forecast/series.ts';
import type { StepContext } from '../../../transforms/step.ts';
import { openEngine } from '../../../warehouse/index.ts';

/** The series of days: dimension, its value, day, orders, what they came to and what was given back. */
async function seriesOf(days: readonly string[]) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(
      `create table metric_days as from (values ${days.map((day) => `(${day})`).join(', ')})
         as d(dimension, dimension_value, calendar_date, orders, net_amount, refund_amount)`,
    );
    const context = { read: (sql: string) => columnsOf(connection, sql), asOf: '2026-03-10' };
    return await dailySeries(context as unknown as StepContext);
  } finally {
    engine.close();
  }
}

const parts = ["'all', 'all'", "'channel', 'unknown'", "'category', 'unknown'"];
const given = parts.map((part) => `${part}, '2026-03-08', 0, 0, 40`);

test('of a business that gives back and sells nothing there are none, of its parts neither', async () => {
  expect(await seriesOf(given)).toEqual([]);
});

test('a part of refunds alone begins with the business', async () => {
  const sold = `'all', 'all', '2026-03-06', 1, 90, 0`;
  const found = await seriesOf([sold, ...given]);
  expect(found.map(({ dimension, firstDate }) => `${dimension} ${firstDate}`)).toEqual(
    ['all', 'all', 'channel', 'channel', 'category', 'category'].map(
      (dimension) => `${dimension} 2026-03-06`,
    ),
  );
  expect(Array.from(found[2]?.values ?? [])).toEqual([0, 0, -40, 0, 0]);
});
