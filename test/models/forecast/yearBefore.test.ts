import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { heldTo } from '../../../models/forecast/backtest.ts';
import { absoluteErrors } from '../../../models/forecast/loss.ts';
import type { Forecaster } from '../../../models/forecast/plain.ts';
import { withYearBefore, yearBefore } from '../../../models/forecast/yearBefore.ts';
import { yearTrial } from '../../../models/forecast/yearTrial.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const weekdays = [1, 0.8, 0.9, 1, 1.2, 1.5, 0.6];
/** Three weeks of a peak each year, twice as much. */
const peak = (day: number) => (day % 364 >= 100 && day % 364 < 121 ? 2 : 1);
const days = (length: number, value: (t: number) => number) =>
  Float64Array.from({ length }, (_, t) => value(t));
const shop = (length: number) => days(length, (t) => 100 * (weekdays[t % 7] as number) * peak(t));

const share = (forecast: Float64Array, actual: Float64Array) => {
  const sum = (of: Float64Array) => of.reduce((all, one) => all + Math.abs(one), 0);
  return sum(actual.map((one, i) => one - (forecast[i] as number))) / sum(actual);
};

describe('the year before', () => {
  test.each([1, 2])('has a peak where it was %i years ago, and each weekday as it is', (years) => {
    const known = years * 364 + 86;
    const all = shop(known + 35);
    const forecast = yearBefore(7)(all.slice(0, known), 7, 35);
    expect(share(forecast, all.slice(known))).toBeLessThan(0.06);
    expect(forecast[17]).toBeGreaterThan(1.8 * (forecast[3] as number));
  });

  test('is at the level of today', () => {
    const grown = shop(485).map((one, t) => (t < 380 ? one : 3 * one));
    const forecast = yearBefore(7)(grown.slice(0, 450), 7, 35);
    expect(share(forecast, grown.slice(450))).toBeLessThan(0.06);
  });

  test('knows weeks, and days of business', () => {
    const sixDays = days(60 * 6 + 18, (t) => 100 * (1 + (t % 6)) * (t % 312 >= 60 ? 1 : 2));
    expect(share(yearBefore(6)(sixDays.slice(0, -18), 6, 18), sixDays.slice(-18))).toBeLessThan(0.06);
    const weeks = days(80, (t) => (t % 52 >= 20 && t % 52 < 26 ? 200 : 100));
    expect(share(yearBefore(1)(weeks.slice(0, 68), 52, 12), weeks.slice(68))).toBeLessThan(0.04);
  });

  test('says nothing on a day that is closed, and what is usual where no year is known', () => {
    const closed = days(500, (t) => (t % 7 === 6 && t > 300 ? 0 : 100));
    const forecast = yearBefore(7)(closed, 7, 14);
    expect(Array.from(forecast.keys()).filter((i) => forecast[i] === 0)).toEqual([3, 10]);
    const short = shop(200).map((one, t) => one / peak(t));
    expect(
      share(
        yearBefore(7)(short, 7, 28),
        days(28, (i) => 100 * (weekdays[(200 + i) % 7] as number)),
      ),
    ).toBeLessThan(1e-9);
  });

  test.each([1.75, 1.9, 2.9])('off season knows the season that comes, after %d years', (years) => {
    const share = (t: number) => (t % 364 < 140 ? Math.sin((Math.PI * (t % 364)) / 140) : 0);
    for (const perWeek of [1, 7]) {
      const skis = days(4 * 52 * perWeek, (t) => share((t * 7) / perWeek) * 1.2 ** ((t * 7) / perWeek / 364));
      const known = Math.round(52 * years) * perWeek;
      // a season is there to come: from its last weeks off to its middle
      const [from, to] = [Math.ceil(years) * 52 * perWeek, (Math.ceil(years) * 52 + 10) * perWeek];
      const forecast = yearBefore(perWeek)(skis.slice(0, known), perWeek === 1 ? 52 : 7, to - known);
      const sum = (of: Float64Array) => of.reduce((all, one) => all + one, 0);
      const ratio = sum(forecast.slice(from - known)) / sum(skis.slice(from, to));
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(1.3);
    }
  });

  test('of horizons longer than a year goes on with the same year', () => {
    const forecast = yearBefore(7)(shop(728), 7, 800);
    expect(forecast.every((one) => Number.isFinite(one) && one > 0)).toBe(true);
  });
});

describe('a trial with the year before', () => {
  const usual: Forecaster = (series, _, horizon) =>
    days(horizon, (i) => {
      const n = series.length;
      return [7, 14, 21, 28].reduce((sum, back) => sum + (series[n - back + (i % 7)] as number), 0) / 4;
    });
  const tried = (series: Float64Array, origins: readonly number[]) => {
    const forecasts = origins.map((origin) => usual(series.slice(0, origin), 7, 28));
    const tests = new Map([['usual', heldTo(forecasts, series, origins)]]);
    const year = { before: yearBefore(7), stepsAWeek: 7, loss: absoluteErrors };
    return yearTrial({ name: 'usual', origins, tests }, series, 7, year);
  };
  const normal = randomNormal.source(seededRandom(5))(0, 0.1);
  const noisy = (series: Float64Array) => series.map((one) => one * Math.exp(normal()));

  test('is of the origins from which one was known, for every method, and is what the two foretell together', () => {
    const series = noisy(shop(728));
    const found = tried(series, [300, 419, 430, 440, 452, 500]);
    expect(found?.name).toBe('usual and year before');
    expect(found?.origins).toEqual([430, 440, 452, 500]);
    expect(found?.tests.get('usual')?.forecasts).toHaveLength(4);
    expect(found?.tests.get('usual and year before')?.forecasts[1]).toEqual(
      withYearBefore(usual, 7)(series.slice(0, 440), 7, 28),
    );
  });

  test('is none where the method alone is as good, or too few origins can tell', () => {
    const flat = noisy(days(728, (t) => weekdays[t % 7] as number));
    expect(tried(flat, [430, 460, 490, 520, 550, 580, 610, 640])).toBeUndefined();
    expect(tried(noisy(shop(728)), [300, 419, 440, 452])).toBeUndefined();
  });
});
