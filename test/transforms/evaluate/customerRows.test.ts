import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCustomerRows } from '../../../transforms/evaluate/customerRows.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('customer-rows');

const write = (name: string, header: string, lines: readonly string[]) => {
  fs.writeFileSync(path.join(folder, name), `${header}\n${lines.join('\n')}\n`);
  return name;
};

async function read(ids: readonly string[]) {
  const file = path.join(
    folder,
    write(
      'rows.csv',
      'who,what',
      ids.map((id, i) => `"${id}",${i}`),
    ),
  );
  const engine = await openEngine();
  try {
    return await readCustomerRows(await engine.connect(), file, { customer: 'who', item: 'what' });
  } finally {
    engine.close();
  }
}

describe('rows of customers', () => {
  test.each([
    ...['', 'NA', 'N/A', '#N/A', 'nan', 'NaN', 'NULL', 'null', 'None', '\\N', '-', '?', '无', 'unknown'],
    ...['Guest', 'anonymous', '匿名', '散客'],
  ])('are left out where the customer is %j', async (word) =>
    expect(await read(['a', word, 'b', word])).toEqual({ rowsLeftOut: 2, rowsWithoutAmount: 0 }),
  );

  test('name an id of a tenth of all rows that is ten times as frequent as the next', async () => {
    const others = Array.from({ length: 60 }, (_, i) => `k${i % 30}`);
    const zeros = (n: number) => Array.from({ length: n }, () => '0');
    expect((await read([...others, ...zeros(20)])).crowdedId).toEqual({ id: '0', rows: 20 });
    expect((await read([...others, ...zeros(19)])).crowdedId).toBeUndefined();
    const many = Array.from({ length: 200 }, (_, i) => `k${i}`);
    expect((await read([...many, ...zeros(20)])).crowdedId).toBeUndefined();
    expect((await read(zeros(20))).crowdedId).toBeUndefined();
  });

  test('are refused where a spreadsheet cut the ids', async () => {
    await expect(read(['1.38007E+10', '1,38E+11', 'a'])).rejects.toMatchObject({
      code: 'ids-rounded',
      message: expect.stringContaining('who has ids such as 1,38E+11: a spreadsheet has cut their digits'),
    });
    await expect(read(['1.38007E+10', 'a', 'b'])).resolves.toMatchObject({ rowsLeftOut: 0 });
  });
});

test.each([
  ['rfm', '--transactions', ',amount=paid', '--as-of', '2025-12-31'],
  ['recommend', '--transactions', ',item=paid'],
  ['clv', '--transactions', '', '--calibration-end', '2025-06-30', '--holdout-end', '2025-12-28'],
  ['churn', '--transactions', '', '--as-of', '2025-09-30', '--horizon-days', '60'],
])('evaluate %s names the crowded id', async (command, option, more, ...rest) => {
  const lines = Array.from({ length: 1500 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 0, 1 + ((i * 37) % 365))).toISOString().slice(0, 10);
    return `${i % 4 === 0 ? 'Till 1' : `k${(i * i) % 149}`},${day},${i % 11}`;
  });
  const file = write('till.csv', 'who,day,paid', lines);
  const columns = `customer=who,date=day${more}`;
  const { code, out, err } = await run(folder, [
    ...['evaluate', command, option, file, '--columns', columns, ...rest, '--json'],
  ]);
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('375 rows are of the customer "Till 1", ten times as many as of any other'),
  ]);
  expect(JSON.parse(out).crowdedId).toEqual({ id: 'Till 1', rows: 375 });
});

test.each([
  ['basket', '--baskets', '--columns', 'basket=order,item=what', '--support', '.1', '--confidence', '.1'],
  ['churn', '--table', '--id', 'order', '--label', 'gone'],
])('evaluate %s refuses ids that a spreadsheet cut', async (command, option, ...rest) => {
  const file = write('cut.csv', 'order,what,gone', ['2.38E+17,a,1', '2.39E+17,b,0', '2.38E+17,c,0']);
  const { code, err } = await run(folder, ['evaluate', command, option, file, ...rest]);
  expect([code, err]).toEqual([1, expect.stringContaining('order has ids such as 2.38E+17')]);
});
