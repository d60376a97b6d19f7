import fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('suggest');

/** Drafts a mapping for the file and lands the file by it. */
async function draftAndLand(name: string, bytes: string | Buffer) {
  fs.writeFileSync(path.join(folder, name), bytes);
  const suggested = await run(folder, ['mapping', 'suggest', name, '--json']);
  expect(suggested.err).toBe('');
  const suggestion = JSON.parse(suggested.out) as Record<'schema' | 'yaml', string> & {
    questions: string[];
    columns: { column: string; meaning?: string }[];
  };
  expect(suggestion.schema).toBe('clientele.mapping-suggest/1');
  fs.writeFileSync(path.join(folder, `${name}.yaml`), suggestion.yaml);
  const landed = await run(folder, [
    'ingest',
    'files',
    name,
    '--mapping',
    `${name}.yaml`,
    '--data',
    name.replace('.', '-'),
    '--json',
  ]);
  expect(landed.code).toBe(0);
  const document = JSON.parse(landed.out) as { schema: string; files: Record<string, unknown>[] };
  expect(document.schema).toBe('clientele.ingest-files/1');
  return { suggestion, report: document.files[0] };
}

describe('a drafted mapping', () => {
  test('lands sales with Chinese column names, values and encoding', async () => {
    const text = [
      '订单号,会员编号,姓名,手机,下单时间,商品编号,商品名称,数量,单价',
      'D1,K1,王伟,13800138000,2026年3月2日 10:15,A1,龙井,2,￥128.00',
      'D1,K1,王伟,13800138000,2026年3月2日 10:15,A2,茶杯,1,￥35.50',
      'D2,K2,李娜,13900139000,2026年3月3日 9:05,A1,龙井,1,￥128.00',
    ].join('\n');
    const { report, suggestion } = await draftAndLand('zh.csv', iconv.encode(text, 'gb18030'));
    expect(report).toMatchObject({
      rowsInEvents: 3,
      events: { 'purchase.completed': 2, 'profile.updated': 2 },
    });
    expect(suggestion.questions.join()).toMatch(/is the currency CNY\?/);
  });

  test('lands customers, with the key that tells them apart and a time in another format', async () => {
    const { report } = await draftAndLand(
      'people.csv',
      'customer_id;First Name;Last Name;E-Mail;created_at;City\n1;Ann;Lee;ann@x.example;31/12/2025 18:00;York\n2;Bo;Li;bo@x.example;13/01/2026 08:30;Hull\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 2, events: { 'profile.updated': 2 } });
  });

  test('takes numbers with a letter of their own and quantities below zero for refunds', async () => {
    const { report, suggestion } = await draftAndLand(
      'refunds.csv',
      'Invoice,StockCode,Quantity,InvoiceDate,Price,Customer ID\n1,A,2,2026-01-01 10:00:00,1.5,7.0\nC2,A,-1,2026-01-02 10:00:00,1.5,7.0\n3,B,-4,2026-01-02 10:00:00,0,\n',
    );
    expect(report).toMatchObject({
      rowsInEvents: 2,
      rowsRejected: 1,
      events: { 'purchase.completed': 1, 'purchase.refunded': 1 },
    });
    expect(suggestion.questions.join()).toMatch(/begin with C refunds/);
    expect(suggestion.yaml).toMatch(/as: integer/);
  });

  test('is refused where neither sales nor people are recognised', async () => {
    fs.writeFileSync(path.join(folder, 'odd.csv'), 'colour,shape\nred,round\n');
    const { code, err } = await run(folder, ['mapping', 'suggest', 'odd.csv']);
    expect(code).toBe(1);
    expect(err).toMatch(/neither sales .* nor people .* colour, shape/);
  });
});

test('standard input is read as CloudEvents, and what is wrong with a file is told with exit code 1', async () => {
  const event = JSON.stringify({
    specversion: '1.0',
    id: '1',
    source: 's',
    type: 'profile.updated',
    time: '2026-03-01T00:00:00Z',
    data: { customer: { customer_ref: '1' }, name: 'Li' },
  });
  const landed = await run(folder, ['ingest', 'files', '-', '--data', 'stdin', '--json'], {
    stdin: `${event}\n${event}\n{}\n`,
  });
  expect(JSON.parse(landed.out).files[0]).toMatchObject({
    rowsRead: 3,
    rowsInEvents: 1,
    rowsRejected: 1,
    rowsRepeated: 1,
  });
  expect(
    fs.readdirSync(path.join(folder, 'stdin')).filter((name) => name.startsWith('standard-input')),
  ).toEqual([]);
  const refused = await run(folder, ['ingest', 'files', 'missing.csv', '--data', 'stdin']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/missing\.csv: no such file; nothing was landed/);
});
