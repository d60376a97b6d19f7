import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadEvent, readEvent, registry } from '../../../ingest/contracts/index.ts';
import { envelopeOf, exampleOf } from '../../support/exampleOf.ts';

const now = new Date('2026-11-23T08:00:00Z');

/** Every text of an outcome can stand in a column of text. */
function expectStorable(read: ReadEvent) {
  for (const text of Object.values(read.ok ? read.event : read.refusal))
    if (typeof text === 'string') {
      expect(text.isWellFormed() && !text.includes('\u0000')).toBe(true);
      expect(read.ok || text.length < 2000).toBe(true);
    }
  if (!read.ok) expect(read.refusal.message.length).toBeGreaterThan(5);
}

const messages = registry.map((event) => Buffer.from(JSON.stringify(envelopeOf(event, exampleOf(event)))));
const anyText = fc.string({ unit: 'binary', maxLength: 700 });

describe('reading never throws, and what it says can be stored', () => {
  it('for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
        expectStorable(readEvent(Buffer.from(bytes), {}, now)),
      ),
      { numRuns: 2000, seed: 5 },
    );
  });

  it('for events with bytes changed, cut and repeated', () => {
    const change = fc.record({
      message: fc.constantFrom(...messages),
      at: fc.nat(2000),
      bytes: fc.uint8Array({ maxLength: 4 }),
      cut: fc.nat(3),
    });
    fc.assert(
      fc.property(change, ({ message, at, bytes, cut }) => {
        const place = at % message.length;
        const changed = Buffer.concat([message.subarray(0, place), bytes, message.subarray(place + cut)]);
        expectStorable(readEvent(changed, {}, now));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  it('for any envelope and any headers', () => {
    const value = fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
    const envelope = fc.record({
      specversion: fc.oneof(fc.constant('1.0'), value),
      id: value,
      source: value,
      type: fc.oneof(fc.constantFrom(...registry.map(({ type }) => type)), value),
      time: fc.oneof(fc.constant('2026-03-02T10:15:00Z'), value),
      data: value,
    });
    const headers = fc.dictionary(
      fc.constantFrom('ce_id', 'ce_source', 'ce_type', 'ce_specversion', 'ce_time', 'content-type'),
      fc.oneof(
        anyText,
        fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      ),
    );
    fc.assert(
      fc.property(envelope, headers, (body, given) =>
        expectStorable(readEvent(Buffer.from(JSON.stringify(body)), given, now)),
      ),
      { numRuns: 5000, seed: 9 },
    );
  });

  it('and gives the same in structured and in binary mode, for every type', () => {
    for (const event of registry) {
      const { data, ...attributes } = envelopeOf(event, event.example) as Record<string, unknown>;
      const headers = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`ce_${name}`, Buffer.from(String(value))]),
      );
      const binary = readEvent(Buffer.from(JSON.stringify(data)), headers, now);
      expect(binary).toEqual(readEvent(Buffer.from(JSON.stringify({ ...attributes, data })), {}, now));
      expect(binary.ok).toBe(true);
    }
  });
});
