import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LastDay, lastDay } from '../../../transforms/evaluate/lastDay.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';

const dayOf = (n: number) => new Date(Date.parse('2024-01-01') + n * 86_400_000).toISOString().slice(0, 10);
const daily = (from: number, to: number, rows = 3) =>
  Array.from({ length: (to - from) * rows }, (_, i) => dayOf(from + Math.floor(i / rows)));

describe('the last day of a file', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const of = async (dates: readonly string[]): Promise<LastDay | undefined> => {
    const connection = await engine.connect();
    await connection.run('create or replace temp table transactions (order_date date)');
    if (dates.length > 0)
      await connection.run(
        `insert into transactions values ${dates.map((date) => `(date '${date}')`).join(', ')}`,
      );
    return lastDay(connection);
  };

  test('is that of the last row', async () => {
    expect(await of(daily(0, 200))).toEqual({ last: dayOf(199), longestSilence: 1, strays: 0 });
    expect(await of(['2024-03-05'])).toEqual({ last: '2024-03-05', longestSilence: 0, strays: 0 });
    expect(await of([])).toBeUndefined();
  });

  test('is not that of a few rows that stand alone years or months later', async () => {
    const strays = ['2199-06-01', '2199-07-01', '2025-01-01'];
    expect(await of([...daily(0, 200), ...strays])).toEqual({
      ...{ last: dayOf(199), longestSilence: 1, strays: 3 },
    });
  });

  test('is that of the last row where the file goes on as before behind its longest silence', async () => {
    expect(await of([...daily(0, 360), ...daily(370, 376)])).toMatchObject({ last: dayOf(375), strays: 0 });
    expect(await of([...daily(0, 60), ...daily(160, 360)])).toMatchObject({ last: dayOf(359), strays: 0 });
  });

  test('is that of the last row where rows are few and far between', async () => {
    const dates = [0, 31, 92, 150, 260].map(dayOf);
    expect(await of(dates)).toEqual({ last: dayOf(260), longestSilence: 110, strays: 0 });
  });
});
