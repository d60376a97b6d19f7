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
const japanese = '氏名,住所,備考\n佐藤 翔太,東京都渋谷区,フリガナ\n鈴木 恵子,大阪府堺市,常連のお客様\n';
const korean = '이름,주소,비고\n김영식,서울특별시 강남구,단골\n이지은,부산광역시 남구,전화 요망\n';
const taiwanese = '姓名,地址,備註\n陳雅婷,臺北市大安區,常客\n林志豪,高雄市鳳山區,請來電\n';
const russian =
  'Наименование;Телефон\nКудрявцева Марфа Сергеевна;+7 959\nЗимин Ираклий Егорович;+7 919\n'.replaceAll(
    ';',
    ',',
  );
const polish =
  'imię,miasto\nŁukasz Wiśniewski,Dąbrowa Górnicza\nMałgorzata Źrebiec,Łódź\nŻaneta Wójcik,Kołobrzeg\n';
const czech = 'jméno,město\nJiří Dvořák,Plzeň\nTomáš Růžička,Děčín\nŠárka Něžná,Žďár nad Sázavou\n';
const greek = 'όνομα,πόλη\nΓιώργος Παπαδόπουλος,Θεσσαλονίκη\nΕλένη Δημητρίου,Αθήνα\n';
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
    ['shift_jis', iconv.encode(japanese, 'shift_jis'), japanese],
    ['euc-jp', iconv.encode(japanese, 'euc-jp'), japanese],
    ['euc-kr', iconv.encode(korean, 'euc-kr'), korean],
    ['big5', iconv.encode(taiwanese, 'big5'), taiwanese],
    ['windows-1251', iconv.encode(russian, 'windows-1251'), russian],
    ['koi8-r', iconv.encode(russian, 'koi8-r'), russian],
    ['windows-1253', iconv.encode(greek, 'windows-1253'), greek],
    ['windows-1250', iconv.encode(polish, 'windows-1250'), polish],
    ['iso-8859-2', iconv.encode(polish, 'iso-8859-2'), polish],
    ['windows-1250', iconv.encode(czech, 'windows-1250'), czech],
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

  test.each([
    ['with quotes and a currency', 'name,price\nO’Brien,5 €\nAnn – “Annie”,6 €\n'],
    [
      'of several countries',
      'name,city\nJürgen Groß,Köln\nRenée Forêt,Orléans\nSøren Bjørn,Århus\nMaría Peña,León\n',
    ],
    ['with one letter', 'name,city\nAnn,Roma\nMarco,Forlì\n'],
    ['of Italy', 'nome,qualità\nNiccolò,Città di Castello\nPapà,Forlì\n'],
  ])('names %s are those of Windows-1252, however few', async (_, text) => {
    expect((await findEncoding(await written(iconv.encode(text, 'windows-1252')))).encoding).toBe(
      'windows-1252',
    );
  });

  test.each([
    ['windows-1252', 'nombre,ciudad\nJosé Núñez,Málaga\n'],
    ['windows-1250', 'ime,grad\nJelena Čović,Vukovar\n'],
  ])('too few letters of %s are asked about and not read wrongly', async (encoding, text) => {
    const found = findEncoding(await written(iconv.encode(text, encoding)));
    await expect(found).rejects.toThrow(/may be windows-1250 or /);
  });

  test('where several encodings are about as likely it is asked which, and a declared one is believed', async () => {
    const bytes = iconv.encode('Name,Ort\nJürgen Müller,Köln\nSören Größe,Düren\n', 'ibm850');
    await expect(findEncoding(await written(bytes))).rejects.toThrow(
      /may be ibm850 or macintosh.*name the right encoding in the mapping/,
    );
    expect((await findEncoding(await written(bytes), 'ibm850')).encoding).toBe('ibm850');
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
