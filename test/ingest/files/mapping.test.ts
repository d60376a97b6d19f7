import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../ingest/sources/files/mapping/compile.ts';
import { settleAmount } from '../../../ingest/sources/files/mapping/lineAmount.ts';
import { parseMapping } from '../../../ingest/sources/files/mapping/load.ts';
import { decimalText } from '../../../ingest/sources/files/mapping/number.ts';
import type { Data } from '../../../ingest/sources/files/mapping/template.ts';

const good = `source: shop
time_zone: Asia/Shanghai
events:
  - type: purchase.completed
    id: order
    time: at
    constants: { currency: CNY }
    fields: { order_id: order }
    lines:
      fields: { sku: item, quantity: n, unit_price: price }
`;
const header = ['order', 'at', 'item', 'n', 'price'];

describe('a mapping', () => {
  test('fits a header that has its columns', () => {
    const { events, warnings } = compile(parseMapping(good, 'm.yaml'), 'f.csv', header);
    expect(events.map(({ type }) => type)).toEqual(['purchase.completed']);
    expect(warnings).toEqual([]);
  });

  test('has the same hash whatever its comments and layout', () => {
    const other = good.replace('source: shop', '# ours\nsource:   "shop"');
    expect(parseMapping(other, 'n.yaml').hash).toBe(parseMapping(good, 'm.yaml').hash);
    expect(parseMapping(good.replace('CNY', 'USD'), 'm.yaml').hash).not.toBe(
      parseMapping(good, 'm.yaml').hash,
    );
  });

  test.each([
    [
      'a key that is not known',
      'time: at',
      'tyme: at',
      /m\.yaml, line 4.*events\.0.*|m\.yaml, line 6, events\.0\.tyme: "tyme" is not known here/,
    ],
    [
      'a time zone that does not exist',
      'Asia/Shanghai',
      'Asia/Nowhere',
      /m\.yaml, line 2, time_zone: not an IANA time zone/,
    ],
    [
      'a transform that does not exist',
      'quantity: n',
      'quantity: { column: n, as: roman }',
      /m\.yaml, line 10, events\.0\.lines\.fields\.quantity\.as/,
    ],
    [
      'what a table gives otherwise, without a table',
      'quantity: n',
      'quantity: { column: n, otherwise: 1 }',
      /m\.yaml, line 10, events\.0\.lines\.fields\.quantity\.otherwise: .*there is no map; for empty cells use default/,
    ],
    ['a source that is missing', 'source: shop\n', '', /m\.yaml, line 1, source: /],
    [
      'broken YAML',
      'fields: { order_id: order }',
      'fields: { order_id: order',
      /m\.yaml, line \d+, column \d+: /,
    ],
  ])('%s is refused with line and key', (_, from, to, message) => {
    expect(() => parseMapping(good.replace(from, to), 'm.yaml')).toThrow(message);
  });

  test.each([
    [
      'an event type that does not exist',
      'purchase.completed',
      'purchase.done',
      /events\.0: "purchase\.done" is not an event type/,
    ],
    [
      'a required field without a column',
      'constants: { currency: CNY }\n',
      '\n',
      /purchase\.completed needs currency/,
    ],
    [
      'a pattern that is no pattern',
      'id: order',
      "id: order\n    when: { order: { matches: '(' } }",
      /events\.0: Invalid regular expression/,
    ],
    [
      'a time format without a day',
      'time: at',
      'time: { column: at, format: HH:mm }',
      /names no part for a year/,
    ],
    [
      'a value of a group that is asked for once of an event',
      '{ order_id: order }',
      '{ order_id: { column: order, once: true } }',
      /once is for fields of lines, whose group has several \(order_id\)/,
    ],
    [
      'an id that differs from group_by',
      'id: order',
      'id: item\n    group_by: order',
      /id must name the same columns as group_by/,
    ],
  ])('%s is refused with its place', (_, from, to, message) => {
    expect(() => compile(parseMapping(good.replace(from, to), 'm.yaml'), 'f.csv', header)).toThrow(message);
  });

  test('columns that the file does not have are named, with the one that was meant', () => {
    expect(() => compile(parseMapping(good, 'm.yaml'), 'f.csv', ['Order', 'at', 'item', 'n'])).toThrow(
      'f.csv, row 1: the mapping m.yaml reads "order" (did you mean "Order"?), "price", which the header does not name; it names: Order, at, item, n',
    );
  });

  test('a purchase without a natural key and a field that the contract does not know are warned of', () => {
    const text = good
      .replace('id: order', 'when: { n: { above: 0 } }')
      .replace('order_id: order', 'order_id: order, mood: item');
    const { warnings } = compile(parseMapping(text, 'm.yaml'), 'f.csv', header);
    expect(warnings[1]).toMatch(/mood is not in the contract/);
    expect(warnings[0]).toMatch(/without an id a changed row of tomorrow's file is a second purchase/);
  });
});

describe('what was paid for a line', () => {
  const paid = (line: Data) => settleAmount({ sku: 'A', ...line }, 'paid');

  test.each([
    ['a price', { quantity: 2, unit_price: '50.00', amount: '90.00' }, '50.00', '10'],
    ['a price and nothing taken off', { quantity: 2, unit_price: '50', amount: '100' }, '50', undefined],
    ['a price that was rounded down', { quantity: 3, unit_price: '3.33', amount: '10' }, '3.3334', '0.0002'],
    ['a discount', { quantity: 2, discount: '10', amount: '90' }, '50', '10'],
    ['nothing else', { quantity: 4, amount: '10' }, '2.5', undefined],
    ['nothing else, of a weight', { quantity: 0.75, amount: '3.5' }, '4.6667', undefined],
  ])('beside %s', (_, line, unit_price, discount) => {
    expect(paid(line)).toEqual({
      sku: 'A',
      quantity: line.quantity,
      unit_price,
      ...(discount === undefined ? {} : { discount }),
    });
  });

  test('is price × quantity − discount, as the tables round them', () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 });
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 5_000_000 }).map((n) => n / 1000),
      amount: cents.map((n) => (n / 100).toFixed(2)),
      unit_price: fc.option(
        cents.map((n) => (n / 100).toFixed(2)),
        { nil: undefined },
      ),
    });
    const parts = (value: unknown) => BigInt(Math.round(Number(value ?? 0) * 10_000));
    fc.assert(
      fc.property(line, (given) => {
        const { quantity, unit_price, discount, ...rest } = paid(given);
        expect(rest).toEqual({ sku: 'A' });
        const gross = (parts(quantity) * parts(unit_price) + 5_000n) / 10_000n;
        expect(gross - parts(discount)).toBe(parts(given.amount));
        expect(parts(discount)).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  test('may be empty, and is refused below 0', () => {
    expect(paid({ quantity: 1, unit_price: '5' })).toEqual({ sku: 'A', quantity: 1, unit_price: '5' });
    expect(() => paid({ quantity: 1, amount: '-5' })).toThrow(/"-5" is below 0/);
  });

  test('is no field that the contract does not know, and not named beside a price and a discount', () => {
    const named = good.replace('unit_price: price', 'amount: price');
    expect(compile(parseMapping(named, 'm.yaml'), 'f.csv', header).warnings).toEqual([]);
    const three = good.replace('unit_price: price', 'unit_price: price, discount: n, amount: price');
    expect(() => compile(parseMapping(three, 'm.yaml'), 'f.csv', header)).toThrow(/the third follows/);
  });
});

describe('a rating', () => {
  const review = `source: reviews
time_zone: UTC
events:
  - { type: review.posted, id: id, time: at, fields: { customer.email: email, rating: stars } }
`;
  const { events } = compile(parseMapping(review, 'm.yaml'), 'f.csv', ['id', 'at', 'email', 'stars']);
  const read = (cell: string) =>
    events[0]?.fields.find(({ path }) => path.join() === 'rating')?.read(['', '', '', cell]);

  test.each([
    ['4', 4],
    ['4.5', 4.5],
    ['5星', 5],
    ['四星', 4],
    ['4 stars', 4],
    ['★★★★', 4],
    ['★★★☆☆', 3],
    ['4/5', 4],
    [' ', undefined],
  ])('written %s is %s', (cell, rating) => expect(read(cell)).toBe(rating));

  test.each([
    ['good', /"good" is not a score, such as 4, 4星, ★★★★ or 4\/5 \(column stars\)/],
    ['8/10', /"8\/10" is not a score that goes to 10 here/],
  ])('written %s is refused', (cell, message) => expect(() => read(cell)).toThrow(message));
});

describe('a written number', () => {
  test.each([
    ['1234.5', '.', '1234.5'],
    ['¥1,234.50', '.', '1234.50'],
    ['￥128', '.', '128'],
    ['１２８．５', '.', '128.5'],
    ['128元', '.', '128'],
    ['-£3.20', '.', '-3.20'],
    ['US$12.50', '.', '12.50'],
    ['RMB 88', '.', '88'],
    ['CNY ¥88', '.', '88'],
    ['1.234,50 kr', ',', '1234.50'],
    ['($3.20)', '.', '-3.20'],
    ['(3.20)', '.', '-3.20'],
    ['1.234,50', ',', '1234.50'],
    ['1 234,5', ',', '1234.5'],
    ['.5', '.', '0.5'],
    ['1e-05', '.', '0.00001'],
    ["1'234.50", '.', '1234.50'],
    ['1’234.50', '.', '1234.50'],
    ['0,603', '.', undefined],
    ['0.603', ',', '0.603'],
    ['0,603', ',', '0.603'],
    ['1,23', '.', undefined],
    ['12 apples', '.', undefined],
    ['', '.', undefined],
    ['NaN', '.', undefined],
  ] as const)('%s with the mark %s is %s', (text, mark, expected) => {
    expect(decimalText(text, mark)).toBe(expected);
  });
});
