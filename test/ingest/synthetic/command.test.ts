import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from '../../support/cli.ts';
import type { Summary } from './generated.ts';

test('the command writes five files of events and the truth, and prints the summary as JSON', async () => {
  const folder = temporaryFolder('generate');
  const words = ['generate', '--customers', '60', '--months', '3', '--seed', '4', '--out', 'made', '--json'];
  const { code, out } = await run(folder, words);
  expect(code).toBe(0);
  const document: Summary & { schema: string } = JSON.parse(out);
  expect(document.schema).toBe('clientele.generate/1');
  const files = fs.readdirSync(path.join(folder, 'made/events')).sort();
  expect(files).toEqual(
    ['consents', 'interactions', 'profiles', 'purchases', 'reference'].map((t) => `${t}.ndjson`),
  );
  const lines = files.map(
    (file) => fs.readFileSync(path.join(folder, 'made/events', file), 'utf8').split('\n').length - 1,
  );
  expect(lines.reduce((sum, n) => sum + n, 0)).toBe(document.lines);
  expect(fs.readdirSync(path.join(folder, 'made/truth')).sort()).toEqual([
    'campaigns.csv',
    'parameters.csv',
    'people.csv',
    'summary.json',
  ]);
});

test.each([
  ['--customers <n>', '0', 'a whole number from 1 to 100000000'],
  ['--months <n>', 'two', 'a whole number from 1 to 240'],
  ['--seed <n>', '1.5', 'a whole number from 0 to 4294967295'],
  ['--until <date>', '2026-02-30', 'not a date; write it as 2026-03-31'],
])('%s %s is refused with a word about what it takes', async (option, value, takes) => {
  const folder = temporaryFolder('generate');
  const { code, err } = await run(folder, ['generate', '--out', 'made', option.replace(/ .*/, ''), value]);
  expect(code).toBe(1);
  expect(err).toContain(`option '${option}' argument '${value}' is invalid. ${takes}`);
  expect(fs.existsSync(path.join(folder, 'made'))).toBe(false);
});

test('a dry run says how many events there would be and writes nothing', async () => {
  const folder = temporaryFolder('generate');
  const words = ['generate', '--customers', '40', '--months', '2', '--out', 'made'];
  const dry = await run(folder, [...words, '--dry-run']);
  expect(dry.code).toBe(0);
  expect(fs.existsSync(path.join(folder, 'made'))).toBe(false);
  const { out } = await run(folder, words);
  expect(dry.out.replace('would be', 'are')).toBe(out);
});

test('a broker that does not answer ends with exit code 2 and a word about it', async () => {
  const folder = temporaryFolder('generate');
  const { code, err } = await run(folder, [
    'generate',
    '--customers',
    '9',
    '--out',
    'made',
    '--kafka',
    '127.0.0.1:1',
  ]);
  expect(code).toBe(2);
  expect(err).toContain('no answer from Kafka at 127.0.0.1:1');
  expect(err).not.toContain('not expected');
});

test('landed and built, the tables tell the revenue of the truth to the last digit', async () => {
  const folder = temporaryFolder('generate');
  const business = { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' };
  fs.writeFileSync(path.join(folder, 'clientele.config.json'), JSON.stringify({ business }));
  expect(
    (await run(folder, ['generate', '--customers', '400', '--months', '9', '--seed', '2', '--out', 'made']))
      .code,
  ).toBe(0);
  const files = ['purchases', 'interactions', 'profiles', 'consents', 'reference'].map(
    (t) => `made/events/${t}.ndjson`,
  );
  expect((await run(folder, ['ingest', 'files', ...files])).code).toBe(0);
  const built = await run(folder, ['build']);
  expect(built.code, built.err).toBe(0);
  const summary: Summary = JSON.parse(fs.readFileSync(path.join(folder, 'made/truth/summary.json'), 'utf8'));
  const sql = `select (select count(*) from orders) as orders, (select sum(net_amount)::varchar from orders) as revenue,
    (select count(*) from refunds) as refunds, (select sum(amount)::varchar from refunds) as refunded`;
  const { out } = await run(folder, ['query', sql, '--role', 'admin', '--json']);
  const { rows } = JSON.parse(out) as { rows: Record<string, unknown>[] };
  expect(rows[0]).toEqual({
    orders: summary.orders.count,
    revenue: summary.orders.amount,
    refunds: summary.refunds.count,
    refunded: summary.refunds.amount,
  });
});
