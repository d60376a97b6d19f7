import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const published = publicData('rfm_r/rfm_data_orders.csv');
const folder = temporaryFolder('rfm');

const rfm = (file: string, ...more: string[]) =>
  run(folder, [
    'evaluate',
    'rfm',
    '--transactions',
    file,
    '--columns',
    'customer=customer_id,date=order_date,amount=revenue',
    '--as-of',
    '2006-12-31',
    '--json',
    ...more,
  ]);

const write = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return name;
};

const figures = {
  customers: 995,
  orders: 4906,
  revenue: 464158,
  cuts: {
    recency: [114, 180, 296.4, 481],
    frequency: [3, 4, 5, 7],
    monetary: [254.8, 381, 505.4, 665],
  },
  segments: {
    Champions: { customers: 139, orders: 1111, revenue: 109010 },
    Loyal: { customers: 98, orders: 672, revenue: 65300 },
    'Potential Loyalist': { customers: 104, orders: 523, revenue: 41800 },
    'New Customers': { customers: 99, orders: 276, revenue: 21406 },
    Promising: { customers: 55, orders: 206, revenue: 22611 },
    'Need Attention': { customers: 53, orders: 281, revenue: 28814 },
    'About To Sleep': { customers: 30, orders: 107, revenue: 8543 },
    'At Risk': { customers: 137, orders: 834, revenue: 86457 },
    "Can't Lose Them": { customers: 22, orders: 106, revenue: 11883 },
    Hibernating: { customers: 147, orders: 546, revenue: 47379 },
    Lost: { customers: 111, orders: 244, revenue: 20955 },
  },
};

describe.skipIf(!fs.existsSync(published))(
  'the orders of the rfm package for R (data absent: skipped)',
  () => {
    test('give the published cuts and segments from CSV, Parquet and NDJSON', async () => {
      const engine = await openEngine();
      const connection = await engine.connect();
      const copy = `copy (from read_csv('${published}', all_varchar = true)) to '${folder}`;
      await connection.run(`${copy}/orders.parquet'`);
      await connection.run(`${copy}/orders.ndjson' (format json)`);
      engine.close();
      for (const file of [published, 'orders.parquet', 'orders.ndjson']) {
        const { code, out } = await rfm(file);
        expect(code).toBe(0);
        expect(JSON.parse(out)).toMatchObject({ schema: 'clientele.evaluate-rfm/1', rows: 4906, ...figures });
      }
    });

    test('are the same customers by rank, in other bins', async () => {
      const { out } = await rfm(published, '--method', 'rank', '--bins', '4');
      const evaluation = JSON.parse(out);
      expect(evaluation).toMatchObject({ customers: 995, orders: 4906, revenue: 464158, segments: {} });
      expect(evaluation.cuts.recency).toHaveLength(3);
    });
  },
);

const retail = publicData('online_retail/online-retail.csv.gz');

test.skipIf(!fs.existsSync(retail))(
  'the invoices of Online Retail add up (data absent: skipped)',
  async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(`copy (
    select CustomerID, InvoiceNo, InvoiceDate, cast(Quantity as integer) * cast(UnitPrice as decimal(18, 4)) as amount
    from read_csv('${retail}', all_varchar = true)
    where CustomerID <> '' and InvoiceNo not like 'C%' and cast(Quantity as integer) > 0 and cast(UnitPrice as decimal(18, 4)) > 0
  ) to '${folder}/retail.parquet'`);
    engine.close();
    const { out } = await run(folder, [
      ...['evaluate', 'rfm', '--transactions', 'retail.parquet', '--as-of', '2011-12-10', '--json'],
      ...['--columns', 'customer=CustomerID,order=InvoiceNo,date=InvoiceDate,amount=amount'],
    ]);
    expect(JSON.parse(out)).toMatchObject({
      rows: 397884,
      customers: 4338,
      orders: 18532,
    });
    // some prices have a tenth of a penny
    expect(JSON.parse(out).revenue).toBeCloseTo(8911407.9, 1);
  },
);

describe('evaluate rfm', () => {
  test.each(['order', 'basket'])(
    'counts the rows of one order once where a column names the %s',
    async (name) => {
      const file = write(
        'lines.csv',
        'who,what,day,price\na,1,2006-01-01,2.50\na,1,2006-01-01,3\na,2,2006-02-01,1\n',
      );
      const { out } = await run(folder, [
        ...[
          'evaluate',
          'rfm',
          '--transactions',
          file,
          '--columns',
          `customer=who,${name}=what,date=day,amount=price`,
        ],
        ...['--as-of', '2006-03-01', '--json'],
      ]);
      expect(JSON.parse(out)).toMatchObject({ rows: 3, customers: 1, orders: 2, revenue: 6.5 });
    },
  );

  test('says how many rows without an order are of one customer and day: they count as orders', async () => {
    const file = write(
      'same-day.csv',
      'customer_id,order_date,revenue\na,2006-01-01,1\na,2006-01-01,2\nb,2006-01-01,1\na,2007-02-01,1\na,2007-02-01,1\n',
    );
    const { out, err } = await rfm(file);
    expect(JSON.parse(out)).toMatchObject({ orders: 3, rowsOfSameDay: 1 });
    expect(err).toContain('1 row is of a customer and a day that another row has');
    const once = await rfm(write('once.csv', 'customer_id,order_date,revenue\na,2006-01-01,1\n'));
    expect([once.err, JSON.parse(once.out).rowsOfSameDay]).toEqual(['', 0]);
  });

  test('reads a JSON array, or an object a line, whatever the file is called', async () => {
    const one = '{"customer_id": "a", "order_date": "2006-01-01", "revenue": 3}';
    for (const text of [`[\n ${one},\n ${one}]`, `${one}\n${one}\n`]) {
      const { out } = await rfm(write('objects.txt', text));
      expect(JSON.parse(out)).toMatchObject({ rows: 2, customers: 1, revenue: 6 });
    }
  });

  test('cuts what is no header short', async () => {
    const { err } = await rfm(write('long.csv', `${'啊'.repeat(500)},b\n1,2\n`));
    expect(err).toContain(`its columns are ${'啊'.repeat(40)}…, b`);
  });

  test('leaves out what is after the as-of date, and says how much', async () => {
    const file = write('late.csv', 'customer_id,order_date,revenue\na,2006-12-31,1\na,2007-01-01,5\n');
    const { out, err } = await rfm(file);
    expect(JSON.parse(out)).toMatchObject({ rows: 2, rowsAfterAsOf: 1, orders: 1, revenue: 1 });
    expect(err).toContain('1 row of a later day than --as-of: not counted');
  });

  test('takes a negative amount for a refund: no order, no visit, and less money', async () => {
    const lines = [
      'a,o1,2006-01-01,50\na,o1,2006-01-01,-5',
      'a,c1,2006-11-30,-20',
      'b,o2,2006-03-01,0',
      'c,c2,2006-04-01,-9',
    ];
    const file = write('refunds.csv', `who,what,day,price\n${lines.join('\n')}\n`);
    const { out, err } = await run(folder, [
      ...['evaluate', 'rfm', '--transactions', file, '--as-of', '2006-12-31', '--json'],
      ...['--columns', 'customer=who,order=what,date=day,amount=price'],
    ]);
    expect(JSON.parse(out)).toMatchObject({
      ...{ rows: 5, refundRows: 3, zeroRows: 1, customers: 2, orders: 2, revenue: 25 },
      cuts: { recency: [316.8, 328.6, 340.4, 352.2] },
    });
    expect(err).toContain('3 rows of a negative amount: refunds, which are no purchase');
    expect(err).toContain('1 row of amount 0: counted as purchases');
    const none = await rfm(write('back.csv', 'customer_id,order_date,revenue\na,2006-01-01,-1\n'));
    expect(none.code).toBe(1);
    expect(none.err).toContain('refunds, and no purchase');
  });

  test('reads dates with a time, without dashes, and compressed files with semicolons', async () => {
    const text =
      'customer_id;order_date;revenue\na;20061231;1\na;2006-12-30 10:00:00;2\na;2006-12-29T10:00:00Z;3\n';
    fs.writeFileSync(path.join(folder, 'dates.csv.gz'), zlib.gzipSync(text));
    const { out } = await rfm('dates.csv.gz');
    expect(JSON.parse(out)).toMatchObject({
      customers: 1,
      orders: 3,
      revenue: 6,
      cuts: { recency: [0, 0, 0, 0] },
    });
  });

  test.each([
    ['a file without a header', '1,2006-01-01,11.77\n2,2006-01-12,12\n', 'looks like a row of data'],
    [
      'a title above the names of the columns',
      'Sales report 2006,,\n\ncustomer_id,order_date,revenue\na,2006-01-01,1\n',
      'its columns are Sales report 2006. That looks like a title: if the names of the columns stand further down',
    ],
    ['a column that is not there', 'customer_id,day,revenue\na,2006-01-01,1\n', 'has no column "order_date"'],
    [
      'a date that is none',
      'customer_id,order_date,revenue\na,2006-01-01,1\nb,31/12/2006,1\n',
      'row 2: order_date is "31/12/2006"',
    ],
    [
      'an amount that is none',
      'customer_id,order_date,revenue\na,2006-01-01,1 apple\n',
      'row 1: revenue is "1 apple"',
    ],
    [
      'an amount that is not a number',
      'customer_id,order_date,revenue\na,2006-01-01,NaN\n',
      'row 1: revenue is "NaN"',
    ],
    [
      'rows that all lack a customer',
      'customer_id,order_date,revenue\n,2006-01-01,1\n,2006-01-02,1\n',
      'all 2 rows are empty in customer_id',
    ],
    [
      'a ragged row',
      'customer_id,order_date,revenue\na,2006-01-01,1\nb,2006-01-01\nc,2006-01-01,1\n',
      'cannot be read',
    ],
    [
      'dates of which none tells day from month',
      'customer_id,order_date,revenue\na,1/2/2006,1\nb,11/12/2006,1\n',
      'may have their day first or their month',
    ],
    ['no rows', 'customer_id,order_date,revenue\n', 'has no rows'],
    [
      'a year before 1900',
      'customer_id,order_date,revenue\na,2006-01-01,1\na,0006-01-01,1\n',
      'row 2: order_date is "0006-01-01"; dates are of 1900 or later',
    ],
    [
      'years of two digits that nothing tells from days',
      'customer_id,order_date,revenue\na,03/01/04,1\nb,04/02/05,1\n',
      'their year first or last',
    ],
    [
      'a time that is none',
      'customer_id,order_date,revenue\na,31.12.2005 25:99,1\n',
      'row 1: order_date is "31.12.2005 25:99"',
    ],
    [
      'an amount beyond what is kept',
      'customer_id,order_date,revenue\na,2006-01-01,1e17\n',
      'row 1: revenue is "1e17"; amounts have at most 14 digits',
    ],
    [
      'amounts in two currencies',
      'customer_id,order_date,revenue\na,2006-01-01,£5\na,2006-01-02,$5\n',
      'revenue has numbers with $ and with £',
    ],
    [
      'amounts of two dollars',
      'customer_id,order_date,revenue\na,2006-01-01,$5 USD\na,2006-01-02,$5 CAD\n',
      'revenue has numbers with CAD and with USD',
    ],
    [
      'a day number of Excel among dates',
      'customer_id,order_date,revenue\na,13/05/2006,1\na,14/05/2006,1\na,38717,1\n',
      'row 3: order_date is "38717"; among dates that is a day number of Excel',
    ],
    [
      'a column that is there twice',
      'customer_id,order_date,revenue,revenue\na,2006-01-01,1,2\n',
      'two columns "revenue"',
    ],
    ['only later rows', 'customer_id,order_date,revenue\na,2007-01-01,1\n', 'are after 2006-12-31'],
  ])('refuses %s with exit code 1', async (name, text, message) => {
    const { code, out, err } = await rfm(write(`${name}.csv`, text));
    expect(err).toContain(message);
    expect(code).toBe(1);
    expect(JSON.parse(out).schema).toBe('clientele.error/1');
  });

  test('leaves out the further lines of an order whose total stands in its first, and counts them', async () => {
    const lines = ['#1,a,2006-01-01,40.5', '#1,a,2006-01-01,', '#2,b,2006-01-03,2', '#3,,2006-01-03,'];
    const file = (of: readonly string[]) =>
      write('continued.csv', `Name,customer_id,order_date,revenue\n${of.join('\n')}\n`);
    const { code, out } = await rfm(file(lines));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ rows: 4, rowsLeftOut: 1, rowsWithoutAmount: 1 },
      ...{ customers: 2, orders: 2, revenue: 42.5 },
    });
    const none = await rfm(file(lines.slice(1, 2)));
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('all 1 rows are empty in revenue')]);
  });

  test('tells cuts without what is left of binary fractions', async () => {
    const amounts = [18.18, 26.01, 77.32, 100.6, 105.58, 107.93, 113.88, 120.09, 197.95];
    const lines = amounts.map((amount, i) => `c${i},2006-01-01,${amount}\n`).join('');
    const { out } = await rfm(write('cuts.csv', `customer_id,order_date,revenue\n${lines}`));
    expect(JSON.parse(out).cuts.monetary).toEqual([56.796, 101.596, 107.46, 116.364]);
  });

  test('leaves out the purchases of nobody, and says how many', async () => {
    const { code, out, err } = await rfm(
      write('guests.csv', 'customer_id,order_date,revenue\na,2006-01-01,1\n,2006-01-02,5\nb,2006-01-03,2\n'),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 3, rowsLeftOut: 1, customers: 2, revenue: 3 });
    expect(err).toContain('1 row without a customer: left out');
  });

  test.each([
    ['month first', ['12/31/2005 8:05', '1/2/2006', '12/01/2006 23:59']],
    ['day first, days like months among them', ['31.12.2005', '2.1.2006', '1.12.2006T08:00']],
    ['day first', ['31.12.2005 8:05', '2.1.2006', '01.12.2006 23:59']],
    ['day first, years of two digits', ['31.12.05', '02.01.06', '01.12.06']],
    ['year first, years of two digits', ['05-12-31', '06-01-02', '06-12-01']],
    ['in Chinese', ['2005年12月31日', '2006年1月2日', '2006年12月1日 9:05']],
    ['with names of months', ['31-Dec-2005', '2-Jan-2006', '1-Dec-2006']],
    ['in seconds since 1970', ['1135987200', '1136203200', '1164931200']],
    ['in milliseconds since 1970', ['1135987200123', '1136203200456', '1164931200789']],
    ['as Chinese Excel does', ['2005/12/31 下午 9:05:07', '2006/1/2 上午 12:00', '2006/12/1 下午 1:00:00']],
    ['with French times', ['31/12/2005 14h30', '02/01/2006 9h', '01/12/2006 23h59']],
    ['as day numbers of Excel', ['38717', '38719.5', '39052.25']],
    ['with half days', ['12/31/2005 9:05:07 PM', '1/2/2006 12:00 AM', '12/1/2006 1:00:00 PM']],
  ])('reads dates that are written %s', async (name, dates) => {
    const header = 'customer_id,order_date,revenue\n';
    const lines = (written: readonly string[]) =>
      written.map((date, i) => `${'ab'[i % 2]},${date},${i + 1}\n`).join('');
    const iso = await rfm(write('iso.csv', header + lines(['2005-12-31', '2006-01-02', '2006-12-01'])));
    const { code, out } = await rfm(write(`${name}.csv`, header + lines(dates)));
    expect(code).toBe(0);
    const { seconds, ...figures } = JSON.parse(out);
    const { seconds: other, ...expected } = JSON.parse(iso.out);
    expect(figures).toEqual(expected);
  });

  test.each<[string, string, readonly [string, string, string]]>([
    ['decimal commas', ';', ['18,6', '1.018,60', '-12,50']],
    ['thousands marks', ';', ['18.60', '1,018.60', '-12.50']],
    ['a currency, brackets for what is negative', ';', ['¥18.6', '￥1,018.60', '(¥12.50)']],
    ['a currency behind', '\t', ['18,60 €', '1 018,60 €', '-12,5 €']],
    ['the minus behind, as SAP writes it', ';', ['18.60', '1018.60', '12.50-']],
    ['two names of one currency', '\t', ['$18.60 USD', '$1,018.60 USD', '-$12.50 USD']],
    ['Rs. in front', '\t', ['Rs. 18.60', 'Rs. 1,018.60', '-Rs. 12.50']],
    ['万', ';', ['0.00186万', '0.10186万元', '-0.00125万']],
    ['no decimals at first', ';', ['18.6000', '1018.6', '(12.5)']],
  ])('reads amounts with %s', async (_, delimiter, amounts) => {
    const lines = amounts.map((amount, i) => `a${delimiter}2006-01-0${i + 1}${delimiter}${amount}\n`);
    const header = ['customer_id', 'order_date', 'revenue'].join(delimiter);
    const { code, out } = await rfm(write('amounts.csv', `${header}\n${lines.join('')}`));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ orders: 2, refundRows: 1, revenue: 1024.7 });
  });

  test.each<[string, Buffer]>(
    (['gb18030', 'utf-16le', 'utf-16be', 'utf8'] as const).map((encoding) => [
      encoding,
      iconv.encode('客户,日期,金额\n王伟,2006年1月1日,￥2\n李娜,2006年1月2日,￥3\n', encoding, {
        addBOM: encoding !== 'gb18030',
      }),
    ]),
  )('reads a file in %s, packed or not', async (encoding, bytes) => {
    for (const [name, written] of [
      ['encoded.csv', bytes],
      ['encoded.csv.gz', zlib.gzipSync(bytes)],
    ] as const) {
      fs.writeFileSync(path.join(folder, name), written);
      const { code, out } = await rfm(name, '--columns', 'customer=客户,date=日期,amount=金额');
      expect({ encoding, code }).toEqual({ encoding, code: 0 });
      expect(JSON.parse(out)).toMatchObject({ customers: 2, revenue: 5 });
    }
  });

  test('reads NDJSON and tabs in the encodings of Windows', async () => {
    fs.writeFileSync(
      path.join(folder, 'wide.ndjson'),
      iconv.encode('{"c":"Zoë","d":"2006-01-01","v":"2"}\n', 'utf-16le', { addBOM: true }),
    );
    fs.writeFileSync(
      path.join(folder, 'western.tsv'),
      iconv.encode('Käufer\tTag\tBetrag\nZoë\t31.01.2006\t1.234,50 €\n', 'windows-1252'),
    );
    const lines = await rfm('wide.ndjson', '--columns', 'customer=c,date=d,amount=v');
    expect(JSON.parse(lines.out)).toMatchObject({ customers: 1, revenue: 2 });
    const tabs = await rfm('western.tsv', '--columns', 'customer=Käufer,date=Tag,amount=Betrag');
    expect(JSON.parse(tabs.out)).toMatchObject({ customers: 1, revenue: 1234.5 });
  });

  test('says in its own words what is wrong with a file, naming no option that nobody can give', async () => {
    const files: readonly (readonly [string, string | Buffer, string])[] = [
      ['bytes.csv', Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0x81, 0x0a]), 'not text in UTF-8, UTF-16'],
      [
        'ragged.csv',
        'customer_id,order_date,revenue\na,2006-01-01,1\nb\n',
        'line 3 has 1 cells where the header names 3',
      ],
      [
        'quotes.csv',
        'customer_id,order_date,revenue\n"a" b,2006-01-01,1\n',
        'line 2 has a quoted cell that does not end',
      ],
      ['table.parquet', 'PAR1', 'not a Parquet file'],
    ];
    for (const [name, text, message] of files) {
      fs.writeFileSync(path.join(folder, name), text);
      const { code, err } = await rfm(name);
      expect(err).toContain(message);
      expect(err).not.toMatch(/strict_mode|null_padding|ignore_errors|encoding =|mapping/);
      expect(code).toBe(1);
    }
  });

  test('takes a row that begins with # for a row', async () => {
    const { out } = await rfm(
      write('marks.csv', 'customer_id,order_date,revenue\na,2006-01-01,1\n#7,2006-01-02,2\n'),
    );
    expect(JSON.parse(out)).toMatchObject({ rows: 2, customers: 2, revenue: 3 });
  });

  test('refuses a line of NDJSON that is none', async () => {
    const broken = await rfm(
      write('broken.ndjson', '{"customer_id":"a","order_date":"2006-01-01","revenue":1}\n{"customer_id":\n'),
    );
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('cannot be read');
    const list = await rfm(
      write('list.ndjson', '{"customer_id":"a","order_date":"2006-01-01","revenue":1}\n[1]\n'),
    );
    expect(list.code).toBe(1);
    expect(list.err).toContain('row 2: not a JSON object');
  });

  test.each([
    [['--columns', 'customer=customer_id,date=order_date'], '--columns lacks amount=<header>'],
    [['--columns', 'customer=a,date=b,amount=c,colour=d'], '"colour=d" is not one of'],
    [['--as-of', '2006-02-30'], 'not a date'],
    [['--bins', '1'], 'a whole number from 2 to 9'],
    [['--method', 'ntile'], 'Allowed choices are quantile, rank'],
    [['--transactions', 'none.csv'], 'no file at'],
    [['--transactions', 'orders.docx'], 'the name must end in'],
    [['--transactions', 'orders.xlsx'], 'save the sheet as CSV UTF-8'],
  ])('refuses the options %j', async (more, message) => {
    const { code, err } = await rfm(
      write('one.csv', 'customer_id,order_date,revenue\na,2006-01-01,1\n'),
      ...more,
    );
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
