import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainMethods } from '../../../models/forecast/candidates.ts';
import { chooseByBacktest } from '../../../models/forecast/choose.ts';
import { isSeasonal } from '../../../models/forecast/seasonality.ts';
import {
  candidatesFor,
  chooseForecast,
  forecastBy,
  intervalWidths,
  learnableSeason,
  scaledErrors,
  sizesAhead,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const folder = temporaryFolder('forecast');
const forecast = (file: string, ...argv: string[]) =>
  run(folder, [
    'evaluate',
    'forecast',
    '--json',
    '--series',
    file,
    '--columns',
    'date=month,value=n',
    ...argv,
  ]);
const write = (name: string, values: readonly (number | string)[]) => {
  const lines = values.map(
    (value, i) => `${1949 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${value}`,
  );
  fs.writeFileSync(path.join(folder, name), `month,n\n${lines.join('\n')}\n`);
  return name;
};

/** Passengers of international airlines by month, 1949 to 1960 (Box & Jenkins, 1976, series G). */
const airPassengers = `
112 118 132 129 121 135 148 148 136 119 104 118
115 126 141 135 125 149 170 170 158 133 114 140
145 150 178 163 172 178 199 199 184 162 146 166
171 180 193 181 183 218 230 242 209 191 172 194
196 196 236 235 229 243 264 272 237 211 180 201
204 188 235 227 234 264 302 293 259 229 203 229
242 233 267 269 270 315 364 347 312 274 237 278
284 277 317 313 318 374 413 405 355 306 271 306
315 301 356 348 355 422 465 467 404 347 305 336
340 318 362 348 363 435 491 505 404 359 310 337
360 342 406 396 420 472 548 559 463 407 362 405
417 391 419 461 472 535 622 606 508 461 390 432
`
  .trim()
  .split(/\s+/)
  .map(Number);

test('of air passengers, what is chosen without sight of the last year is within 2.5 % of it', async () => {
  const { code, out } = await forecast(write('air.csv', airPassengers), '--season', '12', '--horizon', '12');
  expect(code).toBe(0);
  const { models, chosen, observations, forecast: steps } = JSON.parse(out);
  expect(observations).toBe(144);
  expect(models['seasonal-naive'].mape).toBeCloseTo(9.99, 1);
  expect(models[chosen].mape).toBeLessThanOrEqual(2.5);
  expect(models[chosen].coverage80).toBeGreaterThan(0.7);
  expect(models[chosen].coverage95).toBeGreaterThan(0.9);
  expect(steps).toHaveLength(12);
});

test('a plain method stands unless a fitted one is better by more than chance', () => {
  const errors = (size: number, jitter: number) =>
    Array.from({ length: 10 }, (_, i) => Float64Array.of(size + (i % 2 === 0 ? jitter : -jitter)));
  const apart = Array.from({ length: 10 }, (_, i) => 10 + i);
  const tests = (plain: number, jitter: number) =>
    new Map([
      ['theta', { errors: errors(10, 0), mae: 10 }],
      ['drift', { errors: errors(plain, jitter), mae: plain }],
    ]);
  expect(chooseByBacktest(tests(10.5, 3), plainMethods, apart)).toBe('drift');
  expect(chooseByBacktest(tests(14, 3), plainMethods, apart)).toBe('theta');
  expect(chooseByBacktest(new Map(), plainMethods, apart)).toBeUndefined();
});

describe('the choice among methods', () => {
  const noise = seededRandom(5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - noise())) * Math.cos(2 * Math.PI * noise());
  const errorOf = (forecast: Float64Array, actual: Float64Array) =>
    forecast.reduce((sum, one, i) => sum + Math.abs(one - (actual[i] as number)), 0);

  test.each([
    ['noise about a level', () => 100 + 20 * normal(), 1],
    ['a season', (t: number) => 100 + 40 * Math.sin((2 * Math.PI * t) / 7) + 10 * normal(), 7],
    ['a closed day', (t: number) => (t % 7 === 5 ? 0 : 100 + 30 * (t % 7) + 10 * normal()), 7],
    ['a trend', (t: number) => 100 + 2 * t + 10 * normal(), 1],
  ])('is over many series of %s not worse than any plain method', (_, value, season) => {
    const totals = new Map<string, number>();
    for (let series = 0; series < 12; series++) {
      const values = Float64Array.from({ length: 104 }, (_, t) => value(t));
      const [known, actual] = [values.slice(0, -8), values.slice(-8)];
      const candidates = candidatesFor(known, season);
      const { chosen, members } = chooseForecast(known, season, 8, candidates);
      const method = chosen === 'combination' ? forecastBy(members, candidatesFor) : candidates.get(chosen);
      const add = (name: string, by: number) => totals.set(name, (totals.get(name) ?? 0) + by);
      add('ours', errorOf(method?.(known, season, 8) ?? new Float64Array(8), actual));
      for (const [name, plain] of candidates)
        if (plainMethods.has(name)) add(name, errorOf(plain(known, season, 8), actual));
    }
    const ours = totals.get('ours') ?? Number.NaN;
    totals.delete('ours');
    expect(ours).toBeLessThan(1.05 * Math.min(...totals.values()));
  });

  test('gives closed days nothing, and no forecast below nothing where nothing was negative', () => {
    const values = Float64Array.from({ length: 90 }, (_, t) => (t % 7 === 2 ? 0 : Math.max(1, 90 - t)));
    for (const [name, method] of candidatesFor(values, 7)) {
      if (name === 'seasonal-naive') continue;
      const forecast = method(values, 7, 14);
      forecast.forEach((one, i) => {
        expect(one).toBeGreaterThanOrEqual(0);
        if ((90 + i) % 7 === 2) expect(one).toBe(0);
      });
    }
  });

  test('needs a season to be seen twice, and does without where it is not', () => {
    const noise = (length: number) => Float64Array.from({ length }, () => 100 + normal());
    expect(learnableSeason(noise(44), 52, 8)).toBe(1);
    expect(learnableSeason(noise(110), 52, 8)).toBe(1);
    expect(learnableSeason(noise(200), 52, 8)).toBe(52);
    const flat = Float64Array.from({ length: 60 }, () => 100 + normal());
    expect(isSeasonal(flat, 7)).toBe(false);
    expect(
      isSeasonal(
        flat.map((one, t) => one + 20 * (t % 7)),
        7,
      ),
    ).toBe(true);
  });

  test.each([24, 30, 36])(
    'of %i months that repeat keeps the season, too short though they are to tell methods apart',
    (months) => {
      let [ours, before] = [0, 0];
      for (let series = 0; series < 20; series++) {
        const all = Float64Array.from(
          { length: months + 12 },
          (_, t) => 100 + t + 40 * Math.sin((2 * Math.PI * t) / 12) + 8 * normal(),
        );
        const [known, actual] = [all.slice(0, -12), all.slice(-12)];
        const season = learnableSeason(known, 12, 12);
        expect(season).toBe(12);
        const candidates = candidatesFor(known, season);
        const { chosen, members } = chooseForecast(known, season, 12, candidates);
        const method = chosen === 'combination' ? forecastBy(members, candidatesFor) : candidates.get(chosen);
        ours += errorOf(method?.(known, season, 12) ?? new Float64Array(12), actual);
        before += errorOf(known.slice(-12), actual);
      }
      expect(ours).toBeLessThanOrEqual(1.02 * before);
    },
  );

  test('intervals hold what they say on series that were not seen', () => {
    let [inside80, inside95, all] = [0, 0, 0];
    for (let series = 0; series < 25; series++) {
      let level = 0;
      const values = Float64Array.from({ length: 132 }, (_, t) => {
        level = 0.7 * level + 8 * normal();
        return (t % 7 === 6 ? 30 : 100) * Math.exp(level / 100);
      });
      const [known, actual] = [values.slice(0, -14), values.slice(-14)];
      const { chosen, members, tests, origins } = chooseForecast(known, 7, 14);
      const method =
        chosen === 'combination' ? forecastBy(members, candidatesFor) : candidatesFor(known, 7).get(chosen);
      const scaled = scaledErrors(tests.get(chosen)?.errors ?? [], known, 7, origins);
      const sizes = sizesAhead(known, 7, 14);
      const [wide80, wide95] = [intervalWidths(scaled, 0.8, origins), intervalWidths(scaled, 0.95, origins)];
      method?.(known, 7, 14).forEach((value, i) => {
        const error = Math.abs(value - (actual[i] as number)) / (sizes[i] as number);
        all++;
        if (error <= (wide80[i] as number)) inside80++;
        if (error <= (wide95[i] as number)) inside95++;
      });
    }
    expect(inside80 / all).toBeGreaterThan(0.72);
    expect(inside80 / all).toBeLessThan(0.9);
    expect(inside95 / all).toBeGreaterThan(0.9);
  });
});

const retail = publicData('online_retail/online-retail.csv.gz');

test.skipIf(!fs.existsSync(retail)).each([1, 4, 13, 52])(
  'of the last eight whole weeks of a shop what is chosen with a season of %i is no worse than a mean of four (data absent: skipped)',
  async (season) => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      await connection.run(`copy (
        with sales as (
          select cast(InvoiceDate as date) as day, cast(Quantity as integer) * cast(UnitPrice as double) as value
          from read_csv('${retail}', all_varchar = true)
          where CustomerID <> '' and not starts_with(InvoiceNo, 'C') and cast(Quantity as integer) > 0 and cast(UnitPrice as double) > 0
        )
        select cast(w as date) as month, coalesce(sum(value), 0) as n
        from generate_series(date '2010-12-06', date '2011-11-28', interval 7 days) as weeks(w)
        left join sales on day >= w and day < w + interval 7 days
        group by w order by w
      ) to '${path.join(folder, 'weeks.csv')}' (header)`);
    } finally {
      engine.close();
    }
    const { out } = await forecast('weeks.csv', '--season', String(season), '--horizon', '8');
    const { models, chosen } = JSON.parse(out);
    expect(models['mean-of-4'].mape).toBeCloseTo(6.15, 1);
    expect(models[chosen].mape).toBeLessThan(1.1 * models['mean-of-4'].mape);
    expect(models[chosen].coverage80).toBeGreaterThan(0.7);
  },
);

describe('evaluate forecast', () => {
  test('of a line that goes on finds the line; of a constant the constant', async () => {
    const line = await forecast(
      write(
        'line.csv',
        Array.from({ length: 60 }, (_, i) => 10 + 2 * i),
      ),
      ...['--season', '1', '--horizon', '6'],
    );
    const found = JSON.parse(line.out);
    expect(found.models[found.chosen].mape).toBeLessThan(1e-6);
    const flat = await forecast(
      write(
        'flat.csv',
        Array.from({ length: 40 }, () => 7),
      ),
      '--season',
      '12',
      '--horizon',
      '6',
    );
    const { models, chosen } = JSON.parse(flat.out);
    expect(models[chosen].mape).toBeLessThan(1e-6);
  });

  test('by day knows the year before where the dates tell it, and only there', async () => {
    const random = seededRandom(2);
    const first = Date.UTC(2023, 0, 2);
    const weekdays = [1, 0.9, 0.9, 1, 1.1, 1.3, 1.3];
    const rows = Array.from({ length: 2.5 * 365 }, (_, t) => {
      const place = (t % 365.25) - 150;
      const value =
        (0.9 + 0.2 * random()) * (weekdays[t % 7] as number) * (1 + 2 * Math.exp(-((place / 30) ** 2)));
      return { date: new Date(first + t * 86_400_000), value };
    });
    const found = async (dateOf: (date: Date, i: number) => number | string, season: number, days = rows) => {
      const lines = days.map(({ date, value }, i) => `${dateOf(date, i)},${value.toFixed(4)}`);
      fs.writeFileSync(path.join(folder, 'year.csv'), `month,n\n${lines.join('\n')}\n`);
      const { out } = await forecast('year.csv', '--season', String(season), '--horizon', '28');
      const { models, chosen, origins } = JSON.parse(out);
      return { chosen, origins, mase: models[chosen].mase, models };
    };
    const iso = (date: Date) => date.toISOString().slice(0, 10);
    const yearly = await found(iso, 7);
    expect(yearly.chosen).toMatch(/ and year before$/);
    expect(yearly.mase).toBeLessThan(0.6 * yearly.models[yearly.chosen.replace(' and year before', '')].mase);
    expect(yearly.models[yearly.chosen].coverage80).toBeGreaterThan(0.72);
    const open = rows.filter(({ date }) => date.getUTCDay() !== 0);
    expect((await found(iso, 6, open)).chosen).toMatch(/ and year before$/);
    expect((await found((_, i) => i + 1, 7)).chosen).not.toMatch(/year/);
    expect((await found(iso, 1)).chosen).not.toMatch(/year/);
  });

  test.each([
    ['zero, where nothing was negative', 0],
    ['the lowest value seen, where some were', -9],
  ])('ends its intervals at %s', async (_, least) => {
    // a few large values among many small ones
    const random = seededRandom(3);
    const values = Array.from({ length: 96 }, (_, i) =>
      i === 40 ? least : Math.round(random() < 0.1 ? 500 + 500 * random() : 10 * random()),
    );
    const { out } = await forecast(write('wide.csv', values), '--season', '1', '--horizon', '6');
    const steps: readonly Record<'value' | 'low95' | 'high95', number>[] = JSON.parse(out).forecast;
    for (const { value, low95, high95 } of steps) {
      expect(low95).toBe(least);
      expect(value).toBeGreaterThanOrEqual(least);
      expect(high95).toBeGreaterThan(value);
    }
  });

  test('of zeros and of too short a history gives no NaN and falls back', async () => {
    const zeros = await forecast(
      write(
        'zeros.csv',
        Array.from({ length: 40 }, (_, i) => i % 2),
      ),
      '--season',
      '12',
      '--horizon',
      '4',
    );
    expect(zeros.code).toBe(0);
    const figures = Object.values(JSON.parse(zeros.out).models) as {
      backtestMae: number | null;
      mase: number | null;
    }[];
    for (const { backtestMae, mase } of figures)
      expect([typeof backtestMae, typeof mase]).toEqual(['number', 'object']);
    const nothing = JSON.parse(
      (await forecast(write('nothing.csv', new Array(40).fill(0)), '--season', '1', '--horizon', '4')).out,
    );
    expect(nothing.models[nothing.chosen]).toMatchObject({ backtestMae: 0, coverage80: null, mase: null });
    const short = await forecast(write('short.csv', [1, 2, 3, 4, 5, 6]), '--season', '2', '--horizon', '2');
    const found = JSON.parse(short.out);
    expect(found).toMatchObject({ chosen: 'seasonal-naive', origins: 0, isFallback: true });
    for (const step of found.forecast) expect(step).toMatchObject({ low95: null, high95: null });
  });

  const pattern = (i: number) => 100 + 3 * i + 20 * Math.sin((2 * Math.PI * i) / 12);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const two = (n: number) => String(n).padStart(2, '0');
  /** A series of 48 months by a way to write them, its rows in an order that sorts like texts. */
  const monthly = (name: string, dateOf: (year: number, month: number) => string) => {
    const lines = Array.from(
      { length: 48 },
      (_, i) => `"${dateOf(2015 + Math.floor(i / 12), (i % 12) + 1)}",${pattern(i)}`,
    );
    fs.writeFileSync(path.join(folder, name), `month,n\n${lines.sort().join('\n')}\n`);
    return name;
  };

  test.each<[string, (year: number, month: number) => string]>([
    ['2015/1/1', (y, m) => `${y}/${m}/1`],
    ['2015-1', (y, m) => `${y}-${m}`],
    ['Jan 2015', (y, m) => `${months[m - 1]} ${y}`],
    ['01/01/15', (y, m) => `01/${two(m)}/${y - 2000}`],
    ['1/2015', (y, m) => `${m}/${y}`],
    ['2015年1月', (y, m) => `${y}年${m}月`],
    ['201501', (y, m) => `${y}${two(m)}`],
    ['31.01.2015', (y, m) => `${new Date(Date.UTC(y, m, 0)).getUTCDate()}.${two(m)}.${y}`],
  ])('puts months that are written %s in the order of time', async (name, dateOf) => {
    const options = ['--season', '12', '--horizon', '6'];
    const plain = await forecast(
      monthly('plain.csv', (y, m) => `${y}-${two(m)}`),
      ...options,
    );
    const { code, out } = await forecast(monthly(`${name.replaceAll('/', '_')}.csv`, dateOf), ...options);
    expect(code).toBe(0);
    const [expected, found] = [JSON.parse(plain.out), JSON.parse(out)];
    expect(found).toMatchObject({ period: 'month', missingPeriods: 0, chosen: expected.chosen });
    const figures = (one: { forecast: { actual: number; value: number }[] }) =>
      one.forecast.map(({ actual, value }) => [actual, value]);
    expect(figures(found)).toEqual(figures(expected));
  });

  test.each<[string, string, (i: number) => string]>([
    ['step', 'numbers', (i) => `${i + 1}`],
    [
      'day',
      'days without dashes',
      (i) => new Date(i * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
    ],
    ['week', 'weeks', (i) => `2020-W${i + 1}`],
    ['quarter', 'quarters', (i) => `Q${(i % 4) + 1} ${2001 + Math.floor(i / 4)}`],
    ['year', 'years', (i) => `${1950 + i}`],
  ])('tells the period %s of %s', async (period, _, dateOf) => {
    const lines = Array.from({ length: 40 }, (_, i) => `${dateOf(i)},${i}`);
    fs.writeFileSync(path.join(folder, 'periods.csv'), `month,n\n${lines.sort().join('\n')}\n`);
    const { out } = await forecast('periods.csv', '--season', '1', '--horizon', '4');
    const found = JSON.parse(out);
    expect(found).toMatchObject({ period, missingPeriods: 0, observations: 40 });
    expect(found.forecast.map((one: { actual: number }) => one.actual)).toEqual([36, 37, 38, 39]);
  });

  const without = (name: string, isGone: (i: number) => boolean) => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${2015 + Math.floor(i / 12)}-${two((i % 12) + 1)},${10 + 2 * i}`,
    );
    fs.writeFileSync(path.join(folder, name), `month,n\n${lines.filter((_, i) => !isGone(i)).join('\n')}\n`);
    return name;
  };

  test('fills months without a row from their neighbours, holds no forecast to them, and says how many there are', async () => {
    const file = without('gaps.csv', (i) => (i >= 20 && i < 26) || i === 57);
    const options = ['--season', '1', '--horizon', '6'];
    const found = JSON.parse((await forecast(file, ...options)).out);
    expect(found).toMatchObject({ rows: 53, observations: 53, missingPeriods: 7, period: 'month' });
    expect(found.models[found.chosen].mape).toBeLessThan(1e-6);
    expect(found.forecast.map((one: { date: string }) => one.date)).toEqual([
      ...['2019-07', '2019-08', '2019-09', '2019-11', '2019-12'],
    ]);
    const { out } = await run(folder, [
      ...['evaluate', 'forecast', '--series', file, '--columns', 'date=month,value=n', ...options],
    ]);
    expect(out).toContain('53 values, one a month');
    expect(out).toContain('7 periods have no value');
  });

  test('takes a row whose value is blank for none', async () => {
    const blanks = new Map([
      ...[0, 1, 59].map((i) => [i, ''] as const),
      ...([20, 21, 40] as const).map((i) => [i, 'NA'] as const),
    ]);
    const dateOf = (i: number) => `${2015 + Math.floor(i / 12)}-${two((i % 12) + 1)}`;
    const lines = (isKept: (i: number) => boolean) =>
      [...Array(60).keys()].filter(isKept).map((i) => `${dateOf(i)},${blanks.get(i) ?? 10 + 2 * i}`);
    const found = async (isKept: (i: number) => boolean) => {
      fs.writeFileSync(path.join(folder, 'blank.csv'), `month,n\n${lines(isKept).join('\n')}\n`);
      const { out } = await forecast('blank.csv', '--season', '1', '--horizon', '6');
      return JSON.parse(out);
    };
    const blank = await found(() => true);
    const absent = await found((i) => !blanks.has(i));
    expect(blank).toMatchObject({ rows: 60, observations: 54, missingPeriods: 3, period: 'month' });
    expect(absent).toMatchObject({ rows: 54, observations: 54, missingPeriods: 3 });
    expect(blank.forecast).toEqual(absent.forecast);
  });

  test('takes Saturdays that are never open for no gap', async () => {
    const lines = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)))
      .filter((day) => day.getUTCDay() !== 6)
      .map((day, i) => `${day.toISOString().slice(0, 10)},${5 + i}`);
    fs.writeFileSync(path.join(folder, 'saturdays.csv'), `month,n\n${lines.join('\n')}\n`);
    const { out } = await forecast('saturdays.csv', '--season', '1', '--horizon', '7');
    const found = JSON.parse(out);
    expect(found).toMatchObject({ period: 'day (6 a week)', missingPeriods: 0, rows: 77 });
    expect(found.models[found.chosen].mape).toBeLessThan(1e-6);
  });

  test.each<[string, readonly string[], string]>([
    [
      'more than a fifth without a row',
      ['2015-01', '2015-02', '2015-03', '2015-07', '2015-08', '2015-09'],
      '3 of 9 periods (month) have no value, the first after 2015-03',
    ],
    [
      'two rows of one month',
      ['2015-01', '2015-02', '2015-2', '2015-03'],
      'row 3: month is "2015-2"; another row is of that month',
    ],
    [
      'orders',
      ['2015-01-01', '2015-01-01', '2015-01-02', '2015-01-13'],
      'where rows are orders, sum the values of each day first',
    ],
    ['a date that is none', ['2015-01', 'soon', '2015-03'], 'row 2: month is "soon"'],
    ['dates of different periods', ['2015-01', '2015-02', '2015', '2015-04'], 'row 3: month is "2015"'],
    [
      'dates of which nothing tells day from month',
      ['1/1/2015', '1/2/2015', '1/3/2015', '1/4/2015'],
      'can be read in several orders',
    ],
    ['no constant step', ['2015-01', '2015-04', '2015-07', '2015-08'], 'no constant step'],
  ])('refuses %s', async (name, dates, message) => {
    const lines = dates.map((date, i) => `${date},${i}`);
    fs.writeFileSync(path.join(folder, `${name}.csv`), `month,n\n${lines.join('\n')}\n`);
    const { code, err } = await forecast(`${name}.csv`, '--season', '1', '--horizon', '1');
    expect(err).toContain(message);
    expect(code).toBe(1);
  });

  test.each([
    [[1, 2], 'what is left is too little'],
    [[1, 'x', 3], 'row 2: n is "x"'],
  ])('refuses the values %j', async (values, message) => {
    const { code, err } = await forecast(write('bad.csv', values), '--season', '1', '--horizon', '1');
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
