import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { sourceFile } from '../../../ingest/sources/files/bytes.ts';
import { openTable } from '../../../ingest/sources/files/table.ts';
import { findEncoding } from '../../../warehouse/files/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('encoding');
let made = 0;

async function written(bytes: Buffer) {
  const file = path.join(folder, `${++made}.csv`);
  fs.writeFileSync(file, bytes);
  return sourceFile(file);
}

async function cells(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const table = await openTable(await written(bytes), {}, false);
  const all: (readonly string[])[] = [table.header];
  for await (const chunk of table.rows()) for (const row of chunk) all.push(row.cells);
  return all;
}

const chinese = '姓名,城市,备注\n王伟,上海,喜欢龙井茶\n李娜,北京,复购客户\n';
const french = 'nom,ville,remarque\nRené Lefèvre,Besançon,très fidèle\nZoë Brûlé,Orléans,été\n';

describe('the encoding of a file', () => {
  test.each([
    ['utf-8', Buffer.from(chinese), chinese],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(chinese)]), chinese],
    ['utf-16le', iconv.encode(chinese, 'utf-16le', { addBOM: true }), chinese],
    ['utf-16be', iconv.encode(chinese, 'utf-16be', { addBOM: true }), chinese],
    ['utf-16le', iconv.encode('name,city\nLi,Rome\n', 'utf-16le'), 'name,city\nLi,Rome\n'],
    ['gb18030', iconv.encode(chinese, 'gb18030'), chinese],
    ['windows-1252', iconv.encode(french, 'windows-1252'), french],
  ])('%s is found and read, packed or not', async (encoding, bytes, text) => {
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    for (const packed of [bytes, gzipSync(bytes)]) {
      expect((await findEncoding(await written(packed))).encoding).toBe(encoding);
      expect(await cells(packed)).toEqual(rows);
    }
  });

  test('a Western text whose accented letters are all followed by letters is not taken for Chinese', async () => {
    const text = 'mot,sens\ndétente,fenêtre\nchâteau,forêt\n';
    expect((await findEncoding(await written(iconv.encode(text, 'windows-1252')))).encoding).toBe(
      'windows-1252',
    );
  });

  test('a declared encoding that does not decode every byte is refused with the line', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,2\n'), iconv.encode('王,伟\n', 'gb18030')]);
    await expect(findEncoding(await written(bytes), 'utf-8')).rejects.toThrow(
      /line 3: a byte that is not utf-8/,
    );
  });

  test('a byte that is broken, of a file whose mark says what it is, is told as damage', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x2c, 0x62, 0x0a, 0x31, 0xff, 0x0a]);
    await expect(findEncoding(await written(bytes))).rejects.toThrow(
      /line 2: a byte that is not utf-8, .* mend that line/,
    );
  });

  test('bytes that are no text are refused with the line', async () => {
    const bytes = Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0x81, 0x00, 0x0a]);
    await expect(findEncoding(await written(bytes))).rejects.toThrow(/line 2: not text in UTF-8/);
  });

  test('a character split between two chunks of a long file is whole', async () => {
    const long = `名\n${'龙井茶,'.repeat(1)}x\n`.replace(',x', '') + '茶叶\n'.repeat(200_000);
    expect((await findEncoding(await written(Buffer.from(long)))).encoding).toBe('utf-8');
    const rows = await cells(iconv.encode(long, 'gb18030'));
    expect(rows.length).toBe(200_002);
    expect(new Set(rows.slice(2).map(([cell]) => cell))).toEqual(new Set(['茶叶']));
  });

  test('a compressed file that is cut short is refused', async () => {
    const packed = gzipSync(Buffer.from('a,b\n1,2\n'.repeat(5000)));
    await expect(cells(packed.subarray(0, packed.length - 20))).rejects.toThrow(/damaged or cut short/);
  });
});
