import { describe, expect, it } from 'vitest';
import { readEvent, registry } from '../../../ingest/contracts/index.ts';
import { envelopeOf, exampleOf } from '../../support/exampleOf.ts';

const now = new Date('2026-11-23T08:00:00Z');

const refusalOf = (value: unknown, headers: Record<string, string | Buffer> = {}) => {
  const read = readEvent(
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    headers,
    now,
  );
  return read.ok ? undefined : read.refusal;
};

const of = (type: string, changes: Record<string, unknown>) => {
  const event = registry.find((one) => one.type === type);
  if (!event) throw new Error(`no ${type}`);
  return envelopeOf(event, { ...exampleOf(event), ...changes });
};
const said = (type: string, changes: Record<string, unknown>) => refusalOf(of(type, changes))?.message;
const time = (text: string) => ({ ...of('purchase.cancelled', {}), time: text });

describe('a refusal says what was wrong, where, and what to do', () => {
  it.each([
    [
      'purchase.completed',
      { currency: 'RMB' },
      'invalid currency: "RMB" (data.currency); use ISO 4217, e.g. CNY',
    ],
    ['purchase.completed', { order_id: undefined }, 'missing order_id (data.order_id); a text'],
    ['purchase.completed', { version: 1.5 }, 'invalid version: 1.5 (data.version); a whole number'],
    [
      'purchase.completed',
      { lines: [{ sku: 'A', quantity: 0, unit_price: '1' }] },
      'invalid quantity: 0 (data.lines[0].quantity); above 0',
    ],
    [
      'purchase.completed',
      { lines: [{ sku: 'A', quantity: 1, unit_price: 'ten' }] },
      'invalid unit_price: "ten" (data.lines[0].unit_price); a decimal string such as "128.00"',
    ],
    [
      'purchase.completed',
      { lines: [{ sku: 'A', quantity: 1, unit_price: true }] },
      'invalid unit_price: true (data.lines[0].unit_price); a text or a number',
    ],
    [
      'survey.answered',
      { survey: 'csat', score: 7 },
      'invalid score: 7 (data.score); CSAT goes from 1 to 5, NPS from 0 to 10, CES from 1 to 7',
    ],
    ['survey.answered', { survey: 'gut' }, 'invalid survey: "gut" (data.survey); one of csat, nps, ces'],
    [
      'campaign.updated',
      { start_date: '2026-02-30' },
      'invalid start_date: "2026-02-30" (data.start_date); a date that exists, e.g. 2026-03-02',
    ],
  ])('%s %j', (type, changes, message) => expect(said(type, changes)).toBe(message));

  it('and shows no personal value', () => {
    expect(said('profile.updated', { birth_date: ['1981-07-19'] })).toBe(
      'invalid birth_date: a list of 1 (data.birth_date); a text or a number',
    );
    expect(said('profile.updated', { name: 'a'.repeat(300) })).toBe(
      'invalid name: a text of 300 characters (data.name); at most 256 characters',
    );
    expect(said('profile.updated', { customer: { email: ['li.wei@example.cn'] } })).not.toContain('li.wei');
    expect(refusalOf('{"email":"li.wei@example.cn" oops')?.message).not.toContain('li.wei');
  });

  it('names type, source and id where they are known, and only then', () => {
    expect(refusalOf({ ...of('purchase.completed', { currency: 'x' }) })).toMatchObject({
      type: 'purchase.completed',
      source: 'test',
      id: 'e1',
    });
    const unnamed = refusalOf({ specversion: '1.0', id: 'a\u0000', source: 5, type: '\ud800' });
    expect(unnamed).not.toHaveProperty('type');
    expect(unnamed).not.toHaveProperty('id');
  });

  it('a blank identifier points at nobody', () =>
    expect(refusalOf(of('profile.updated', { customer: { email: ' ', phone: '\t' } }))?.code).toBe(
      'no-customer',
    ));

  it('brackets inside a text are no nesting', () => {
    expect(refusalOf(of('purchase.cancelled', { reason: `"${'[{'.repeat(500)}` }))).toBeUndefined();
    let deep: unknown = 1;
    for (let i = 0; i < 70; i++) deep = { a: [deep] };
    expect(refusalOf(of('purchase.cancelled', { deep }))?.code).toBe('too-deep');
  });

  it('bytes that are no UTF-8 in a header are not taken for a name', () => {
    const headers = {
      ce_specversion: '1.0',
      ce_id: Buffer.from([0xc0, 0xee]),
      ce_source: 's',
      ce_type: 'page.viewed',
    };
    expect(refusalOf({ url: '/' }, headers)).toMatchObject({ code: 'envelope', path: 'id' });
  });
});

describe('a time', () => {
  const micros = (text: string) => {
    const read = readEvent(Buffer.from(JSON.stringify(time(text))), {}, now);
    return read.ok ? read.event.occurredAtMicros : undefined;
  };

  it.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['1969-12-31T23:59:59.999999Z', -1n],
    ['2024-02-29T12:00:00.123456789+05:45', 1_709_187_300_123_456n],
    ['2026-03-02T10:15:00+0800', 1_772_417_700_000_000n],
    ['2026-03-02t10:15:00.5-00:30', 1_772_448_300_500_000n],
    ['0050-01-01T00:00:00Z', -60_589_296_000_000_000n],
  ])('%s is exact to the microsecond', (text, expected) => expect(micros(text)).toBe(expected));

  it.each([
    '2026-03-02T10:15:00',
    '2026-03-02',
    '2025-02-29T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T10:60:00Z',
    '2026-03-02T10:15:00+08:99',
    '2026-03-02T10:15:00+15:00',
    '2026-03-02T10:15:00.Z',
    '2026-03-02T10:15:00Z ',
    '2026/03/02T10:15:00Z',
    '+02026-03-02T10:15:00Z',
    '1772417700',
  ])('%s is none', (text) => expect(micros(text)).toBeUndefined());
});
