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

/** Lands tomorrow's export of a file by the mapping that was drafted for it. */
async function landAgain(name: string, lines: readonly string[]) {
  fs.writeFileSync(path.join(folder, `new-${name}`), lines.join('\n'));
  const mapping = ['--mapping', `${name}.yaml`, '--data', name.replace('.', '-')];
  const { out } = await run(folder, ['ingest', 'files', `new-${name}`, ...mapping, '--json']);
  return { report: (JSON.parse(out) as { files: Record<string, unknown>[] }).files[0] };
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

  const meaningsIn = async (name: string, bytes: string | Buffer, ...options: string[]) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    const { code, out, err } = await run(folder, ['mapping', 'suggest', name, '--json', ...options]);
    expect(code, err).toBe(0);
    const { columns, yaml } = JSON.parse(out) as {
      columns: { column: string; meaning?: string }[];
      yaml: string;
    };
    return { yaml, meanings: Object.fromEntries(columns.map(({ column, meaning }) => [column, meaning])) };
  };

  test('takes of people the time of the last change where every row has one, so that a change is later than what it changes', async () => {
    const header = '病历号,姓名,手机,建档时间,修改时间\n';
    const { meanings } = await meaningsIn(
      'desk.csv',
      `${header}B1,王伟,13800138000,2026-01-01 10:00,2026-03-01 10:00\nB2,李娜,13900139000,2026-01-02 10:00,2026-01-02 10:00\n`,
    );
    expect(meanings).toMatchObject({ 病历号: 'customer_ref', 建档时间: undefined, 修改时间: 'time' });
    const { meanings: sparse } = await meaningsIn(
      'sparse.csv',
      `${header}B1,王伟,13800138000,2026-01-01 10:00,2026-03-01 10:00\nB2,李娜,13900139000,2026-01-02 10:00,\n`,
    );
    expect(sparse).toMatchObject({ 建档时间: 'time', 修改时间: undefined });
  });

  test('reads times in seconds since 1970', async () => {
    const { report } = await draftAndLand(
      'epoch.csv',
      'customer_id,name,updated_at\nA,Ann Lee,1767225600\nB,Bo Li,1767312000\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
  });

  test('reads days as a spreadsheet counts them, and asks whether they are', async () => {
    const { report, suggestion } = await draftAndLand(
      'serial.csv',
      'customer_id,name,updated_at\nA,Ann Lee,45658\nB,Bo Li,45659.5\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
    expect(suggestion.questions).toContain(
      'updated_at: are its numbers days as a spreadsheet counts them? (time: format)',
    );
  });

  test('lands amounts as people write them', async () => {
    const { report } = await draftAndLand(
      'written.csv',
      'order_id,date,sku,quantity,unit_price\n1,31-Dec-2025,A,1,1.2万\n2,01-Jan-2026,B,1,"1,23,456.00"\n3,02-Jan-2026,C,1,5円\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 3, rowsRejected: 0 });
  });

  test('knows names and companies by more words, also behind the path of nested data', async () => {
    const { meanings } = await meaningsIn(
      'insured.csv',
      '保单号,被保险人,手机,Firma,投保日期,updated_at\n1,王伟,13800138000,茶厂,x,2026-01-01\n',
    );
    expect(meanings).toMatchObject({ 被保险人: 'name', Firma: 'company' });
    const nested = await meaningsIn(
      'nested.ndjson',
      '{"openid":"o1","profile":{"real_name":"王伟","city":"厦门"},"store":{"name":"一店"},"updated_at":"2026-01-01"}\n',
    );
    expect(nested.meanings).toMatchObject({
      'profile.real_name': 'name',
      'profile.city': 'address.city',
      'store.name': undefined,
    });
  });

  test('lands sales with German headers, and of Chinese ones what was received', async () => {
    const { report } = await draftAndLand(
      'kasse.csv',
      'BelegNr;Datum;Artikel;Bezeichnung;Menge;Preis\nB1;02.03.2026;A1;Tee;2;12.50\nB1;02.03.2026;A2;Tasse;1;3.00\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 2, events: { 'purchase.completed': 1 } });
    const { meanings } = await meaningsIn('till.csv', '单号,日期,实收\nD1,2026-03-02,12.5\n');
    expect(meanings).toMatchObject({ 实收: 'amount' });
  });

  test('of a file whose encoding cannot be told is made with --encoding, and names it for the landing', async () => {
    const bytes = iconv.encode(
      'Kundennr;Name;Ort;updated_at\n1;Jürgen Müller;Köln;2026-01-01\n2;Sören Größe;Düren;2026-01-01\n',
      'ibm850',
    );
    fs.writeFileSync(path.join(folder, 'old.csv'), bytes);
    const refused = await run(folder, ['mapping', 'suggest', 'old.csv']);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain(
      'may be ibm850 or macintosh; name the right encoding by --encoding or save',
    );
    const { yaml } = await meaningsIn('old.csv', bytes, '--encoding', 'ibm850');
    expect(yaml).toContain('encoding: ibm850');
    fs.writeFileSync(path.join(folder, 'old.yaml'), yaml);
    const landing = ['ingest', 'files', 'old.csv', '--mapping', 'old.yaml', '--data', 'old', '--json'];
    expect((await run(folder, landing)).code).toBe(0);
    const unknown = await run(folder, ['mapping', 'suggest', 'old.csv', '--encoding', 'klingon']);
    expect(unknown.err).toContain('unknown encoding "klingon"; those that are read: utf-8, ');
  });

  test.each([
    [
      'a card',
      'card,name,e-mail,joined\nL1,Ann Lee,a@x.example,2024-01-02\nL2,Bo Li,,2024-01-03\n',
      'loyalty_id',
    ],
    [
      'a number',
      'email,cust_no,name,created\na@x.example,E1,Ann Lee,2024-01-02\na@x.example,E2,Bo Li,2024-01-03\n',
      'customer_ref',
    ],
    [
      'an openid',
      '手机号,openid,收货人,首次下单时间\n13800138000,oX1,王伟,2024-01-02\n13800138000,oX2,李娜,2024-01-03\n',
      'customer_ref',
    ],
    [
      'a form',
      '电话,表单号,姓名,填写日期\n13800138000,F1,王伟,2024-01-02\n13800138000,F2,李娜,2024-01-03\n',
      'customer_ref',
    ],
    [
      'a contact, and not of their company',
      'account_id,contact_id,name,company,email,created\nA1,C1,Ann Lee,Lee Ltd,a@x.example,2024-01-02\nA1,C2,Bo Li,Lee Ltd,a@x.example,2024-01-03\n',
      'customer_ref',
    ],
    [
      'a column of no known name',
      'email,lead id,name,created\na@x.example,7,Ann Lee,2024-01-02\na@x.example,8,Bo Li,2024-01-03\n',
      'customer_ref',
    ],
  ])('has the key of %s, which people do not share', async (_, text, meaning) => {
    const { report, suggestion } = await draftAndLand(`key-${_.replace(/\W+/g, '-')}.csv`, text);
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
    expect(suggestion.yaml).toMatch(/id: (?:card|cust_no|openid|表单号|contact_id|lead id)\n/);
    expect(suggestion.yaml).toContain(`customer.${meaning}: `);
  });

  test('takes neither numbers of rows nor codes that people share for a key', async () => {
    const { suggestion } = await draftAndLand(
      'shared.csv',
      'row no,branch code,email,name,house no,created\n1,B1,a@x.example,Ann Lee,4,2024-01-02\n2,B1,b@x.example,Bo Li,5,2024-01-03\n',
    );
    expect(suggestion.yaml).toContain('id: email\n');
    expect(suggestion.yaml).not.toContain('customer_ref');
  });

  test.each([
    [
      'German',
      'Kunde_Nr,Anrede,Vorname,Name,Strasse,PLZ,Ort,Land,Seit\n1,Herr,Jan,Koch,Ringstr. 1,50661,Köln,DE,2024-01-02\n2,Frau,Ute,Koch,Ringstr. 1,50661,Köln,DE,2024-01-03\n',
      [
        'customer_ref',
        'gender',
        'given_name',
        'family_name',
        'address.street',
        'address.postal_code',
        'address.city',
        'address.country',
        'time',
      ],
    ],
    [
      'Spanish',
      'Nº cliente,Nombre,Apellidos,Teléfono,Población,País,Fecha de nacimiento,Fecha de alta\n1,Ana,García López,612345678,Madrid,ES,1980-01-02,2024-01-02\n2,Luis,Gil,612345679,Madrid,ES,1981-01-02,2024-01-03\n',
      [
        'customer_ref',
        'given_name',
        'family_name',
        'phone',
        'address.city',
        'address.country',
        'birth_date',
        'time',
      ],
    ],
    [
      'English, with the place of a shop',
      'customer no,name,given name,nationality,store city,created\n1,Ann Lee,Ann,UK,York,2024-01-02\n2,Bo Li,Bo,CN,Hull,2024-01-03\n',
      ['customer_ref', 'name', 'given_name', undefined, undefined, 'time'],
    ],
  ])('reads headers in %s', async (language, text, meanings) => {
    const { report, suggestion } = await draftAndLand(`${language.slice(0, 7)}.csv`, text);
    expect(suggestion.columns.map(({ meaning }) => meaning)).toEqual(meanings);
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
  });

  test('believes values that deny their header, and takes the system from the name of the file', async () => {
    const { suggestion } = await draftAndLand(
      'crm_2026-01-05.csv',
      'CUST_NO,PERS_FNAME,PERS_LNAME,EML_ADDR,Cep,UPDATED\n1,Ann,Lee,ann@x.example,05321234567,2025-01-01\n2,Bob,Roe,bob@x.example,05321234568,2025-01-02\n',
    );
    expect(suggestion.columns.map(({ meaning }) => meaning)).toEqual([
      'customer_ref',
      'given_name',
      'family_name',
      'email',
      'phone',
      'time',
    ]);
    expect(suggestion.yaml).toContain('\nsource: crm\n');
    expect(suggestion.questions[0]).toMatch(/^is crm the name of the system/);
    const named = await run(folder, ['mapping', 'suggest', 'crm_2026-01-05.csv', '--source', 'hub_1']);
    expect(named.out).toContain('\nsource: hub_1\n');
    expect(named.out).not.toContain('name of the system');
  });

  test.each([
    [
      'Taobao',
      '订单编号,买家会员名,总金额,买家实际支付金额,收货人姓名,收货地址,联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,商家编码,宝贝单价,宝贝总数量\nT1,tb爱茶,130,128,王伟,浙江省杭州市西湖区文三路1号,,13800138000,2026-03-02 10:15:00,2026-03-02 10:16:00,龙井,SP1,64,2\nT2,li_na,40,35.5,李娜,福建省厦门市思明区湖滨路2号,,13900139000,2026-03-03 09:05:00,2026-03-03 09:06:00,茶杯,SP2,35.5,1\n',
      'order_id customer_ref - amount name address.street - phone time - line.name sku unit_price quantity',
    ],
    [
      'JD',
      '订单号,商品ID,商品名称,订购数量,下单时间,京东价,结算金额,下单帐号,客户姓名,客户地址,联系电话,订单来源\n9001,100001,龙井,2,2026-03-02 10:15:00,64.00,128.00,jd_王,王伟,浙江省杭州市西湖区文三路1号,13800138000,APP\n9002,100002,茶杯,1,2026-03-03 09:05:00,35.50,35.50,jd_li,李娜,福建省厦门市思明区湖滨路2号,13900139000,PC\n',
      'order_id sku line.name quantity time unit_price amount customer_ref name address.street phone channel',
    ],
    [
      'Youzan',
      '订单号,订单创建时间,商品名称,规格编码,商品单价,商品数量,收货人/提货人,收货人手机号/提货人手机号,收货人省份,收货人城市,收货人地区,详细收货地址/提货地址,归属店铺\nE1,2026-03-02 10:15:00,龙井,SP1,64,2,王伟,13800138000,浙江省,杭州市,西湖区,文三路1号,杭州店\nE2,2026-03-03 09:05:00,茶杯,SP2,35.5,1,李娜,13900139000,福建省,厦门市,思明区,湖滨路2号,厦门店\n',
      'order_id time line.name sku unit_price quantity name phone address.province address.city address.district address.street store_id',
    ],
    [
      'WeChat',
      '订单号,订单下单时间,商品名称,商品编码(自定义),商品价格（元）,商品数量(件),订单实际支付金额(元),用户openid,收件人姓名,收件人手机\nW1,2026-03-02 10:15:00,龙井,SP1,64,2,128,oA1,王伟,13800138000\nW2,2026-03-03 09:05:00,茶杯,SP2,35.5,1,35.5,oB2,李娜,13900139000\n',
      'order_id time line.name sku unit_price quantity amount customer_ref name phone',
    ],
    [
      'Till',
      '注册时间,小票号,消费时间,会员,会员卡,货品编码,销售数量,成交价,门店名称,导购员\n2020-01-01,X1,2026-03-02 10:15:00,VIP001,6001,SP1,2,64,杭州店,陈\n2020-01-02,X2,2026-03-03 09:05:00,,6002,SP2,1,35.5,厦门店,陈\n',
      '- order_id time customer_ref loyalty_id sku quantity unit_price store_id staff_id',
    ],
  ])('reads the headers of an export of %s', async (system, text, meanings) => {
    const { report, suggestion } = await draftAndLand(`${system}.csv`, text);
    expect(suggestion.columns.map(({ meaning }) => meaning ?? '-').join(' ')).toBe(meanings);
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
    expect(report?.events).toMatchObject({ 'purchase.completed': 2 });
  });

  test.each([
    [
      'Kingdee',
      '日期,单据编号,单据类型,客户编码,客户名称,销售员,物料编码,物料名称,单位,实发数量,含税单价,价税合计,币别,源单编号\n2026-03-02,XS1,标准销售出库,C1,王伟,陈,A1,龙井,盒,2.00,"1,128.00","2,256.00",人民币,XSDD1\n2026-03-04,TH2,销售退货,C1,王伟,陈,A2,茶杯,个,1.00,35.50,35.50,人民币,XS1\n',
      'time order_id kind customer_ref name staff_id sku line.name - quantity unit_price amount currency of_order',
      { 'purchase.completed': 1, 'purchase.refunded': 1, 'profile.updated': 1 },
    ],
    [
      'Yonyou',
      '单据日期,单据号,业务类型,客户编码,客户简称,业务员,存货编码,存货名称,数量,含税单价,价税合计\n2026-03-02,123,普通销售,C1,王伟,陈,A1,龙井,2.00,128.00,256.00\n2026-03-03,124,普通销售,C2,李娜,陈,A2,茶杯,-1.00,35.50,-35.50\n',
      'time order_id kind customer_ref name staff_id sku line.name quantity unit_price amount',
      { 'purchase.completed': 1, 'purchase.refunded': 1, 'profile.updated': 2 },
    ],
    [
      'Weimob',
      '订单编号,下单时间,买家姓名,买家手机,商品名称,商品编码,销售价,购买数量,优惠金额,实付金额,渠道\nW1,2026-03-02 10:15:00,王伟,13800138000,龙井,SP1,64.00,2,10.00,118.00,小程序\nW2,2026-03-03 10:15:00,李娜,13900139000,茶杯,SP2,35.50,1,0.00,35.50,小程序\n',
      'order_id time name phone line.name sku unit_price quantity discount amount channel',
      { 'purchase.completed': 2, 'profile.updated': 2 },
    ],
    [
      'Wangdiantong',
      '订单编号,原始单号,店铺名称,收件人,手机,商家编码,货品名称,下单数量,成交价,交易时间\nJY1,T1,天猫,王伟,13800138000,SP1,龙井,2,64.00,2026-03-02 10:15:00\nJY2,T2,天猫,李娜,13900139000,SP2,茶杯,1,35.50,2026-03-03 10:15:00\n',
      'order_id - store_id name phone sku line.name quantity unit_price time',
      { 'purchase.completed': 2, 'profile.updated': 2 },
    ],
    [
      'SAP Business One',
      'DocNum;DocDate;CardCode;CardName;ItemCode;Dscription;Quantity;Price;LineTotal;DocCur;SlpName\n1;02.03.2026;C1;Ann Lee;A1;Label;2,000;1.128,500;2.257,000;EUR;Jim\n1;02.03.2026;C1;Ann Lee;A2;Toner;1,000;35,500;35,500;EUR;Jim\n',
      'order_id time customer_ref name sku line.name quantity unit_price amount currency staff_id',
      { 'purchase.completed': 1, 'profile.updated': 1 },
    ],
    [
      'Lexware',
      'Rechnungsnr.;Rechnungsdatum;Kundennr.;Kunde;Artikelnr.;Artikelbezeichnung;Menge;Einzelpreis netto;Rabatt %\nRE-1;02.03.2026;1;Ute Becker;A1;Tee;2,00;12,50;0,00\nRE-2;03.03.2026;2;Jan Koch;A2;Tasse;1,00;1.003,00;0,00\n',
      'order_id time customer_ref name sku line.name quantity unit_price -',
      { 'purchase.completed': 2, 'profile.updated': 2 },
    ],
    [
      'Sage',
      'Invoice No,Date,Account Ref,Customer Name,Product Code,Description,Quantity,Net Amount,Type\n1,13/03/2026,B1,Ann Lee,A1,Tea,2.00,25.00,SI\n2,14/03/2026,M1,Bo Li,A2,Cup,1.00,3.00,SC\n',
      'order_id time customer_ref name sku line.name quantity amount kind',
      { 'purchase.completed': 1, 'purchase.refunded': 1, 'profile.updated': 2 },
    ],
    [
      'Magento',
      'ID,Purchase Date,Ship-to Name,Grand Total (Base),Status,Customer Email,Customer Name,Total Refunded\n1,2026-03-02 10:15:00,Di Wu,30.00,complete,ann@x.example,Ann Lee,0.00\n2,2026-03-03 10:15:00,Bo Li,8.00,closed,bo@x.example,Bo Li,8.00\n',
      'order_id time - amount status email name refunded',
      { 'purchase.completed': 2, 'purchase.refunded': 1, 'profile.updated': 2 },
    ],
    [
      'Square',
      'Date,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Transaction ID,Event Type,Customer ID,Customer Name\n2026-03-02,Longjing,2.0,A1,£25.00,-£2.00,£23.00,tx1,Payment,CU1,Ann Lee\n2026-03-03,Cup,-1.0,A2,-£3.00,£0.00,-£3.00,tx2,Refund,CU2,Bo Li\n',
      'time line.name quantity sku - - amount order_id kind customer_ref name',
      { 'purchase.completed': 1, 'purchase.refunded': 1, 'profile.updated': 2 },
    ],
    [
      'Lightspeed',
      'Date,Receipt Number,Customer Code,Customer Name,Quantity,Total,Sku\n2026-03-02 10:15:00,1,Ann-1,Ann Lee,2,30.00,A1\n2026-03-02 10:16:00,2,Bo-1,Bo Li,1,3.60,A2\n',
      'time order_id customer_ref name quantity amount sku',
      { 'purchase.completed': 2, 'profile.updated': 2 },
    ],
    [
      'PrestaShop, whose people have totals',
      'ID,First name,Last name,Email address,Sales,Registration\n1,John,Doe,j@x.example,€61.80,2026-01-02 10:15:00\n2,Ann,Lee,ann@x.example,€0.00,2026-01-03 10:15:00\n',
      'customer_ref given_name family_name email amount time',
      { 'profile.updated': 2 },
    ],
    [
      'a till, with the orders that refunds are of',
      '小票号,交易类型,收银时间,会员卡号,商品编码,数量,实收,原小票号\nP1,销售,2026-03-02 10:15:00,V1,A1,2,25.00,\nR1,退货,2026-03-03 10:15:00,V1,A1,-1,-12.50,P1\n',
      'order_id kind time loyalty_id sku quantity amount of_order',
      { 'purchase.completed': 1, 'purchase.refunded': 1 },
    ],
    [
      'refunds',
      '售后单号,订单编号,申请时间,退款时间,买家手机,商品编码,退货数量,退款金额,退款原因\nR1,W1,2026-03-05 10:15:00,2026-03-06 10:16:00,13800138000,SP1,1,59.00,破损\nR2,W2,2026-03-05 10:15:00,2026-03-06 11:16:00,13900139000,SP2,1,35.50,破损\n',
      'refund_id order_id - time phone sku quantity refunded reason',
      { 'purchase.refunded': 2 },
    ],
    [
      'service cases',
      '工单号,客户手机,客户姓名,问题类型,提交时间,关联订单\nT1,13800138000,王伟,物流,2026-03-05 10:15:00,W1\nT2,13800138000,王伟,质量,2026-03-06 10:15:00,W2\n',
      'ticket_id phone name ticket_category time of_order',
      { 'ticket.opened': 2, 'profile.updated': 2 },
    ],
    [
      'companies',
      'Kundennr;Firma;Branche;Groesse;Betreuer;Angelegt\nK1;Becker GmbH;Handel;1-9;jens.ott;16.01.2023\nK2;Meyer KG;Verleih;1-9;jens.ott;18.01.2023\n',
      'customer_ref company industry size account_owner time',
      { 'account.updated': 2 },
    ],
    [
      'people of companies',
      'ContactID;Vorname;Nachname;Firmennummer;Firma;Mail;Angelegt;Geaendert_am\nC1;Ute;Becker;K1;Becker GmbH;u@x.example;16.01.2023;31.05.2024 09:08\nC2;Jan;Koch;K1;Becker GmbH;j@x.example;16.01.2023;31.05.2024 09:09\n',
      'customer_ref given_name family_name account_id company email - time',
      { 'profile.updated': 2 },
    ],
    [
      'members, with when they were last changed',
      '会员卡号,姓名,手机号,开卡日期,最后修改\nV1,王伟,13800138000,2024/08/29,2024/08/30 14:58:39\nV2,李娜,13900139000,2024/12/15,2024/12/16 19:00:29\n',
      'loyalty_id name phone - time',
      { 'profile.updated': 2 },
    ],
  ])('takes what it is for what it says: an export of %s', async (system, text, meanings, events) => {
    const { report, suggestion } = await draftAndLand(`as-${system.replace(/\W+/g, '-')}.csv`, text);
    expect(suggestion.columns.map(({ meaning }) => meaning ?? '-').join(' ')).toBe(meanings);
    expect(report).toMatchObject({ rowsRejected: 0, events });
  });

  /** Sales of 50 each, with one more column. */
  const salesWith = (column: string, values: readonly string[]) =>
    [
      `Order ID,Customer ID,Order Date,SKU,Quantity,Unit Price,${column}`,
      ...values.map((value, at) => `O${at},C${at},2025-03-0${at + 1},S${at},1,$50.00,"${value}"`),
    ].join('\n');
  const isGivenBack = 'It is taken for refunds on the day of the order';

  test.each([
    ['above 0', 'Refund Amount', ['0', '5.00', '0'], 1, '  amount: Refund Amount', isGivenBack],
    ['below 0', 'Refund Amount', ['0', '-5.00', '0'], 1, 'absolute: true', isGivenBack],
    ['in brackets', 'Refund Amount', ['', '($5.00)', ''], 1, 'absolute: true', isGivenBack],
    ['beside dashes', 'Refunded Amount', ['-', '($5.00)', '-'], 1, 'absolute: true', isGivenBack],
    [
      'of both signs',
      'Refund Amount',
      ['-5.00', '5.00', '-2.00'],
      2,
      'below: 0',
      'Refund Amount is above 0 in 1 of the rows looked at: were these given back as well? Only those below 0 are',
    ],
    [
      'partly no numbers',
      'Refund Amount',
      ['10%', '5.00', '-'],
      1,
      'above: 0',
      '1 of the values of Refund Amount are no numbers, such as 10%: no refunds are made of them',
    ],
    ['of decimals', 'Refund', ['0', '5.00', '0'], 1, '  amount: Refund', isGivenBack],
    ['of money', 'Refund', ['$5.00', '$7.00', '$0.00'], 2, '  amount: Refund', isGivenBack],
    ['of money and dashes', 'Refund', ['($5.00)', '-', '-'], 1, 'absolute: true', isGivenBack],
    ['of money and nothing', 'Refund', ['$5', '', '$8'], 2, '  amount: Refund', isGivenBack],
    ['that repeat', 'Refund', ['5', '10', '5'], 3, '  amount: Refund', isGivenBack],
  ])(
    'makes refunds of amounts beside those of sales: %s',
    async (name, column, values, refunds, yaml, asked) => {
      const { suggestion, report } = await draftAndLand(
        `beside-${column}-${name}.csv`.replaceAll(' ', '-'),
        salesWith(column, values),
      );
      expect(report).toMatchObject({
        rowsRejected: 0,
        events: { 'purchase.completed': 3, 'purchase.refunded': refunds },
      });
      expect(suggestion.yaml).toContain(yaml);
      expect(suggestion.questions.join('\n')).toContain(asked);
    },
  );

  test.each([
    ['of one row each', ['4711', '4712', '4713.0'], 3],
    ['of several rows', ['4711', '4711', '4712'], 2],
  ])('takes a column Refund for numbers of refunds: %s', async (name, values, refunds) => {
    const { suggestion, report } = await draftAndLand(
      `numbers-${name}.csv`.replaceAll(' ', '-'),
      salesWith('Refund', values),
    );
    expect(report?.events).toEqual({ 'purchase.refunded': refunds });
    expect(suggestion.questions).toContain('are all rows refunds, of Unit Price? Each has a Refund');
  });

  test('asks about refunds beside sales without a number', async () => {
    const text = 'Date,SKU,Price,Refund Amount\n2026-01-01,A,5.00,0\n2026-01-02,B,5.00,5.00\n';
    const { yaml } = await meaningsIn('no-number.csv', text);
    expect(yaml).toContain('# ? Refund Amount is not used: what does it mean?\n');
  });

  test.each([
    [
      'below',
      ['($5.00)', '-1.00', '0'],
      0,
      'are the amounts of Discount below 0 taken off the price? They are',
    ],
    [
      'both',
      ['($5.00)', '1.00', '0'],
      1,
      'Discount is below 0 in 1 of the rows looked at, which will be rejected',
    ],
    [
      'percent',
      ['10%', '0%', '10%'],
      3,
      '3 of the values of Discount are no numbers, such as 10%: their rows',
    ],
    ['dash', ['-', '1.00', '0'], 1, '1 of the values of Discount are no numbers, such as -: their rows'],
  ])('asks about discounts that are no amounts to take off: %s', async (name, values, rejected, asked) => {
    const { suggestion, report } = await draftAndLand(`discount-${name}.csv`, salesWith('Discount', values));
    expect(report?.rowsRejected).toBe(rejected);
    expect(suggestion.questions.join('\n')).toContain(asked);
  });

  test.each([
    ['CNY', 'CN¥1,234.50'],
    ['KRW', '5,000원'],
    ['ZAR', 'R 1 234.50'],
    ['RUB', '1 234.50 руб.'],
    ['TRY', '1,234.50 TL'],
  ])('knows %s by its sign: %s', async (currency, price) => {
    const { suggestion, report } = await draftAndLand(
      `sign-${currency}.csv`,
      `order,date,sku,qty,price\n1,2026-01-01,A,1,"${price}"\n2,2026-01-02,A,1,"${price}"\n`,
    );
    expect(report).toMatchObject({ rowsRejected: 0, events: { 'purchase.completed': 2 } });
    expect(suggestion.questions).toContain(`is the currency ${currency}? (constants: currency)`);
  });

  test('makes a refund of its own file, of the order that it names', async () => {
    const { suggestion, report } = await draftAndLand(
      'shop_refunds_1.csv',
      'refund_id,order,created,email,currency,amount\nCN1,W1,2024-03-21T19:07:16Z,a@x.example,GBP,16.15\nCN2,W2,2024-10-17T07:53:20Z,b@x.example,EUR,1709.10\n',
    );
    expect(report?.events).toEqual({ 'purchase.refunded': 2 });
    expect(suggestion.yaml).toMatch(/refund_id: refund_id\n {6}order_id: order\n/);
    expect(suggestion.questions).toContain('are all rows refunds, of amount? Each has a refund_id');
  });

  test.each([
    ['28,08', '1.204,84', ',', undefined],
    ['28.08', '1,204.84', '.', undefined],
    ['8,609', '0,603', ',', undefined],
    ['8,609', '8,536', ',', 'price: has 8,609 three decimals, or is it above a thousand? A comma is taken'],
    ['8.609', '8.536', ',', 'price: has 8.609 three decimals, or is it above a thousand? A comma is taken'],
    [
      '12,50',
      '12.50',
      '.',
      'price: 12,50 is not written as the other numbers, before whose decimals a point',
    ],
    ["1'204.84", '1’003.00', '.', undefined],
    ['1 204,84', '-3,00 €', ',', undefined],
  ])('of the prices %s and %s takes %s for the decimal mark', async (first, second, mark, question) => {
    const { suggestion } = await draftAndLand(
      `marks-${[first, second].join('-').replace(/[^\d,.-]/g, '_')}.csv`,
      `order;date;sku;qty;price\n1;2026-01-01;A;1;${first}\n2;2026-01-02;A;1;${second}\n`,
    );
    expect(suggestion.yaml.includes('file:\n  decimal_mark: ","')).toBe(mark === ',');
    const asked = suggestion.questions.filter((one) => one.includes('decimal_mark'));
    expect(asked).toEqual(question === undefined ? [] : [expect.stringContaining(question)]);
  });

  test('has the mark of each column where they differ, and compares numbers by it', async () => {
    const { suggestion, report } = await draftAndLand(
      'two-marks.csv',
      'order;date;sku;qty;price\n1;2026-01-01;A;0,5;12.50\n2;2026-01-02;A;-1,5;8.99\n3;2026-01-02;A;2,000;8.99\n',
    );
    expect(suggestion.yaml).toContain('decimal_mark: ","');
    expect(suggestion.yaml).toMatch(/unit_price:\n {10}column: price\n {10}decimal_mark: "?\."?\n/);
    expect(report).toMatchObject({
      rowsRejected: 0,
      events: { 'purchase.completed': 2, 'purchase.refunded': 1 },
    });
  });

  test('asks where an amount is that of the order in each of its rows, and where no pieces are counted', async () => {
    const { suggestion } = await draftAndLand(
      'of-order.csv',
      '订单号,下单时间,商品编码,实付金额\nE1,2026-03-02 10:15:00,A,90.00\nE1,2026-03-02 10:15:00,B,90.00\nE2,2026-03-02 10:15:00,A,10.00\n',
    );
    expect(suggestion.questions).toContain(
      '实付金额 is the same in all rows of an order: is it of the whole order? Every row is taken to cost it',
    );
    const { suggestion: single } = await draftAndLand(
      'no-pieces.csv',
      '订单号,下单时间,商品编码,单价\nE1,2026-03-02 10:15:00,A,90.00\n',
    );
    expect(single.questions).toContain('no column holds a number of pieces: every row is taken for one');
  });

  test('makes lines of the objects in a list, and refunds of what is beside it', async () => {
    const orders = [
      {
        orderNo: 'X1',
        status: '已完成',
        payTime: '2026-03-02T10:15:00+08:00',
        buyer: { openid: 'o1', mobile: '13800138000' },
        receiver: { name: '王伟' },
        items: [
          { sku: 'A', title: '龙井', num: 2, price: '64.00', discount: '8.00' },
          { sku: 'B', title: '茶杯', num: 1, price: '35.50' },
        ],
        refund: { no: 'R1', time: '2026-03-04T10:15:00+08:00', amount: '35.50' },
      },
      {
        orderNo: 'X2',
        status: '已完成',
        payTime: '2026-03-03T10:15:00+08:00',
        buyer: { openid: 'o1', mobile: null },
        items: [{ sku: 'A', title: '龙井', num: 1, price: '64.00' }],
      },
    ];
    const { report, suggestion } = await draftAndLand(
      'nested-orders.ndjson',
      orders.map((order) => `${JSON.stringify(order)}\n`).join(''),
    );
    expect(report).toMatchObject({
      rowsInEvents: 2,
      events: { 'purchase.completed': 2, 'purchase.refunded': 1, 'profile.updated': 1 },
    });
    expect(suggestion.yaml).toContain('id: orderNo\n');
    expect(suggestion.yaml).toContain('name: items[].title\n');
    expect(suggestion.questions.join()).not.toMatch(/items/);
  });

  test('does not take a discount of the order off lines that may have it off, nor the name of an order for a person', async () => {
    const order = (id: number) =>
      JSON.stringify({
        id,
        name: `#${id}`,
        created_at: '2026-03-02T10:15:00Z',
        currency: 'EUR',
        discount_total: '2.00',
        customer_id: 20 + id,
        line_items: [{ name: 'Tea', product_id: 9, sku: 'W1', quantity: 1, price: 10, total: '10.00' }],
      });
    const { suggestion } = await draftAndLand('woo.ndjson', `${order(1)}\n${order(2)}\n`);
    expect(suggestion.yaml).toContain('sku: line_items[].sku\n');
    expect(suggestion.yaml).not.toMatch(/^ +(?:discount:|name: name$)/m);
    expect(suggestion.questions.join('\n')).toMatch(/^discount_total is not used/m);
  });

  test('takes neither names nor levels for keys, and totals of members for no sales', async () => {
    const { report, suggestion } = await draftAndLand(
      'members.csv',
      '会员编号,会员,会员卡,手机号,性别,开卡时间,消费金额\nM1,王伟,金卡,13800138000,男,2026-03-02,1280\nM2,李娜,银卡,13900139000,女,2026-03-03,35.5\n',
    );
    expect(suggestion.columns.map(({ meaning }) => meaning)).toEqual([
      'customer_ref',
      undefined,
      undefined,
      'phone',
      'gender',
      'time',
      'amount',
    ]);
    expect(suggestion.questions.slice(-3)).toEqual([
      '会员 is not used: what does it mean?',
      '会员卡 is not used: what does it mean?',
      '消费金额 is not used: is it a total of the customer? Sales are events of their own',
    ]);
    expect(report?.events).toEqual({ 'profile.updated': 2 });
  });

  test('asks where a price has the signs of two currencies, and lands no row as another one', async () => {
    const { report, suggestion } = await draftAndLand(
      'two-currencies.csv',
      'order,date,sku,qty,price\n1,2026-01-01,A,1,¥88\n2,2026-01-01,A,1,$12.50\n3,2026-01-02,A,2,88元\n',
    );
    expect(suggestion.questions).toContainEqual(
      'price has several currencies (¥ in 1, $ in 1, 元 in 1 of the rows looked at); rows that are not in CNY will be rejected. Make an event of each (when, constants: currency)',
    );
    expect(report).toMatchObject({
      rowsInEvents: 2,
      rowsRejected: 1,
      reasons: [{ reason: 'other-currency: price', rows: 1, first: { row: 2 } }],
    });
  });

  test.each([
    ['a price as it is marked', '单价,数量,优惠金额', '50.00,2,10.00', true],
    ['a total before discounts', '商品总价,优惠金额', '100.00,10.00', true],
    ['an amount that was paid', '数量,优惠金额,实付金额', '2,10.00,90.00', false],
    ['a total, which may have it taken off', 'Discount Amount,Total', '10.00,90.00', false],
    ['a price that a piece was sold at', '成交价,数量,优惠金额', '45.00,2,10.00', false],
  ])('takes a discount off %s, or asks', async (_, header, cells, taken) => {
    const name = `discount-${header.length}-${taken}.csv`;
    const text = `订单号,下单时间,${header}\nE1,2026-03-02 10:15:00,${cells}\n`;
    const { report, suggestion } = await draftAndLand(name, text);
    expect(report).toMatchObject({ rowsInEvents: 1, rowsRejected: 0 });
    expect(suggestion.yaml.includes('discount: ')).toBe(taken);
    expect(
      /(优惠金额|Discount Amount) is not used: .* with it taken off/.test(suggestion.questions.join()),
    ).toBe(!taken);
  });

  test.each([
    [
      'Shopify',
      [
        'Name,Email,Financial Status,Paid at,Currency,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Zip,Refunded Amount,Tags',
        "#1001,ann@x.example,paid,2026-03-02 10:16:00 +0100,EUR,20.00,SPRING,5.00,2026-03-02 10:15:00 +0100,2,Mug,10.00,M1,Ann Lee,'1012 AB,0.00,",
        '#1001,ann@x.example,,,,,,,2026-03-02 10:15:00 +0100,1,Pen,5.00,P1,,,,',
        '#1002,bo@x.example,voided,,EUR,5.00,,0.00,2026-03-03 10:15:00 +0100,1,Pen,5.00,P1,Bo Li,3511 LX,0.00,',
        '#1003,bo@x.example,refunded,2026-03-03 10:16:00 +0100,EUR,5.00,,0.00,2026-03-03 10:15:00 +0100,1,Pen,5.00,P1,Bo Li,3511 LX,5.00,',
      ],
      { 'purchase.completed': 2, 'purchase.refunded': 1, 'profile.updated': 2 },
      [
        'group_by: Name',
        'name: Billing Name',
        'column: Discount Amount\n          once: true',
        'column: Created at',
      ],
      ['are rows whose Financial Status is voided no sales? They are rejected'],
    ],
    [
      'WooCommerce',
      [
        'Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Cart Discount Amount,Order Refund Amount,Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost,Discount Amount',
        '70,Completed,2026-03-02 10:15,Ann,Lee,ann@x.example,5.00,0.00,20.00,M1,1,Mug,2,10.00,5.00',
        '70,Completed,2026-03-02 10:15,Ann,Lee,ann@x.example,5.00,0.00,20.00,P1,2,Pen,1,5.00,5.00',
        '71,Refunded,2026-03-03 10:15,Bo,Li,bo@x.example,0.00,5.00,5.00,P1,1,Pen,1,5.00,0.00',
      ],
      { 'purchase.completed': 2, 'purchase.refunded': 1, 'profile.updated': 2 },
      [
        'group_by: Order Number',
        'unit_price: Item Cost',
        'column: Cart Discount Amount\n          once: true',
      ],
      ['are rows whose Order Status is Completed or Refunded sales? They are taken for such (reject)'],
    ],
    [
      'Stripe',
      [
        'id,Description,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Card Name,Customer Email,Card ID',
        'ch_1,Pass,2026-03-02 10:15:00,7.50,0.00,eur,Paid,cus_1,Ann Lee,ann@x.example,card_1',
        'ch_2,Pass,2026-03-03 10:15:00,7.50,0.00,eur,Failed,cus_2,Bo Li,bo@x.example,card_2',
        'ch_3,Pass,2026-03-04 10:15:00,7.50,7.50,gbp,Refunded,cus_2,Bo Li,bo@x.example,card_2',
      ],
      { 'purchase.completed': 2, 'purchase.refunded': 1, 'profile.updated': 2 },
      ['order_id: id', 'time_zone: UTC\n    fields', 'eur: EUR', 'customer.customer_ref: Customer ID'],
      [
        'are rows whose Status is Failed no sales? They are rejected',
        'is Amount Refunded what was given back? It is taken for refunds on the day of the order',
      ],
    ],
  ])('knows the export of %s', async (system, rows, events, said, asked) => {
    const { report, suggestion } = await draftAndLand(`${system}.csv`, rows.join('\n'));
    expect(report?.events).toEqual(events);
    for (const text of said) expect(suggestion.yaml).toContain(text);
    expect(suggestion.yaml).not.toMatch(/loyalty_id|name: Name/);
    expect(suggestion.questions).toEqual(expect.arrayContaining(asked));
    expect(suggestion.questions.join()).not.toMatch(/what does it mean/);
  });

  test.each([
    ['2024-01-02', '2024-01-03', 'id:\n      - email\n      - created\n', 2],
    ['2024-01-02', '2024-01-02', 'group_by: email\n', 1],
  ])(
    'of people who share an address on %s and %s lands nothing again',
    async (first, second, key, profiles) => {
      const name = `address-${profiles}.csv`;
      const rows = [`a@x.example,Ann,${first}`, `a@x.example,Bo,${second}`, 'c@x.example,Cy,2024-01-04'];
      const { report, suggestion } = await draftAndLand(name, ['email,name,created', ...rows].join('\n'));
      expect(suggestion.yaml).toContain(key);
      expect(report?.events).toEqual({ 'profile.updated': profiles + 1 });
      const { report: again } = await landAgain(name, [
        'email,name,created',
        ...rows,
        'd@x.example,Di,2024-01-05',
      ]);
      expect(again?.events).toEqual({ 'profile.updated': 1 });
    },
  );

  test('asks where orders have no price, and of every status', async () => {
    const { suggestion } = await draftAndLand(
      'unpriced.csv',
      '订单号,下单时间,数量,会员编号,姓名\nE1,2026-03-02 10:15:00,2,K1,王伟\nE2,2026-03-02 10:15:00,1,K2,李娜\n',
    );
    expect(suggestion.questions).toContainEqual(
      'no column holds a price or an amount, so no purchase is drafted: which one was paid?',
    );
    const { report, suggestion: closed } = await draftAndLand(
      'closed.csv',
      '订单号,下单时间,数量,单价,订单状态\nE1,2026-03-02 10:15:00,2,5,交易完成\nE2,2026-03-02 10:15:00,1,5,交易关闭\n',
    );
    expect(report).toMatchObject({ rowsInEvents: 1, rowsRejected: 1 });
    expect(closed.questions).toContainEqual(
      'are rows whose 订单状态 is 交易关闭 no sales? They are rejected',
    );
  });

  test.each([
    ['2', 'quantity: 数量', true],
    ['0', 'quantity: 1', false],
  ])('of amounts beside %s pieces takes those for pieces where it can', async (pieces, quantity, isPaid) => {
    const { report, suggestion } = await draftAndLand(
      `pieces-${pieces}.csv`,
      `订单号,下单时间,数量,实付金额\nE1,2026-03-02 10:15:00,${pieces},90.00\nE2,2026-03-02 10:15:00,3,10.00\n`,
    );
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 0 });
    expect(suggestion.yaml).toContain(quantity);
    expect(suggestion.yaml.includes('amount: 实付金额')).toBe(isPaid);
  });

  test('is refused of events, which need none', async () => {
    const event = {
      specversion: '1.0',
      id: '1',
      source: 's',
      type: 'profile.updated',
      time: '2026-03-01T00:00:00Z',
    };
    fs.writeFileSync(
      path.join(folder, 'web_00.ndjson'),
      `${JSON.stringify({ ...event, data: { name: 'Li' } })}\n`,
    );
    const { code, out, err } = await run(folder, ['mapping', 'suggest', 'web_00.ndjson']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/these are events already: ingest them without a mapping/);
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
  const told = await run(folder, ['ingest', 'files', '-', '--data', 'told'], {
    stdin: `${event.replace('"Li"', `"${'L'.repeat(3000)}"`)}\n`,
  });
  expect(told.out).toMatch(/rejected 1 row: contract: data\.name \(row 1: .+\)/);
  const refused = await run(folder, ['ingest', 'files', 'missing.csv', '--data', 'stdin']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/missing\.csv: no such file; nothing was landed/);
});
