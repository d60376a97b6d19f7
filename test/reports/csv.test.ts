import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csv } from '../../reports/components/csv.ts';
import { csvText } from '../../warehouse/files/index.ts';

const cells: readonly (readonly [cell: string | number | null, written: string])[] = [
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://example.cn","x")', '\'=HYPERLINK("http://example.cn","x")'],
  ['@SUM(A1)', "'@SUM(A1)"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['\t=1', "'\t=1"],
  ['-2+3', "'-2+3"],
  ['+8613800138000', '+8613800138000'],
  ['+44 (0)20 7946-0018', '+44 (0)20 7946-0018'],
  ['-12.50', '-12.50'],
  ['-', '-'],
  [-1e21, '-1e+21'],
  ['li, "wei"', 'li, "wei"'],
  ['a=b', 'a=b'],
  [null, ''],
];

test('no CSV that is written runs in a spreadsheet, and telephones and numbers stay as they are', () => {
  const written = cells.map(([, text]) => text);
  const row = cells.map(([cell]) => cell);
  expect(parse(csvText([row]))).toEqual([written]);
  expect(parse(csv(['head'], [row]), { bom: true, from_line: 2, relax_column_count: true })).toEqual([
    written,
  ]);
});
