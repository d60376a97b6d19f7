import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileReport, importFiles } from '../../../ingest/index.ts';
import { openEngine, rows, type StatePaths, statePaths } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

const root = temporaryFolder('files');
let made = 0;

const orders = `source: shop
time_zone: Europe/London
reject:
  - when: { kind: test }
    reason: a test order
events:
  - type: purchase.completed
    when: { kind: sale }
    group_by: order
    time: at
    constants: { currency: GBP }
    fields: { order_id: order, customer.customer_ref: customer }
    lines:
      fields: { sku: item, quantity: n, unit_price: price }
  - type: purchase.refunded
    when: { kind: refund }
    group_by: order
    time: at
    constants: { currency: GBP }
    fields: { refund_id: order, customer.customer_ref: customer }
    lines:
      fields: { sku: item, quantity: { column: n, absolute: true }, unit_price: price }
`;
const header = 'order,kind,at,customer,item,n,price';
const csv = (...lines: string[]): string => `${[header, ...lines].join('\n')}\n`;

class Project {
  readonly paths: StatePaths;
  readonly folder: string;
  constructor() {
    this.folder = path.join(root, String(++made));
    fs.mkdirSync(this.folder);
    this.paths = statePaths(path.join(this.folder, 'data'));
  }
  write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, text);
    return file;
  }
  async land(text: string, options: { name?: string; mapping?: string | null; dryRun?: boolean } = {}) {
    const mapping = options.mapping === null ? undefined : this.write('m.yaml', options.mapping ?? orders);
    const [report] = await importFiles({
      paths: this.paths,
      files: [this.write(options.name ?? `${++made}.csv`, text)],
      ...(mapping ? { mapping } : {}),
      ...(options.dryRun ? { dryRun: true } : {}),
      stdin: process.stdin,
      clock: () => new Date('2026-11-23T08:00:00Z'),
      signal: new AbortController().signal,
    });
    const { rowsRead, rowsInEvents, rowsRejected, rowsRepeated } = report as FileReport;
    expect(rowsRead).toBe(rowsInEvents + rowsRejected + rowsRepeated);
    return report as FileReport;
  }
  async query<T = Record<string, unknown>>(sql: string): Promise<T[]> {
    const engine = await openEngine();
    try {
      await engine.attach(this.paths.landing, 'landing', 'read');
      return await rows<T>(await engine.connect(), sql);
    } finally {
      engine.close();
    }
  }
  async events() {
    const found = await this.query<{
      type: string;
      event_id: string;
      at: string;
      payload: string;
      first: number;
    }>(
      `select type, event_id, strftime(occurred_at, '%Y-%m-%d %H:%M') as at, payload, "offset"::integer as first
       from landing.events order by landed_seq`,
    );
    return found.map(({ payload, ...one }) => ({
      ...one,
      data: JSON.parse(payload) as Record<string, unknown>,
    }));
  }
}

test('rows with one id that differ are warned of, for they land again with every export', async () => {
  const mapping = `source: crm
time_zone: UTC
events:
  - type: profile.updated
    id: customer
    time: at
    fields: { customer.customer_ref: customer, name: item }
`;
  const lines = ['A1,,2026-01-01,c1,Ann,1,1', 'A2,,2026-01-01,c2,Bo,1,1', 'A3,,2026-01-01,c1,Ann,1,1'];
  const told = /rows with one id of profile\.updated differ: .*group_by\) \(1 times, first c1 \(row 4\)\)/;
  const project = new Project();
  const same = await project.land(csv(...lines), { mapping, dryRun: true });
  expect(same.warnings).toEqual([]);
  for (const dryRun of [true, false]) {
    const report = await project.land(csv(...lines, 'A4,,2026-01-01,c1,Anna,1,1'), { mapping, dryRun });
    expect(report.warnings.join()).toMatch(told);
  }
});

describe('rows of one invoice', () => {
  test('become one order at the earliest time, exact duplicates kept as lines, wherever they stand', async () => {
    const project = new Project();
    const report = await project.land(
      csv(
        'A1,sale,2026-07-01 10:01,c1,tea,2,3.50',
        'A2,sale,2026-01-01 09:00,,cup,1,0',
        'A1,sale,2026-07-01 10:00,c1,tea,2,3.50',
        'A1,sale,2026-07-01 10:01,c1,tea,2,3.50',
        'R1,refund,2026-07-02 10:00,c1,tea,-1,3.50',
      ),
    );
    expect(report).toMatchObject({ rowsRead: 5, rowsInEvents: 5, eventsLanded: 3, deadLetters: 0 });
    const events = await project.events();
    expect(events.map(({ type, at, first }) => [type, at, first])).toEqual([
      ['purchase.completed', '2026-01-01 09:00', 2],
      ['purchase.completed', '2026-07-01 09:00', 1],
      ['purchase.refunded', '2026-07-02 09:00', 5],
    ]);
    expect(events[0]?.data).toEqual({
      currency: 'GBP',
      order_id: 'A2',
      lines: [{ sku: 'cup', quantity: 1, unit_price: '0' }],
    });
    expect(events[1]?.data).toMatchObject({ customer: { customer_ref: 'c1' } });
    expect(events[1]?.data.lines).toHaveLength(3);
    expect(events[2]?.data.lines).toEqual([{ sku: 'tea', quantity: 1, unit_price: '3.50' }]);
    expect(report.warnings.join()).toMatch(/several times; the earliest is taken \(1 times, first A1/);
  });

  test('have what is of the whole invoice on its first line alone, wherever it is written', async () => {
    const project = new Project();
    const mapping = orders.replace(
      'unit_price: price }',
      'unit_price: price, discount: { column: customer, once: true } }',
    );
    await project.land(
      csv(
        'A1,sale,2026-07-01 10:00,5.00,tea,two,3.50',
        'A1,sale,2026-07-01 10:00,5.00,tea,2,3.50',
        'A1,sale,2026-07-01 10:00,5.00,cup,1,9.00',
        'A2,sale,2026-07-01 10:00,1.00,cup,1,9.00',
      ),
      { mapping },
    );
    expect((await project.events()).map(({ data }) => data.lines)).toEqual([
      [
        { sku: 'tea', quantity: 2, unit_price: '3.50', discount: '5.00' },
        { sku: 'cup', quantity: 1, unit_price: '9.00' },
      ],
      [{ sku: 'cup', quantity: 1, unit_price: '9.00', discount: '1.00' }],
    ]);
  });

  test('that name two customers keep the first, and say so', async () => {
    const project = new Project();
    const report = await project.land(
      csv(
        'A1,sale,2026-07-01 10:00,,tea,1,1',
        'A1,sale,2026-07-01 10:00,c1,tea,1,1',
        'A1,sale,2026-07-01 10:00,c2,tea,1,1',
      ),
    );
    expect((await project.events())[0]?.data).toMatchObject({ customer: { customer_ref: 'c1' } });
    expect(report.warnings).toEqual([
      'rows of one purchase.completed differ in customer.customer_ref; the first value is kept (1 times, first A1 (row 3))',
    ]);
  });

  test('of which some cannot be used leave those out with their reasons, and keep the others', async () => {
    const project = new Project();
    const report = await project.land(
      csv(
        'A1,sale,2026-07-01 10:00,c1,tea,1,1',
        'A1,sale,2026-07-01 10:00,c1,tea,two,1',
        'A2,sale,yesterday,c1,tea,1,1',
        'A3,sale,2026-07-01 10:00,c1,tea,0,1',
        'T1,test,2026-07-01 10:00,c1,tea,1,1',
        'X1,other,2026-07-01 10:00,c1,tea,1,1',
        ',sale,2026-07-01 10:00,c1,tea,1,1',
      ),
    );
    expect(report).toMatchObject({
      rowsRead: 7,
      rowsInEvents: 1,
      rowsRejected: 6,
      eventsLanded: 1,
      deadLetters: 6,
    });
    const dead = await project.query(
      `select "offset"::integer as "row", stage, code, path, decode(payload) as payload, message from landing.dead_letters order by 1`,
    );
    expect(dead.map(({ row, stage, code, path: where }) => [row, stage, code, where])).toEqual([
      [2, 'file', 'bad-cell', 'n'],
      [3, 'file', 'bad-cell', 'at'],
      [4, 'contract', 'contract', 'data.lines[0].quantity'],
      [5, 'file', 'mapping-reject', ''],
      [6, 'file', 'no-event', ''],
      [7, 'file', 'bad-cell', 'order'],
    ]);
    expect(dead[0]?.message).toBe('row 2: "two" is not a number (column n)');
    expect(JSON.parse(String(dead[0]?.payload))).toMatchObject({ order: 'A1', n: 'two' });
  });
});

describe('a file landed again', () => {
  const day1 = csv(
    'A1,sale,2026-07-01 10:00,c1,tea,1,1',
    'A2,sale,2026-07-01 11:00,c2,tea,2,1',
    'B,other,2026-07-01 11:00,c2,tea,2,1',
  );

  test('adds nothing, under any name', async () => {
    const project = new Project();
    await project.land(day1);
    const again = await project.land(day1, { name: 'renamed.csv' });
    expect(again).toMatchObject({ alreadyLanded: true, rowsRepeated: 3, eventsLanded: 0 });
    expect(
      await project.query(
        'select (select count(*) from landing.events)::integer as e, (select count(*) from landing.dead_letters)::integer as d, (select count(*) from landing.imports)::integer as i',
      ),
    ).toEqual([{ e: 2, d: 1, i: 1 }]);
  });

  test("tomorrow's full export adds what is new and what changed, and a change back again", async () => {
    const project = new Project();
    await project.land(csv('A1,sale,2026-07-01 10:00,c1,tea,1,1', 'A2,sale,2026-07-01 11:00,c2,tea,2,1'));
    const day2 = await project.land(
      csv(
        'A1,sale,2026-07-01 10:00,c1,tea,1,1',
        'A2,sale,2026-07-01 11:00,c2,tea,9,1',
        'A3,sale,2026-07-02 11:00,c2,tea,2,1',
      ),
    );
    expect(day2).toMatchObject({ rowsInEvents: 2, rowsRepeated: 1, eventsLanded: 2, eventsRepeated: 1 });
    const day3 = await project.land(
      csv(
        'A1,sale,2026-07-01 10:00,c1,tea,1,1',
        'A2,sale,2026-07-01 11:00,c2,tea,2,1',
        'A3,sale,2026-07-02 11:00,c2,tea,2,1',
        'A4,sale,2026-07-03 11:00,c2,tea,2,1',
      ),
    );
    expect(day3).toMatchObject({ rowsInEvents: 2, rowsRepeated: 2 });
    const day4 = await project.land(
      csv('A2,sale,2026-07-01 11:00,c2,tea,2,1', 'A1,sale,2026-07-01 10:00,c1,tea,1,1'),
    );
    expect(day4).toMatchObject({ rowsInEvents: 0, rowsRepeated: 2 });
    const events = await project.events();
    expect(
      events.map(({ data }) => [data.order_id, (data.lines as { quantity: number }[])[0]?.quantity]),
    ).toEqual([
      ['A1', 1],
      ['A2', 2],
      ['A2', 9],
      ['A3', 2],
      ['A2', 2],
      ['A4', 2],
    ]);
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(6);
  });

  test('rows that follow no natural key are not landed twice by another mapping', async () => {
    const project = new Project();
    const people =
      'source: crm\ntime_zone: UTC\nevents:\n  - type: profile.updated\n    time: at\n    fields: { customer.email: mail, name: name }\n';
    const text = 'mail,name,at\na@x.example,Li,2026-07-01\nb@x.example,Wei,2026-07-01\n';
    expect(await project.land(text, { mapping: people })).toMatchObject({ eventsLanded: 2 });
    const other = await project.land(text, { mapping: people.replace(', name: name', '') });
    expect(other).toMatchObject({ eventsLanded: 0, rowsRepeated: 2, alreadyLanded: false });
  });
});

describe('a row of several events', () => {
  const both = `source: crm
time_zone: UTC
events:
  - type: profile.updated
    id: ref
    time: at
    fields: { customer.customer_ref: ref, name: name, gender: { column: sex, map: { M: male, F: female }, otherwise: other }, tags: { column: tags, separator: '|' } }
  - type: consent.granted
    id: ref
    when: { newsletter: 'yes' }
    time: at
    constants: { purpose: marketing, channel: email }
    fields: { customer.customer_ref: ref }
`;
  test('makes each of them, and is counted once', async () => {
    const project = new Project();
    const text =
      'ref,name,sex,tags,newsletter,at\n1,Li,F,vip|tea,yes,2026-07-01\n2,Wei,,,no,2026-07-01\n1,Li,F,vip|tea,yes,2026-07-01\n';
    const report = await project.land(text, { mapping: both });
    expect(report).toMatchObject({
      rowsRead: 3,
      rowsInEvents: 2,
      rowsRepeated: 1,
      eventsLanded: 3,
      eventsRepeated: 2,
    });
    const events = await project.events();
    expect(events.map(({ type }) => type)).toEqual(['profile.updated', 'consent.granted', 'profile.updated']);
    expect(events[0]?.data).toEqual({
      customer: { customer_ref: '1' },
      name: 'Li',
      gender: 'female',
      tags: ['vip', 'tea'],
    });
    expect(events[2]?.data).toEqual({ customer: { customer_ref: '2' }, name: 'Wei' });
  });
});

describe('CloudEvents in NDJSON', () => {
  const line = (id: string, quantity: number) =>
    JSON.stringify({
      specversion: '1.0',
      id,
      source: 's',
      type: 'purchase.completed',
      time: '2026-07-01T10:00:00Z',
      data: { order_id: id, currency: 'CNY', lines: [{ sku: 'tea', quantity, unit_price: 1 }] },
    });

  test('need no mapping; bad lines become dead letters, equal ones are repeated', async () => {
    const project = new Project();
    const text = [line('a', 1), 'not json', line('b', 0), line('a', 1), '{"specversion":"1.0"}'].join('\n');
    const report = await project.land(text, { name: 'e.ndjson', mapping: null });
    expect(report).toMatchObject({
      rowsRead: 5,
      rowsInEvents: 1,
      rowsRejected: 3,
      rowsRepeated: 1,
      eventsLanded: 1,
    });
    const again = await project.land(`${text}\n${line('c', 1)}`, { name: 'e.ndjson', mapping: null });
    expect(again).toMatchObject({ rowsRead: 6, rowsInEvents: 1, rowsRejected: 3, rowsRepeated: 2 });
  });

  test('are asked for when a file of another shape comes without a mapping', async () => {
    const project = new Project();
    await expect(project.land('{"a":1}\n', { name: 'o.ndjson', mapping: null })).rejects.toThrow(
      /o\.ndjson, row 1: none of the first 1 lines is a CloudEvent/,
    );
    await expect(project.land('a,b\n1,2\n', { mapping: null })).rejects.toThrow(/rows need a mapping/);
    expect(fs.existsSync(project.paths.landing) && (await project.query('from landing.events')).length).toBe(
      0,
    );
  });
});

describe('an amount in another currency than its event', () => {
  test.each([
    [
      'CNY',
      ['¥88', '￥1,280.00', '88元', 'RMB 88', '88'],
      ['$12.50', 'US$12.50', 'HK$99', '£3', '12.50 EUR'],
    ],
    ['JPY', ['¥88', '88円'], ['88元', '₩1200']],
    ['MXN', ['$88', 'MX$88'], ['US$88', '€88']],
  ])('is refused by its sign or code where that is not %s', async (currency, right, wrong) => {
    const project = new Project();
    const mapping = orders.replaceAll('GBP', currency);
    const rows = [...right, ...wrong].map((price, i) => `${i},sale,2026-01-01 10:00,c,a,1,"${price}"`);
    const report = await project.land(csv(...rows), { mapping });
    expect(report).toMatchObject({ rowsInEvents: right.length, rowsRejected: wrong.length });
    expect(report.reasons).toEqual([
      {
        reason: 'other-currency: price',
        rows: wrong.length,
        first: {
          row: right.length + 1,
          message: expect.stringContaining(`"${wrong[0]}" is not in ${currency}`),
        },
      },
    ]);
    const dead = await project.query<{ message: string }>('select message from landing.dead_letters');
    for (const price of wrong)
      expect(dead.map(({ message }) => message).join()).toContain(
        `"${price}" is not in ${currency}, the currency of its purchase.completed: `,
      );
  });

  test('is refused by the currency of its row where the rows before it name another', async () => {
    const project = new Project();
    const mapping = orders
      .replaceAll('    constants: { currency: GBP }\n', '')
      .replaceAll('customer.customer_ref: customer', 'currency: customer');
    const report = await project.land(
      csv(
        '1,sale,2026-01-01 10:00,CNY,a,1,8',
        '1,sale,2026-01-01 10:00,USD,b,1,9',
        '1,sale,2026-01-01 10:00,,c,1,¥3',
        '1,sale,2026-01-01 10:00,,d,1,$3',
      ),
      { mapping },
    );
    expect(report).toMatchObject({ rowsInEvents: 2, rowsRejected: 2, events: { 'purchase.completed': 1 } });
    expect(report.firstRejected.map(({ message }) => message)).toEqual([
      '"USD" is not CNY, the currency of the rows before it of this purchase.completed (column customer)',
      expect.stringMatching(/^"\$3" is not in CNY, .*: \$ is written for USD, .*, … \(column price\)$/),
    ]);
  });
});

test('a ragged row refuses the file before anything of it lands', async () => {
  const project = new Project();
  const lines = Array.from({ length: 30_000 }, (_, i) => `A${i},sale,2026-07-01 10:00,c,tea,1,1`);
  await expect(project.land(csv(...lines, 'A,sale'))).rejects.toThrow(/row 30001 \(line 30002\): 2 cells/);
  expect(await project.query('from landing.positions')).toEqual([]);
});

test('a dry run tells what would land and changes nothing', async () => {
  const project = new Project();
  const text = csv('A1,sale,2026-07-01 10:00,c1,tea,1,1', 'A2,sale,never,c2,tea,2,1');
  const dry = await project.land(text, { dryRun: true });
  expect(dry).toMatchObject({ rowsInEvents: 1, rowsRejected: 1, events: { 'purchase.completed': 1 } });
  expect(dry.firstRejected).toEqual([
    {
      row: 2,
      code: 'bad-cell',
      message: '"never" is not a time such as 2026-03-02 10:15:00 (column at)',
      where: 'at',
    },
  ]);
  expect(dry.columns[0]).toEqual({
    column: 'order',
    fills: [
      'purchase.completed id',
      'purchase.completed order_id',
      'purchase.refunded id',
      'purchase.refunded refund_id',
    ],
  });
  expect(fs.existsSync(project.paths.data)).toBe(false);
  await project.land(text);
  expect(await project.land(csv('A1,sale,2026-07-01 10:00,c1,tea,1,1'), { dryRun: true })).toMatchObject({
    rowsRepeated: 1,
  });
});

test('rows in are rows out, and lines in are lines out, however they are ordered', async () => {
  const row = fc.record({
    order: fc.constantFrom('A', 'B', 'C', 'D', ''),
    kind: fc.constantFrom('sale', 'refund', 'test', 'other'),
    at: fc.constantFrom('2026-07-01 10:00', '2026-01-01 09:00', 'bad'),
    n: fc.constantFrom('1', '2', '0', 'x', ''),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (list) => {
      const project = new Project();
      const report = await project.land(
        csv(...list.map(({ order, kind, at, n }) => `${order},${kind},${at},c,tea,${n},1`)),
      );
      expect(report.rowsRead).toBe(list.length);
      const lines = (await project.events()).reduce(
        (sum, { data }) => sum + (data.lines as unknown[]).length,
        0,
      );
      expect(lines).toBe(report.rowsInEvents);
    }),
    { numRuns: 12 },
  );
});

test('a header without rows is an import of nothing', async () => {
  const project = new Project();
  expect(await project.land(csv())).toMatchObject({ rowsRead: 0, eventsLanded: 0, alreadyLanded: false });
  expect(await project.land(csv())).toMatchObject({ alreadyLanded: true });
});

test('NDJSON of other shapes lands through a mapping by the paths of its fields', async () => {
  const project = new Project();
  const mapping =
    'source: crm\nevents:\n  - type: profile.updated\n    id: id\n    time: at\n    fields: { customer.email: who.mail, name: { columns: [who.last, who.first], join: " " } }\n';
  const text =
    '{"id":1,"at":"2026-03-01T10:00:00+08:00","who":{"mail":"a@x.example","first":"Ann","last":"Lee"}}\nnot json\n{"id":2,"at":"2026-03-01T10:00:00","who":{"mail":"b@x.example"}}\n';
  const report = await project.land(text, { name: 'people.ndjson', mapping });
  expect(report).toMatchObject({ rowsRead: 3, rowsInEvents: 1, rowsRejected: 2 });
  expect(report.firstRejected.map(({ row, message }) => [row, message.slice(0, 40)])).toEqual([
    [2, expect.stringMatching(/^not JSON/)],
    [3, '"2026-03-01T10:00:00" is not a time with'],
  ]);
  expect(await project.events()).toMatchObject([
    { at: '2026-03-01 02:00', data: { customer: { email: 'a@x.example' }, name: 'Lee Ann' } },
  ]);
});

describe('a list of objects in a row', () => {
  const mapping = `source: mini
time_zone: Asia/Shanghai
events:
  - type: purchase.completed
    id: no
    time: at
    constants: { currency: CNY }
    fields: { order_id: no, customer.phone: buyer.mobile }
    lines:
      constants: { category: tea }
      fields:
        sku: items[].sku
        name: { columns: ['items[].product.title', store] }
        quantity: items[].n
        amount: items[].paid
        discount: { column: coupon, once: true }
`;
  const order = (no: string, items: unknown, others = {}) =>
    `${JSON.stringify({ no, at: '2026-03-01 10:00:00', buyer: { mobile: '1' }, store: 'S', coupon: '', items, ...others })}\n`;

  test('is the lines of its event, each with what the row has as well', async () => {
    const project = new Project();
    const text =
      order('1', [
        { sku: 'A', product: { title: 'green' }, n: 2, paid: '10' },
        { sku: 'B', n: 1, paid: '¥4.50' },
      ]) + order('2', [{ sku: 'A', n: 1, paid: 5 }], { coupon: '1' });
    const report = await project.land(text, { name: 'orders.ndjson', mapping });
    expect(report).toMatchObject({ rowsRead: 2, rowsInEvents: 2, warnings: [] });
    expect(report.columns).toContainEqual({ column: 'items', fills: ['purchase.completed lines[]'] });
    expect(report.columns).toContainEqual({
      column: 'items[].paid',
      fills: ['purchase.completed lines[].amount'],
    });
    const category = 'tea';
    expect((await project.events()).map(({ data }) => (data as { lines: unknown }).lines)).toEqual([
      [
        { category, sku: 'A', name: 'green', quantity: 2, unit_price: '5' },
        { category, sku: 'B', name: 'S', quantity: 1, unit_price: '4.5' },
      ],
      [{ category, sku: 'A', name: 'S', quantity: 1, unit_price: '6', discount: '1' }],
    ]);
  });

  test('that is empty, of other things or in another currency refuses its row, and the whole of it', async () => {
    const project = new Project();
    const text =
      order('1', []) +
      order('2', ['A']) +
      order('3', [
        { sku: 'A', product: { title: 'green' }, n: 1, paid: '5' },
        { sku: 'B', n: 1, paid: '$5' },
      ]) +
      order('4', null) +
      order('5', [{ sku: 'A', n: 'two', paid: '5' }]);
    const report = await project.land(text, { name: 'orders.ndjson', mapping });
    expect(report).toMatchObject({ rowsRead: 5, rowsRejected: 5, events: {} });
    expect(report.firstRejected.map(({ row, message }) => [row, message])).toEqual([
      [1, expect.stringContaining('an order has at least one line')],
      [2, '"["A"]" is not a list of objects (column items)'],
      [3, expect.stringMatching(/^"\$5" is not in CNY/)],
      [4, expect.stringContaining('an order has at least one line')],
      [5, '"two" is not a number (column items[].n)'],
    ]);
  });

  test('of every row of a group is its lines, with what the group has once on the first alone', async () => {
    const project = new Project();
    const grouped = mapping.replace('id: no', 'group_by: no');
    const text =
      order('1', [{ sku: 'A', product: { title: 'x' }, n: 1, paid: '5' }], { coupon: '1' }) +
      order('1', [
        { sku: 'B', n: 1, paid: '5' },
        { sku: 'C', n: 1, paid: '5' },
      ]);
    await project.land(text, { name: 'orders.ndjson', mapping: grouped });
    const [event] = await project.events();
    expect((event?.data as { lines: { sku: string; discount?: string }[] }).lines).toMatchObject([
      { sku: 'A', discount: '1' },
      { sku: 'B' },
      { sku: 'C' },
    ]);
  });

  test('is named where a path in it is taken for one of the row', async () => {
    const text = order('1', [{ sku: 'A', product: { title: 'x' }, n: 1, paid: '5' }]);
    const land = (change: (whole: string) => string) =>
      new Project().land(text, { name: 'orders.ndjson', mapping: change(mapping) });
    await expect(land((whole) => whole.replace('items[].sku', 'items.sku'))).rejects.toThrow(
      'reads "items.sku" (did you mean "items[].sku"?)',
    );
    await expect(land((whole) => whole.replace('order_id: no', "order_id: 'items[].sku'"))).rejects.toThrow(
      'm.yaml, events.0: a row has several items[].sku: only fields of lines read them',
    );
    await expect(land((whole) => whole.replace('order_id: no', 'order_id: items[].sku'))).rejects.toThrow(
      "within { } a name with brackets is quoted: 'items[].sku'",
    );
    const two = `${JSON.stringify({ no: '1', at: '2026-03-01 10:00:00', store: '', coupon: '', buyer: { mobile: '1' }, items: [{ sku: 'A', n: 1, product: { title: 'x' } }], sums: [{ paid: 5 }] })}\n`;
    await expect(
      new Project().land(two, { name: 'o.ndjson', mapping: mapping.replace('items[].paid', 'sums[].paid') }),
    ).rejects.toThrow('lines are of one list, not of items and sums');
  });
});

test('a file that is refused says which files before it have landed', async () => {
  const project = new Project();
  const files = [
    project.write('one.csv', csv('A1,sale,2026-07-01 10:00,c1,tea,1,1')),
    project.write('two.csv', csv('A1,sale')),
  ];
  const landing = importFiles({
    paths: project.paths,
    files,
    mapping: project.write('m.yaml', orders),
    stdin: process.stdin,
    clock: () => new Date('2026-11-23T08:00:00Z'),
    signal: new AbortController().signal,
  });
  await expect(landing).rejects.toThrow(/two\.csv, row 1 .*\(landed before it: one\.csv\)/);
  expect(await project.events()).toHaveLength(1);
});
