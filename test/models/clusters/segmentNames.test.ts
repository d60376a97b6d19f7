import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentCodes } from '../../../models/clusters/segmentNames.ts';
import { partsOf } from '../../../models/index.ts';

const features = ['recency_days', 'frequency', 'monetary'];
const traits = (...zs: readonly number[]) => zs.map((z, c) => ({ feature: features[c] ?? '', z }));

describe('codes of segments', () => {
  test('name the two traits that set a segment apart most', () => {
    expect(segmentCodes([traits(-0.9, 1.4, 1.2), traits(0.8, -0.9, -0.4), traits(0.1, 0.2, -0.1)])).toEqual([
      'frequency_high.monetary_high',
      'recency_days_high.frequency_low',
      'average',
    ]);
  });

  test('name more, and by degree, where two would be called the same', () => {
    const codes = segmentCodes([traits(-0.4, 1.1, 0.9), traits(-0.4, 2.4, 2.2), traits(1, -0.5, -0.5)]);
    expect(codes[0]).toBe('recency_days_low.frequency_high.monetary_high');
    expect(codes[1]).toBe('recency_days_low.frequency_very_high.monetary_very_high');
  });

  test('say what is high by itself, however little it sets the segment apart', () => {
    const gone = (z: number, ...others: readonly number[]) =>
      traits(z, ...others).map((one, c) => (c === 0 ? { ...one, isBeyond: true } : one));
    const segments = [gone(0.5, 1.4, 1.2), gone(-0.2, -0.9, -0.8), traits(-1.4, 0.1, 0.2)];
    expect(segmentCodes(segments)).toEqual([
      'recency_days_high.frequency_high.monetary_high',
      'recency_days_high.frequency_low.monetary_low',
      'recency_days_low',
    ]);
    // a name that does not say it is no longer true, one that does stays so
    const before = ['frequency_high.monetary_high', 'recency_days_high.frequency_low', undefined];
    expect(segmentCodes(segments, before).slice(0, 2)).toEqual([
      'recency_days_high.frequency_high.monetary_high',
      'recency_days_high.frequency_low',
    ]);
  });

  test('stay as they were for as long as they are true', () => {
    const before = ['frequency_high.monetary_high', 'recency_days_high.frequency_low'];
    const moved = [traits(-0.9, 0.7, 0.8), traits(0.9, -0.5, -0.9)];
    expect(segmentCodes(moved, before)).toEqual(before);
    const turned = [traits(-0.9, -0.7, 0.8), traits(0.9, -0.5, -0.9)];
    expect(segmentCodes(turned, before)[0]).toBe('recency_days_low.monetary_high');
  });

  test('are never equal, and can be read', () => {
    const z = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(z, z, z), { minLength: 2, maxLength: 12 }), (rows) => {
        const codes = segmentCodes(rows.map((row) => traits(...row)));
        expect(new Set(codes).size).toBe(rows.length);
        for (const code of codes)
          if (!code.startsWith('average')) expect(partsOf(code).length).toBeGreaterThan(0);
      }),
    );
  });

  test('one segment is all customers', () => {
    expect(segmentCodes([traits(0, 0, 0)])).toEqual(['all']);
    expect(partsOf('all')).toEqual([]);
  });
});
