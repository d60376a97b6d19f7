import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftOf, registry } from '../../../ingest/contracts/index.ts';
import { exampleOf } from '../../support/exampleOf.ts';

describe('schema drift', () => {
  it('is nothing where a source sends what its contract knows', () => {
    for (const event of registry) expect(driftOf(event.type, exampleOf(event))).toEqual([]);
  });

  it('names each unknown field once, inside lists and objects too', () => {
    const line = { sku: 'A', quantity: 1, unit_price: '1', colour: 'red' };
    expect(
      driftOf('purchase.completed', { order_id: 'O', lines: [line, line], customer: { wechat: 'x' } }),
    ).toEqual(['lines[].colour', 'customer.wechat']);
  });

  it('does not look into fields that hold anything', () =>
    expect(driftOf('form.submitted', { form: 'f', fields: { anything: { deep: 1 } } })).toEqual([]));

  it('takes names that objects inherit for unknown', () =>
    expect(driftOf('purchase.cancelled', JSON.parse('{"constructor":1,"__proto__":2}'))).toEqual([
      'constructor',
      '__proto__',
    ]));

  it('never throws, whatever the data', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...registry.map(({ type }) => type), 'unknown'),
        fc.jsonValue(),
        (type, data) => {
          expect(Array.isArray(driftOf(type, data))).toBe(true);
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
  });
});
