import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceFile } from '../../../ingest/sources/files/bytes.ts';
import { type Layout, openTable } from '../../../ingest/sources/files/table.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('table');

async function read(name: string, bytes: string | Buffer, layout: Layout = {}) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  const table = await openTable(await sourceFile(file), layout, false);
  try {
    const rows: (readonly string[])[] = [];
    const numbers: number[] = [];
    for await (const chunk of table.rows())
      for (const { cells, number } of chunk) {
        rows.push(cells);
        numbers.push(number);
      }
    return { table, rows, numbers };
  } finally {
    table.close();
  }
}

describe('a CSV file', () => {
  test('delimiter and quote are found', async () => {
    for (const [delimiter, quote] of [
      [',', '"'],
      [';', '"'],
      ['\t', '"'],
      ['|', '"'],
      [';', "'"],
    ] as const) {
      const text = [
        ['name', 'note', 'price'],
        ['Li', `a${delimiter}b`, '1,5'],
        ['Wei', 'it is fine', '2,5'],
      ]
        .map((row) =>
          row.map((cell) => (cell.includes(delimiter) ? quote + cell + quote : cell)).join(delimiter),
        )
        .join('\r\n');
      const { rows, table } = await read('found.csv', text);
      expect(table.header).toEqual(['name', 'note', 'price']);
      expect(rows[0]).toEqual(['Li', `a${delimiter}b`, '1,5']);
    }
  });

  test('digits that a spreadsheet marks as text are read without the mark, and no other apostrophe is lost', async () => {
    const cells = ["'1012 AB", "'+31612345678", "'7000000000060", "'90s mug", "'t Hof", "'12'", "'"];
    const { rows } = await read('marked.csv', ['cell,n', ...cells.map((cell) => `${cell},1`)].join('\n'), {
      quote: '"',
    });
    expect(rows.map(([cell]) => cell)).toEqual([
      '1012 AB',
      '+31612345678',
      '7000000000060',
      "'90s mug",
      "'t Hof",
      "'12'",
      "'",
    ]);
  });

  test('whatever cells are written are read, numbered from 1', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !text.includes('\0') && !/^'\+?\d/.test(text));
    const body = fc.array(fc.tuple(fc.constantFrom('k1', 'k2'), cell, cell), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const bytes = stringify([['key', 'first', 'second'], ...rows], { delimiter, quoted: true });
        const back = await read('property.csv', bytes, { delimiter, quote: '"' });
        expect(back.rows).toEqual(rows);
        expect(back.numbers).toEqual(rows.map((_, i) => i + 1));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [
      'a row that is too short',
      'a,b,c\n1,2,3\n4,5\n',
      /row 2 \(line 3\): 2 cells where the header names 3: column 3 \("c"\)/,
    ],
    [
      'a row that is too long',
      'a,b\n1,2\n3,4\n5,6,7\n',
      /row 3 \(line 4\): 3 cells where the header names 2: column 3 \("7"\) has no name/,
    ],
    [
      'a quotation mark inside a cell',
      'a,b\n1,2\n3,x"y\n',
      /row 2 \(line 3\), column 2: a quotation mark in the middle/,
    ],
    ['a quoted cell without an end', 'a,b\n1,2\n3,"xy\n', /a quoted cell begins and never ends/],
    [
      'no header',
      '1,2011-01-02,3.5\n2,2011-01-03,4.5\n',
      /row 1, column 1: "1" is a value, not a name: the header row is missing/,
    ],
    [
      'a merged title over the header',
      'Sales 2026,,\na,b,c\n1,2,3\n',
      /row 1, column 1: one title \("Sales 2026"\) over 3 columns, as merged Excel cells/,
    ],
    [
      'a merged header cell',
      'name,,city\nLi,Wei,Rome\n',
      /row 1, column 2: the header cell is empty, as merged Excel header cells/,
    ],
    ['a name given twice', 'a,b,a\n1,2,3\n', /row 1, column 3: "a" is also the name of column 1/],
    ['an empty file', '', /the file is empty/],
  ])('%s is refused with file, row and column', async (name, text, message) => {
    await expect(read(`${name.replaceAll(' ', '-')}.csv`, text)).rejects.toThrow(message);
    await expect(read('where.csv', text)).rejects.toThrow(/^where\.csv/);
  });

  test('a wrong delimiter in the mapping is refused with the one that fits', async () => {
    await expect(read('wrong.csv', 'a,b\n1,2\n', { delimiter: ';' })).rejects.toThrow(
      /row 1, column 1: one column named "a,b" with the delimiter ";"; the delimiter seems to be ","/,
    );
  });

  test('a workbook and a JSON array are refused with what to do', async () => {
    await expect(read('book.csv', Buffer.from('PK\u0003\u0004abc'))).rejects.toThrow(
      /Excel workbook.*save the sheet as CSV/,
    );
    await expect(read('list.json', '[{"a":1}]')).rejects.toThrow(/jq -c/);
  });
});

describe('other files', () => {
  test('NDJSON objects are columns by their paths, and a line that is none keeps its number', async () => {
    const { table, rows, numbers } = await read(
      'nested.ndjson',
      '{"id":1,"buyer":{"name":"Li","tags":["a","b"]}}\r\n\nnot json\n{"id":2,"extra":true}\n',
    );
    expect(table.header).toEqual(['id', 'buyer.name', 'buyer.tags', 'extra']);
    expect(rows).toEqual([['1', 'Li', '["a","b"]', ''], [], ['2', '', '', 'true']]);
    expect(numbers).toEqual([1, 2, 3]);
  });

  test('Parquet is read in order, packed or not, whatever its column types', async () => {
    const file = path.join(folder, 'made.parquet');
    const engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(`copy (select i as id, (i / 4)::decimal(9,2) as price, timestamp '2026-03-01 10:00:00' + i * interval 1 hour as at,
      case when i % 2 = 0 then '茶' end as name from range(5000) t(i)) to '${file}' (format parquet)`);
    engine.close();
    for (const bytes of [fs.readFileSync(file), gzipSync(fs.readFileSync(file))]) {
      const { rows, table } = await read('copy.parquet', bytes);
      expect(table.header).toEqual(['id', 'price', 'at', 'name']);
      expect(rows.length).toBe(5000);
      expect(rows[1]).toEqual(['1', '0.25', '2026-03-01 11:00:00', '']);
      expect(rows[4998]?.[0]).toBe('4998');
      expect(rows[4998]?.[3]).toBe('茶');
    }
  });

  test.each([
    ['sales[1].parquet', 'sales1.parquet'],
    ['sales*.parquet', 'sales2.parquet'],
    ['sales?.parquet', 'sales3.parquet'],
    ['till=7/sales.parquet', 'till=8/sales.parquet'],
    ["o'clock[ab]/sales.parquet", "o'clocka/sales.parquet"],
  ])('Parquet of the name %s is that file alone, whatever else lies there', async (name, beside) => {
    const engine = await openEngine();
    const connection = await engine.connect();
    const bytesOf = async (till: number) => {
      const file = path.join(folder, 'written.parquet');
      await connection.run(`copy (select ${till} as till) to '${file}' (format parquet)`);
      return fs.readFileSync(file);
    };
    const [mine, other] = [await bytesOf(1), await bytesOf(2)];
    engine.close();
    for (const one of [name, beside]) fs.mkdirSync(path.dirname(path.join(folder, one)), { recursive: true });
    fs.writeFileSync(path.join(folder, beside), other);
    const { rows, table } = await read(name, mine);
    expect(table.header).toEqual(['till']);
    expect(rows).toEqual([['1']]);
  });
});
