import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

const customers = 60;

let folder: string;
beforeAll(async () => {
  folder = newProject();
  await land(
    folder,
    Array.from({ length: customers }, (_, i) =>
      event('purchase.completed', '2026-03-02T10:15:00+08:00', {
        customer: { email: `c${i}@example.cn` },
        order_id: `o${i}`,
        currency: 'CNY',
        lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
      }),
    ),
  );
  await buildTables(folder);
});

const numbers = 'from range(5000)';
const rowsOf = (csv: string) => parse(csv, { from_line: 2 }).length;

describe('show and query', () => {
  test('a table on the screen ends after a screenful, and says so', async () => {
    const shown = await run(folder, ['show', 'orders']);
    expect(shown.out.trimEnd().split('\n')).toHaveLength(2 + 50);
    expect(shown.err).toBe('the first 50 rows; --limit shows more\n');
    const all = await run(folder, ['show', 'orders', '--limit', '60']);
    expect([all.out.trimEnd().split('\n').length, all.err]).toEqual([2 + customers, '']);
  });

  test('CSV has every row', async () => {
    const shown = await run(folder, ['show', 'orders', '--format', 'csv']);
    expect([rowsOf(shown.out), shown.err]).toEqual([customers, '']);
    const queried = await run(folder, ['query', numbers, '--format', 'csv']);
    expect([rowsOf(queried.out), queried.err]).toEqual([5000, '']);
  });

  test('CSV with a limit has so many rows, and says where there were more', async () => {
    const limited = await run(folder, ['query', numbers, '--format', 'csv', '--limit', '3000']);
    expect([rowsOf(limited.out), limited.err]).toEqual([3000, 'the first 3000 rows; --limit shows more\n']);
    const whole = await run(folder, ['query', numbers, '--format', 'csv', '--limit', '5000']);
    expect([rowsOf(whole.out), whole.err]).toEqual([5000, '']);
  });

  test('numbers are read without the digits of how they are stored, and exported with them', async () => {
    const query = ['query', 'select 37.98::double + 4e-15::double as amount, 1e21::double as big'];
    expect((await run(folder, query)).out).toMatch(/^ *37\.98 +1e\+21$/m);
    expect((await run(folder, [...query, '--format', 'csv'])).out).toContain('37.980000000000004,1e+21');
  });

  test('CSV has an apostrophe before what a spreadsheet would run, and JSON has it as it is', async () => {
    const query = ['query', `select '=1+1' as "=a", '+8613800138000' as phone, -5 as n`];
    expect((await run(folder, [...query, '--format', 'csv'])).out).toBe(
      "'=a,phone,n\n'=1+1,+8613800138000,-5\n",
    );
    expect(JSON.parse((await run(folder, [...query, '--json'])).out).rows[0]['=a']).toBe('=1+1');
  });

  test('JSON that is cut off says so on both sides', async () => {
    const { out, err } = await run(folder, ['query', numbers, '--json']);
    expect(JSON.parse(out)).toMatchObject({ truncated: true });
    expect(err).toBe('the first 1000 rows; --limit shows more\n');
  });

  test('a wrong query, limit or format is told before anything is written', async () => {
    for (const [argv, message] of [
      [['query', 'select nothing', '--format', 'csv'], /nothing/],
      [['query', numbers, '--limit', '0'], /--limit takes a whole number from 1, not "0"/],
      [['query', numbers, '--format', 'xlsx'], /--format is table, csv or json, not "xlsx"/],
    ] as const) {
      const { code, out, err } = await run(folder, argv);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(message);
    }
  });
});
