import { describe, expect, it } from 'vitest';
import { driftOf, type ReadEvent, readEvent, registry } from '../../../ingest/contracts/index.ts';
import { envelopeOf, exampleOf } from '../../support/exampleOf.ts';

const now = new Date('2026-11-23T08:00:00Z');
const read = (value: unknown) =>
  readEvent(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), {}, now);
const refusal = (result: ReadEvent) =>
  result.ok ? undefined : `${result.refusal.stage}/${result.refusal.code} ${result.refusal.path}`.trim();

const purchase = (data: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id: '1',
  source: 'shop',
  type: 'purchase.completed',
  time: '2026-03-02T10:15:00+08:00',
  ...envelope,
  data: { order_id: 'O1', currency: 'CNY', lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }], ...data },
});
const line = (fields: Record<string, unknown>) =>
  purchase({ lines: [{ sku: 'A', quantity: 1, unit_price: '1', ...fields }] });

describe('an event', () => {
  it.each(registry.map((event) => [event.type, event] as const))(
    'of type %s is read with every field filled',
    (_, event) => {
      expect(read(envelopeOf(event, exampleOf(event)))).toMatchObject({
        ok: true,
        event: { type: event.type, id: 'e1' },
      });
    },
  );

  it('given as the example of a type is read, with nothing its contract does not know', () => {
    for (const event of registry) {
      expect(read(envelopeOf(event, event.example)), event.type).toMatchObject({ ok: true });
      expect(driftOf(event.type, event.example), event.type).toEqual([]);
    }
  });

  it('has its time in UTC microseconds, offset, leap day and fraction counted', () => {
    const micros = (time: string) => {
      const result = read(purchase({}, { time }));
      return result.ok
        ? new Date(Number(result.event.occurredAtMicros / 1000n)).toISOString()
        : refusal(result);
    };
    expect(micros('2026-03-02T10:15:00+08:00')).toBe('2026-03-02T02:15:00.000Z');
    expect(micros('2024-02-29T00:00:00.123456Z')).toBe('2024-02-29T00:00:00.123Z');
    expect(micros('2025-02-29T00:00:00Z')).toBe('envelope/time time');
    expect(micros('2026-03-02T10:15:00')).toBe('envelope/time time');
    expect(micros('2026-11-24T09:00:00Z')).toBe('envelope/future time');
    expect(micros('2026-11-24T07:00:00Z')).toBe('2026-11-24T07:00:00.000Z');
  });

  it('reads the same in structured and in binary mode', () => {
    const structured = purchase({ channel: 'web' });
    const { data, ...attributes } = structured;
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce_${name}`, Buffer.from(String(value))]),
    );
    expect(readEvent(Buffer.from(JSON.stringify(data)), headers, now)).toEqual(read(structured));
  });

  it('keeps unknown fields, emoji and Chinese text', () => {
    const result = read(purchase({ note: '谢谢🙂', nested: { a: [1] } }));
    expect(result.ok && JSON.parse(result.event.payload)).toMatchObject({
      note: '谢谢🙂',
      nested: { a: [1] },
    });
  });

  it('is landed without the optional fields that are null, and with unknown ones as they came', () => {
    const result = read(
      purchase({
        customer: { customer_ref: 'C-1', email: null },
        channel: null,
        lines: [{ sku: 'A', name: null, quantity: 1, unit_price: '1', colour: null }],
        gift: null,
      }),
    );
    expect(result.ok && JSON.parse(result.event.payload)).toEqual({
      customer: { customer_ref: 'C-1' },
      order_id: 'O1',
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: '1', colour: null }],
      gift: null,
    });
  });

  it('is landed without the optional fields and texts of lists that are empty', () => {
    const result = read(
      envelopeOf({ type: 'profile.updated' } as never, {
        customer: { customer_ref: 'C-1', email: '', phone: null },
        name: '李伟',
        birth_date: '',
        phones: ['', '13800138000'],
        emails: [''],
        address: { city: '', street: '科技路1号' },
        tags: [''],
        nickname: '',
      }),
    );
    expect(result.ok && JSON.parse(result.event.payload)).toEqual({
      customer: { customer_ref: 'C-1' },
      name: '李伟',
      phones: ['13800138000'],
      emails: [],
      address: { street: '科技路1号' },
      birth_date: '',
      tags: [''],
      nickname: '',
    });
    expect(refusal(read(purchase({ order_id: '' })))).toBe('contract/contract data.order_id');
    expect(refusal(read(purchase({ lines: [''] })))).toBe('contract/contract data.lines[0]');
  });

  it.each(['1985年3月4日', '19850304', '1985/3/4', '', '85-3-4', 19850304])(
    'with the birth date %j keeps the rest of its profile, and the date as it came',
    (birth_date) => {
      const data = { customer: { customer_ref: 'C-1' }, name: '李伟', birth_date, gender: 1 };
      const result = read(envelopeOf({ type: 'profile.updated' } as never, data));
      expect(result.ok && JSON.parse(result.event.payload)).toEqual(data);
    },
  );

  it('lands what was validated where a key comes twice', () => {
    const result = read(
      '{"specversion":"1.0","id":"1","source":"s","type":"purchase.cancelled","time":"2026-01-01T00:00:00Z","data":{"order_id":5,"order_id":"O2"}}',
    );
    expect(result.ok && result.event.payload).toBe('{"order_id":"O2"}');
  });
});

describe('what is impossible is refused with the path of the field', () => {
  const cases: readonly [what: string, value: unknown, why: string][] = [
    ['a quantity of zero', line({ quantity: 0 }), 'contract/contract data.lines[0].quantity'],
    ['a negative quantity', line({ quantity: -1 }), 'contract/contract data.lines[0].quantity'],
    ['a negative price', line({ unit_price: '-1' }), 'contract/contract data.lines[0].unit_price'],
    ['a price that is no number', line({ unit_price: 'ten' }), 'contract/contract data.lines[0].unit_price'],
    ['a currency that is not ISO 4217', purchase({ currency: 'RMB' }), 'contract/contract data.currency'],
    ['a purchase without lines', purchase({ lines: [] }), 'contract/contract data.lines'],
    ['an order without an id', purchase({ order_id: undefined }), 'contract/contract data.order_id'],
    ['null where a field is required', purchase({ currency: null }), 'contract/contract data.currency'],
    [
      'a customer whose identifiers are all null',
      envelopeOf({ type: 'profile.updated' } as never, { customer: { email: null, phone: null } }),
      'contract/no-customer data.customer',
    ],
    ['an unknown type', purchase({}, { type: 'purchase.dreamt' }), 'envelope/unknown-type type'],
    ['no id', purchase({}, { id: '' }), 'envelope/envelope id'],
    ['no source', purchase({}, { source: undefined }), 'envelope/envelope source'],
    [
      'another version of CloudEvents',
      purchase({}, { specversion: '0.3' }),
      'envelope/specversion specversion',
    ],
    [
      'a profile about nobody',
      envelopeOf({ type: 'profile.updated' } as never, { customer: {} }),
      'contract/no-customer data.customer',
    ],
  ];
  it.each(cases)('%s', (_, value, why) => expect(refusal(read(value))).toBe(why));

  it('but a price of zero is a gift', () => expect(read(line({ unit_price: 0 })).ok).toBe(true));
  it('and a refund may name no order', () =>
    expect(
      read(envelopeOf({ type: 'purchase.refunded' } as never, { currency: 'CNY', amount: '5' })).ok,
    ).toBe(true));
});

describe('bytes that are no event', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const cases: readonly [what: string, value: Buffer | null, code: string][] = [
    ['a tombstone', null, 'tombstone'],
    ['an empty message', Buffer.alloc(0), 'empty'],
    ['truncated JSON', Buffer.from('{"specversion":"1.0","id":'), 'not-json'],
    ['a NUL byte', Buffer.from('{"a":"\u0000"}'), 'not-json'],
    ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'not-utf-8'],
    ['GB18030', Buffer.from([0x7b, 0x22, 0xc0, 0xee, 0x22, 0x3a, 0x31, 0x7d]), 'not-utf-8'],
    ['nesting a hundred thousand deep', Buffer.from(deep), 'too-deep'],
    ['2 MiB', Buffer.from(`{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`), 'too-large'],
    ['a number', Buffer.from('5'), 'not-an-object'],
    ['a list', Buffer.from('[]'), 'not-an-object'],
    ['NaN', Buffer.from('{"a":NaN}'), 'not-json'],
  ];
  it.each(cases)('%s: refused with its own code', (_, value, code) => {
    const result = readEvent(value, {}, now);
    expect(result.ok ? 'accepted' : result.refusal.code).toBe(code);
  });

  it('an escaped NUL or half a surrogate pair in a text is refused, an escaped backslash is not', () => {
    expect(refusal(read(purchase({ channel: 'a\u0000b' })))).toBe('contract/text data');
    expect(refusal(read(purchase({ channel: '\ud800' })))).toBe('contract/text data');
    expect(read(purchase({ channel: '\\ud800 \\u0000' })).ok).toBe(true);
  });

  it('a number beyond double precision range is refused', () => {
    const text = JSON.stringify(purchase()).replace('"10.00"', '1e400');
    expect(refusal(read(text))).toBe('contract/contract data.lines[0].unit_price');
    expect(refusal(read(JSON.stringify(purchase({ extra: 0 })).replace('"extra":0', '"extra":1e400')))).toBe(
      'contract/number data.extra',
    );
  });

  it('a byte order mark is no harm', () => {
    expect(readEvent(Buffer.from(`\ufeff${JSON.stringify(purchase())}`), {}, now).ok).toBe(true);
  });
});
