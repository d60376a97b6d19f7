import { randomBeta, randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import {
  distinctStates,
  fitMbgNbd,
  onClock,
  type Season,
  seasonClock,
  seasonFrom,
} from '../../../models/index.ts';

const asOf = '2026-06-30';
const busy: Season = [0.6, 0.7, 0.9, 0.9, 1, 1.1, 0.8, 0.8, 1, 1.1, 1.9, 1.2];
const dateAgo = (days: number) => new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Customers of `span` days who buy by the season's clock: whole-day states, purchases by month, and those of
 * the 150 days after.
 */
function customers(n: number, span: number, season: Season) {
  const random = randomLcg(0.21);
  const rate = randomGamma.source(random)(1.1, 1 / 45);
  const leaving = randomBeta.source(random)(0.8, 5);
  const exponential = randomExponential.source(random);
  const { back, ahead } = seasonClock(asOf, season, span, 400);
  // days by the clock, so that a time on it can be found again
  const days = Array.from({ length: span + 301 }, (_, i) =>
    i <= span ? back(span) - back(span - i) : back(span) + ahead(i - span),
  );
  const [x, tx, T] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const came = new Map<string, number>();
  let later = 0;
  for (let i = 0; i < n; i++) {
    const first = Math.floor(random() * span);
    const [perDay, leaves] = [rate(), leaving()];
    let [at, day] = [days[first] ?? 0, first];
    T[i] = span - first;
    while (random() >= leaves) {
      at += exponential(perDay)();
      while ((days[day + 1] ?? Number.POSITIVE_INFINITY) <= at) day++;
      if (day > span + 150 || at > (days.at(-1) ?? 0)) break;
      if (day > span) {
        later++;
        continue;
      }
      if (day - first <= (tx[i] ?? 0)) continue;
      x[i] = (x[i] ?? 0) + 1;
      tx[i] = day - first;
      const month = dateAgo(span - day).slice(0, 7);
      came.set(month, (came.get(month) ?? 0) + 1);
    }
  }
  return { states: distinctStates({ x, tx, T }), came, later };
}

describe('the season', () => {
  test('of the clock adds up to the days, and runs as its months do', () => {
    const even = seasonClock(asOf, new Array(12).fill(1), 400, 400);
    expect(even.back(123)).toBe(123);
    expect(even.ahead(91.3125)).toBeCloseTo(91.3125, 9);
    const clock = seasonClock(asOf, busy, 400, 400);
    expect(clock.back(30)).toBeCloseTo(30 * 1.1, 9);
    expect(clock.ahead(31)).toBeCloseTo(31 * 0.8, 9);
    expect(clock.back(0)).toBe(0);
    const states = { x: Float64Array.of(0, 2), tx: Float64Array.of(0, 10), T: Float64Array.of(40, 10) };
    const moved = onClock(states, clock);
    expect(moved.tx[0]).toBe(0);
    expect(moved.T[1]).toBe(moved.tx[1]);
    expect(() => distinctStates(moved)).not.toThrow();
  });

  test('is found again, and what comes next is expected better by its clock', () => {
    const { states, came, later } = customers(6000, 760, busy);
    let [season, model] = [undefined as Season | undefined, fitMbgNbd(states)];
    const weighed = (expected: Float64Array) =>
      expected.reduce((sum, one, i) => sum + one * (states.count[i] ?? 0), 0);
    const plain = weighed(model.forecast(states, 150).expected) / later - 1;
    let clock = seasonClock(asOf, new Array(12).fill(1), 760, 400);
    for (let round = 0; round < 2; round++) {
      season = seasonFrom(model, states, asOf, came, season);
      clock = seasonClock(asOf, season, 760, 400);
      model = fitMbgNbd({ ...onClock(states, clock) });
    }
    const seasonal = weighed(model.forecast(onClock(states, clock), clock.ahead(150)).expected) / later - 1;
    console.log(
      `expected / came − 1 over 150 days: plain ${plain.toFixed(4)}, by the season ${seasonal.toFixed(4)}; season ${season?.map((one) => one.toFixed(2))}`,
    );
    season?.forEach((one, month) =>
      expect(Math.abs(one - (busy[month] ?? 0)), `month ${month + 1}`).toBeLessThan(0.15),
    );
    expect(Math.abs(seasonal)).toBeLessThan(Math.abs(plain));
    expect(Math.abs(seasonal)).toBeLessThan(0.06);
  });

  test('is moved by few purchases as by fifty more on either side', () => {
    const model = { name: 'nbd', parameters: { r: 1, alpha: 60 } } as const;
    // of next to nobody nothing is expected: fifty that come in March make it twice as busy as the others
    const cohorts = { T: Float64Array.of(800), count: Float64Array.of(1e-12) };
    const season = seasonFrom(model, cohorts, asOf, new Map([['2026-03', 50]]));
    season.forEach((one, month) => expect(one).toBeCloseTo((month === 2 ? 2 : 1) / (13 / 12), 6));
  });

  test('of customers by broken days is refused', () => {
    const model = { name: 'nbd', parameters: { r: 1, alpha: 60 } } as const;
    expect(() => seasonFrom(model, { T: Float64Array.of(400, 39.5) }, asOf, new Map())).toThrow(
      new RangeError('T is in whole days: 39.5'),
    );
  });

  test('of an even business is even', () => {
    const even = new Array<number>(12).fill(1);
    const { states, came } = customers(6000, 760, even);
    for (const one of seasonFrom(fitMbgNbd(states), states, asOf, came))
      expect(Math.abs(one - 1)).toBeLessThan(0.12);
  });
});
