import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { plainMethods } from '../../../models/forecast/candidates.ts';
import { chooseByBacktest } from '../../../models/forecast/choose.ts';
import { holtWinters } from '../../../models/forecast/holtWinters.ts';
import { theta } from '../../../models/forecast/theta.ts';
import { candidatesFor, chooseForecast, forecastBy } from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

/** A count of this mean, by Knuth's product of uniforms. */
function poisson(mean: number, random: () => number): number {
  let [count, product] = [-1, 1];
  for (const least = Math.exp(-mean); product > least; count++) product *= random();
  return count;
}

const sizeOf = (values: Float64Array) => values.reduce((sum, one) => sum + Math.abs(one), 0) / values.length;
const errorOf = (forecast: Float64Array, actual: Float64Array) =>
  sizeOf(actual.map((one, i) => one - (forecast[i] as number)));

/** What is chosen and foretold without sight of the last steps, and what came. */
function foretold(values: Float64Array, season: number, horizon: number) {
  const [known, actual] = [values.slice(0, -horizon), values.slice(-horizon)];
  const candidates = candidatesFor(known, season);
  const choice = chooseForecast(known, season, horizon, candidates);
  const { chosen, members } = choice;
  const method = chosen === 'combination' ? forecastBy(members, candidatesFor) : candidates.get(chosen);
  return { ...choice, known, actual, forecast: method?.(known, season, horizon) ?? new Float64Array() };
}

describe('no method leaves what was ever seen far behind', () => {
  const random = seededRandom(11);
  const noise = () => 0.8 + 0.4 * random();
  test.each<[string, number, (t: number) => number]>([
    ['positive counts without a season', 300, (t) => 1 + poisson(4 + (11 * t) / 300, random)],
    [
      'a last day that is ten times the one before',
      150,
      (t) => (t === 149 ? 50 : t === 148 ? 5 : 20 * noise()),
    ],
    ['a last day that is next to nothing', 150, (t) => (t === 149 ? 0.001 : 20 * noise())],
    ['negative values', 200, (t) => -100 * noise() - 30 * (t % 7)],
    ['both signs', 200, () => 10 * (random() - 0.5)],
    ['zeros', 100, () => 0],
    ['zeros but one', 100, (t) => (t === 97 ? 1000 : 0)],
    ['many zeros', 200, () => (random() < 0.8 ? 0 : 1 + Math.floor(9 * random()))],
    ['one spike', 150, (t) => (t === 75 ? 1e6 : 20 * noise())],
    ['one spike at the end', 150, (t) => (t === 149 ? 1e6 : 20 * noise())],
    ['a growth of two percent a step', 120, (t) => 10 * 1.02 ** t * noise()],
    ['a decline', 120, (t) => (200 - t) * noise()],
    ['four values', 4, (t) => 1 + t],
    ['three values', 3, (t) => 10 ** t],
    ['one value', 1, () => 7],
  ])('of %s', (_, length, value) => {
    const values = Float64Array.from({ length }, (_, t) => value(t));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const reach = most - least;
    for (const season of [1, 7])
      for (const [name, method] of candidatesFor(values, season))
        for (const one of method(values, season, 28)) {
          expect(one, name).toBeGreaterThanOrEqual(least - reach);
          expect(one, name).toBeLessThanOrEqual(most + reach);
          if (least >= 0) expect(one, name).toBeGreaterThanOrEqual(0);
          if (most <= 0) expect(one, name).toBeLessThanOrEqual(0);
        }
  });
});

describe('what is chosen', () => {
  test('of growing counts is about as good as the best method, on each of eight series', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = seededRandom(seed);
      const counts = Float64Array.from({ length: 300 }, (_, t) => 1 + poisson(4 + (11 * t) / 300, random));
      const { chosen, tests, forecast, actual } = foretold(counts, 7, 28);
      const least = Math.min(...Array.from(tests.values(), ({ mae }) => mae));
      expect(tests.get(chosen)?.mae, `${seed}: ${chosen}`).toBeLessThanOrEqual(1.1 * least);
      expect(errorOf(forecast, actual), `${seed}: ${chosen}`).toBeLessThan(5);
    }
  });

  test.each<[string, number, (random: () => number) => number]>([
    ['one day in three has an order', 0.35, (random) => 10 + 90 * random()],
    ['one day in seven has an order', 0.15, () => 100],
    // most of the amount is on few days, so that the same every day is further off than nothing
    ['half of the days have one, few of them a large one', 0.55, (random) => (random() < 0.2 ? 500 : 5)],
  ])('where %s comes in sum to what comes, and is never nothing', (_, share, amount) => {
    let [expected, came] = [0, 0];
    const random = seededRandom(4);
    for (let series = 1; series <= 16; series++) {
      // nothing on the last two days that are known
      const days = Float64Array.from({ length: 540 }, (_, t) =>
        random() < share && t !== 510 && t !== 511 ? amount(random) : 0,
      );
      const { forecast, actual } = foretold(days, 7, 28);
      const sum = forecast.reduce((all, one) => all + one, 0);
      expect(sum, String(series)).toBeGreaterThan(0);
      expected += sum;
      came += actual.reduce((all, one) => all + one, 0);
    }
    expect(expected / came).toBeGreaterThan(0.75);
    expect(expected / came).toBeLessThan(1.25);
  });

  test('of losses is off by no more than of the same profits', () => {
    const random = seededRandom(3);
    const profits = Float64Array.from({ length: 200 }, (_, t) => 100 + 30 * (t % 7) + 40 * random());
    const losses = profits.map((one) => -one);
    const [gain, loss] = [foretold(profits, 7, 28), foretold(losses, 7, 28)];
    expect(errorOf(loss.forecast, loss.actual)).toBeLessThan(1.1 * errorOf(gain.forecast, gain.actual));
    expect(errorOf(loss.forecast, loss.actual) / sizeOf(loss.actual)).toBeLessThan(0.1);
  });

  test('of theta goes on from the last value where values follow on from each other', () => {
    const line = Float64Array.from({ length: 60 }, (_, t) => t);
    expect([...theta(line, 1, 3)]).toEqual([59.5, 60, 60.5].map((one) => expect.closeTo(one, 9)));
  });

  test('of Holt and Winters keeps its level through the weeks in which nothing comes', () => {
    const random = seededRandom(6);
    const place = (t: number) => (t % 52 < 20 ? 100 * Math.sin((Math.PI * ((t % 52) + 1)) / 21) : 0);
    // a few things come off season too, in one year and not in the other
    const weeks = Float64Array.from({ length: 4 * 52 + 13 }, (_, t) =>
      t % 52 < 20 ? place(t) * (0.9 + 0.2 * random()) : random() < 0.1 ? 1 : 0,
    );
    for (const isDamped of [false, true]) {
      const known = weeks.slice(0, 4 * 52 - 3);
      const forecast = holtWinters({ seasonal: 'multiplicative', isDamped })(known, 52, 13).slice(3);
      const actual = weeks.slice(4 * 52, 4 * 52 + 10);
      expect(errorOf(forecast, actual) / sizeOf(actual)).toBeLessThan(0.2);
    }
  });

  test.each([
    [
      'grow by three in a hundred a week',
      52,
      169,
      0.5,
      (t: number) => 1.03 ** t * (1 + 0.3 * Math.sin(t / 8.3)),
    ],
    ['begin with four times as much', 7, 98, 1.5, (t: number) => (t < 7 ? 4 : 1) * (1 + 0.3 * (t % 7))],
  ])('of Holt and Winters holds where values %s', (_, season, length, most, of) => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = seededRandom(seed);
      const series = Float64Array.from({ length }, (_, t) => of(t) * (0.8 + 0.4 * random()));
      const [known, actual] = [series.slice(0, -8), series.slice(-8)];
      for (const isDamped of [false, true]) {
        const forecast = holtWinters({ seasonal: 'multiplicative', isDamped })(known, season, 8);
        expect(errorOf(forecast, actual) / sizeOf(actual)).toBeLessThan(most);
      }
    }
  });

  test('of Holt and Winters follows a level that wanders, whatever size its factors come to', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const normal = randomNormal.source(seededRandom(seed))(0, 1);
      let level = 0;
      const series = Float64Array.from({ length: 169 }, () => {
        level += 0.2 * normal();
        return 2000 * Math.exp(level + 0.1 * normal());
      });
      const [known, actual] = [series.slice(0, -8), series.slice(-8)];
      const forecast = holtWinters({ seasonal: 'multiplicative', isDamped: true })(known, 52, 8);
      expect(errorOf(forecast, actual) / sizeOf(actual)).toBeLessThan(2);
    }
  });

  test.each([3, 4, 5, 6, 30])(
    'of exponential smoothing goes on with a line of %d values exactly',
    (length) => {
      const smoothing = holtWinters({ seasonal: 'none', isDamped: false });
      for (const slope of [10, -3, 0]) {
        const line = Float64Array.from({ length }, (_, t) => 100 + slope * t);
        const ahead = [0, 1, 2].map((i) => expect.closeTo(100 + slope * (length + i), 6));
        expect([...smoothing(line, 1, 3)], `${slope}`).toEqual(ahead);
      }
    },
  );

  test('is no method that errs much more on the whole, however uncertain that is', () => {
    const errors = (size: (i: number) => number) =>
      Array.from({ length: 12 }, (_, i) => Float64Array.of(size(i)));
    const origins = Array.from({ length: 12 }, (_, i) => 40 + i);
    const wild = errors((i) => (i === 0 ? 1e9 : 10));
    const tests = new Map([
      ['theta', { errors: errors(() => 10), mae: 10 }],
      ['seasonal-drift', { errors: wild, mae: 1e9 / 12 }],
    ]);
    expect(chooseByBacktest(tests, plainMethods, origins)).toBe('theta');
  });
});
