import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCells } from '../../../transforms/evaluate/fileCells.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('file-cells');

test.each([
  ['data[1]', 'data1'],
  ['data*', 'data-other'],
  ['data?', 'data2'],
  ["it's[ab]", "it'sa"],
])('a file of the name %s is read alone, whatever else lies there', async (name, beside) => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const write = async (stem: string, value: string) => {
      fs.writeFileSync(path.join(folder, `${stem}.csv`), `v,w\n${value},x\n`);
      fs.writeFileSync(path.join(folder, `${stem}.ndjson`), `{"v":"${value}","w":"x"}\n`);
      const written = path.join(folder, 'written.parquet');
      await connection.run(`copy (select '${value}' as v, 'x' as w) to '${written}' (format parquet)`);
      fs.renameSync(written, path.join(folder, `${stem}.parquet`));
    };
    await write(name, 'mine');
    await write(beside, 'other');
    for (const format of ['csv', 'ndjson', 'parquet']) {
      expect(await readCells(connection, path.join(folder, `${name}.${format}`), 'cells')).toEqual([
        'v',
        'w',
      ]);
      expect(await rows(connection, 'from cells')).toEqual([{ c0: 'mine', c1: 'x' }]);
      await connection.run('drop table cells');
    }
  } finally {
    engine.close();
  }
});

test('folders named as DuckDB names parts of a table are no columns', async () => {
  const inside = path.join(folder, 'v=7', 'c0=8');
  fs.mkdirSync(inside, { recursive: true });
  fs.writeFileSync(path.join(inside, 'data.csv'), 'v,w\nmine,x\n');
  fs.writeFileSync(path.join(inside, 'data.ndjson'), '{"v":"mine","w":"x"}\n');
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`copy (select 'mine' as v, 'x' as w) to '${inside}/data.parquet' (format parquet)`);
    for (const format of ['csv', 'ndjson', 'parquet']) {
      expect(await readCells(connection, path.join(inside, `data.${format}`), 'cells')).toEqual(['v', 'w']);
      expect(await rows(connection, 'from cells')).toEqual([{ c0: 'mine', c1: 'x' }]);
      await connection.run('drop table cells');
    }
  } finally {
    engine.close();
  }
});
