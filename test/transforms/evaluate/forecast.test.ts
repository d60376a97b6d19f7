import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseByBacktest, plainMethods } from '../../../models/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';

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
  const tests = (plain: number, jitter: number) =>
    new Map([
      ['theta', { errors: errors(10, 0), mae: 10 }],
      ['drift', { errors: errors(plain, jitter), mae: plain }],
    ]);
  expect(chooseByBacktest(tests(10.5, 3), plainMethods)).toBe('drift');
  expect(chooseByBacktest(tests(14, 3), plainMethods)).toBe('theta');
  expect(chooseByBacktest(new Map(), plainMethods)).toBeUndefined();
});

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
    expect(found.models[found.chosen].mape).toBeLessThan(0.5);
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
    const short = await forecast(write('short.csv', [1, 2, 3, 4, 5, 6]), '--season', '2', '--horizon', '2');
    expect(JSON.parse(short.out).chosen).toBe('seasonal-naive');
  });

  test.each([
    [[1, 2], 'less than a season'],
    [[1, 'x', 3], 'row 2: n is "x"'],
  ])('refuses the values %j', async (values, message) => {
    const { code, err } = await forecast(write('bad.csv', values), '--season', '1', '--horizon', '1');
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
