import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Engine, openEngine, readNumbers } from '../../warehouse/index.ts';

let engine: Engine;
let connection: DuckDBConnection;
beforeEach(async () => {
  engine = await openEngine();
  connection = await engine.connect();
});
afterEach(() => engine.close());

/** All rows that a SELECT gives, part after part. */
async function read(sql: string): Promise<readonly (readonly number[])[]> {
  const found: number[][] = [];
  for await (const { columns, count } of readNumbers(await connection.stream(sql)))
    for (let row = 0; row < count; row++) found.push(columns.map((column) => column[row] as number));
  return found;
}

it('reads the rows of every part, in order, and none where there are none', async () => {
  const rows = await read('select i::double, (i * 0.5)::double from range(5000) as t (i) order by i');
  expect(rows).toEqual(Array.from({ length: 5000 }, (_, i) => [i, i / 2]));
  expect(await read('select 1::double where false')).toEqual([]);
});

it('has no number for what is null', async () => {
  expect(await read('select x from (values (1.5::double), (null), (-2)) as t (x)')).toEqual([
    [1.5],
    [Number.NaN],
    [-2],
  ]);
});

it('refuses a column that is no double, by its name', async () => {
  await expect(read('select 1::double as weight, 2 as pattern')).rejects.toThrow(
    'pattern is INTEGER, not DOUBLE',
  );
});
